"""Lists of names and search words that sites append to articles leave the text; the article's own stay."""

from __future__ import annotations

import pytest

from povtool.clean import CleanConfig, clean
from povtool.records import RawPage

ARTICLE = (
    "西藏全面脱贫\n2020年，西藏74个县区全部摘帽，62.8万贫困人口脱贫。\n下一步将巩固脱贫成果，防止返贫。\n"
)
COUNTIES = "东城区 西城区 朝阳区 丰台区 石景山区 海淀区 顺义区 通州区 大兴区 房山区 门头沟区 昌平区"
SEARCHED = (
    "小额贷款 网上贷款 急用钱 借钱平台 信用卡套现 秒到账 身份证贷款 手机贷款 低息贷款 公积金贷款 车贷 网贷"
)
TRADITIONAL = "東城區 西城區 朝陽區 豐臺區 海淀區 順義區 通州區 大興區 門頭溝區 昌平區 平谷區 懷柔區"


def blocks(page: str) -> list[dict]:
    [record] = clean([RawPage("a", "a.txt", page.encode())], CleanConfig(blocks=True))
    assert isinstance(record, dict)
    return record["blocks"]


@pytest.mark.parametrize("words", [COUNTIES, SEARCHED, TRADITIONAL, f"{COUNTIES} " * 20])
def test_bait_below_and_above_an_article_is_no_text(words: str) -> None:
    assert blocks(f"{ARTICLE}{words}\n")[-1]["role"] == "boilerplate"
    assert blocks(f"{words}\n{ARTICLE}")[0]["role"] == "boilerplate"
    inside = blocks(
        f"{ARTICLE}{words}\n我们将继续努力，建立健全防止返贫监测和帮扶机制，确保脱贫群众持续稳定增收，日子越过越红火。\n"
    )
    assert [block["role"] for block in inside][-2:] == ["boilerplate", "body"]


@pytest.mark.parametrize(
    "lines",
    [
        f"2019年摘帽的县区名单\n{COUNTIES}",
        f"全市摘帽的县区有：\n{COUNTIES}",
        "东城区、西城区、朝阳区、丰台区、石景山区、海淀区、顺义区、通州区、大兴区、房山区、昌平区、平谷区。",
        "脱 贫 攻 坚 战 取 得 了 全 面 胜 利 。",
        "安定区 1.2万 通渭县 0.8万 陇西县 1.1万 渭源县 0.9万 临洮县 1.3万 漳县 0.6万 岷县 1.4万",
    ],
)
def test_the_articles_own_lists_stay(lines: str) -> None:
    for block in blocks(f"{ARTICLE}{lines}\n")[3:]:
        assert block["role"] in ("body", "heading"), block
