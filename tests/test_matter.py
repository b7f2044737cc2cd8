"""What belongs to a document and is none of its text, and what only its foot tells."""

from __future__ import annotations

import pytest

from povtool.clean.foot import signature
from povtool.clean.layout import Layout, read_layout
from povtool.clean.lines import kind_of
from povtool.clean.matter import contact, reference

BODY = "全县坚持精准扶贫、精准脱贫基本方略，五年累计减贫3.2万人，贫困发生率降至0.6%，群众收入稳步提高。"


def read(*lines: str) -> Layout:
    return read_layout("\n".join(["关于全县脱贫攻坚工作情况的通报", BODY, *lines]))


def whys(*lines: str) -> list[str | None]:
    """What the lines below an article are dropped for; None for text."""
    layout = read(*lines)
    return [layout.whys.get(i) for i in range(2, 2 + len(lines))]


@pytest.mark.parametrize(
    "line",
    [
        "监督电话：12317、0743-6231688",
        "單位監督舉報電話0916-7212103 0916-7212381",
        "联系人：李明 联系电话：0743-6231699",
        "（联系人：李明，电话：010-84419700）",
        "電話：(02)8590-6666",
        "电子邮箱：12345@example.com",
        "通讯地址：青溪县府前路18号　邮编：416000",
        "新聞聯絡人：王專員",
    ],
)
def test_contacts(line: str) -> None:
    assert contact(line)
    assert whys(line, "县扶贫办", "2020年5月6日") == ["contact", None, None]


@pytest.mark.parametrize(
    "line",
    [
        "监督电话接到举报12起",
        "三是公布监督电话，受理群众举报。",
        "他拨通了扶贫办的电话：没有人接。",
        "地址变更的贫困户：36户",
        "联系人大代表56名",
        "电话入户率：98%",
    ],
)
def test_what_only_mentions_a_telephone_is_text(line: str) -> None:
    assert not contact(line)
    assert whys(line, BODY) == [None, None]


def test_contacts_between_paragraphs_do_not_end_the_article() -> None:
    assert whys("联系人：李明", "联系电话：0743-6231699", BODY, "附件：申报表") == [
        "contact",
        "contact",
        None,
        "annex",
    ]


def test_a_list_of_annexes_is_no_text() -> None:
    listed = ("附件：1.贫困村提升工程项目申报表", "2.贫困村名单", "县扶贫办", "2020年5月6日")
    assert whys(*listed) == ["annex", "annex", None, None]
    assert whys("附件：", "1.申报表", "2.名单") == ["annex"] * 3
    assert whys("附件1：项目安排表.xlsx", "附件2：绩效目标表.xls") == ["annex"] * 2
    assert whys("附件：", "申报表.docx", "名单.pdf 已下载126次") == ["annex"] * 3


def test_an_annex_that_the_page_has_stays() -> None:
    assert whys("附件：脱贫攻坚先进个人名单", "王小明 青溪县城关镇", "李大同 青溪县石岭乡") == [None] * 3
    assert whys("附件2", "青溪县衔接资金管理办法", "第一条 为规范资金管理，制定本办法。") == [None] * 3
    assert whys("附件列出的36个村已全部退出。") == [None]


def test_copies_and_the_printers_line_are_no_text() -> None:
    assert (
        whys("抄送：县委各部门，县人大常委会办公室。", "县政府办公室  2021年9月28日印发")
        == ["publication"] * 2
    )


CITED = "[1]王小林，冯贺霞.2020年后中国多维相对贫困标准[J].中国农村经济，2020（3）：2-21."


def test_a_bibliography_is_no_text() -> None:
    assert reference(CITED)
    assert (
        whys("参考文献：", CITED, "[2]罗必良.相对贫困治理[J].求索，2020（6）：18-27.") == ["references"] * 3
    )
    assert (
        whys("参考文献", "[1]", "王小林. 相对贫困标准", "[2]", "罗必良. 相对贫困治理") == ["references"] * 5
    )
    assert whys("注释：", "①习近平：《在座谈会上的讲话》，人民出版社2020年版，第7页。") == ["references"] * 2


def test_a_note_that_cites_nothing_is_text() -> None:
    assert whys("注释：", "①贫困线以2010年不变价计。") == [None, None]
    assert whys("注：样本不含市辖区农户", BODY) == [None, None]
    assert whys("参考文献很少，研究刚刚起步。") == [None]
    assert reference("〔2〕王小林.相对贫困治理〔J〕.中国农村经济,2021(2):2-18.")


def test_what_a_journal_says_of_an_article_is_no_text() -> None:
    told = (
        "基金项目：国家社会科学基金重点项目（20AZD080）",
        "【中图分类号】F320 【文献标识码】A",
        "收稿日期:2022-07-08",
    )
    layout = read(*told)
    assert [layout.whys.get(i) for i in (2, 3, 4)] == ["publication"] * 3
    assert layout.credits.date is None
    assert whys("作者简介", "李明华（1975—），男，教授，博士生导师。", BODY) == [
        "publication",
        "publication",
        None,
    ]
    assert whys("基金项目公示工作有序推进", BODY) == [None, None]


def signed(*lines: str) -> tuple[str | None, str | None]:
    found = signature([kind_of(line) for line in lines])
    return found.date, found.source


def test_a_signature_tells_the_day_and_the_office() -> None:
    assert signed("特此通知。", "城固縣財政局", "2023年5月6日") == ("2023-05-06", "城固縣財政局")
    assert signed(BODY, "县财政局", "县乡村振兴局", "二〇二二年三月二十八日") == (
        "2022-03-28",
        "县财政局 县乡村振兴局",
    )
    assert signed(BODY, "县扶贫办 2018年4月10日") == ("2018-04-10", "县扶贫办")
    assert signed(BODY, "王小明", "2018年4月10日") == ("2018-04-10", None)
    assert signed(BODY, "县政府办公室 2021年9月28日印发")[0] is None  # the line has no kind of its own yet


def test_a_day_that_nobody_signs_is_none_of_the_documents() -> None:
    assert signed(BODY, "2018年4月10日", BODY) == (None, None)
    assert signed("开工日期", "2018年4月10日") == (None, None)
    assert signed(BODY, "2018年4月10日") == (None, None)


def test_the_printers_day_dates_what_nothing_else_does() -> None:
    printed = "县政府办公室 2021年9月28日印发"
    assert read(printed).foot.date == "2021-09-28"
    assert read("县扶贫办", "2021年9月26日", printed).foot.date == "2021-09-26"


def test_what_a_byline_says_outranks_the_foot() -> None:
    page = ["县里的脱贫经验", "2020-05-08 10:00 来源：新华网", BODY, "县扶贫办", "2020年5月6日"]
    layout = read_layout("\n".join(page))
    assert (layout.credits.date, layout.credits.source) == ("2020-05-08T10:00", "新华网")
    assert layout.foot.date is None  # not asked where the byline has said all
