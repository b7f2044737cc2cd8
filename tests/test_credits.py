"""Heads and tails of pages in many wordings: each field as the page says it, absent where it does not."""

from __future__ import annotations

import pytest

from povtool.clean.page import read_page

HANS = (
    "去年以来，全县投入扶贫资金2.3亿元，带动1.2万户贫困户稳定增收。下一步要巩固成果，防止返贫。\n"
    "各乡镇因地制宜发展茶叶、中药材等产业，建成扶贫车间36个，人均月收入2600元。"
)
HANT = (
    "過去一年，縣府投入經費2.3億元，輔導弱勢家庭1200戶就業，將持續追蹤輔導成效，避免再度陷入困境。\n"
    "各鄉鎮公所也設置服務窗口，今年已有360人受惠，平均月薪達到28000元。"
)
FIELDS = ("title", "date", "source", "author", "editor", "keywords", "breadcrumb")

CASES = {
    "a field a line": (
        f"扶志又扶智\n时间：2018-11-02\n来源：某新闻网\n作者：高明 马强\n编辑：周洁\n{HANS}",
        ("扶志又扶智", "2018-11-02", "某新闻网", ["高明", "马强"], ["周洁"]),
        HANS,
    ),
    "a wrapped title with a short end": (
        f"某省人民政府关于进一步加强产业扶贫的\n通知\n发布时间：2017年9月8日 来源：省政府办公厅\n{HANS}",
        ("某省人民政府关于进一步加强产业扶贫的通知", "2017-09-08", "省政府办公厅"),
        HANS,
    ),
    "a byline among buttons": (
        "新路通到家门口\n字体：大 中 小 2019-06-18 11:20:00 稿件来源：某县广播电视台 撰稿人：何敏 "
        f"责任编辑：郭涛 点击数：55\n{HANS}",
        ("新路通到家门口", "2019-06-18T11:20:00", "某县广播电视台", ["何敏"], ["郭涛"]),
        HANS,
    ),
    "a name that ends with and": (
        f"茶香满山乡\n文/林清和 图/何建国\n{HANS}",
        ("茶香满山乡", None, None, ["林清和"]),
        HANS,
    ),
    "brackets at both ends": (
        f"扶贫车间进村来\n2020/3/4 8:05\n本报讯（通讯员 李国强）{HANS}（来源：某某日报 编辑：张伟）",
        ("扶贫车间进村来", "2020-03-04T08:05", "某某日报", ["李国强"], ["张伟"]),
        f"本报讯 {HANS}",
    ),
    "an original title": (
        f"原标题：穷山沟里走出致富路\n穷山沟里走出致富路\n2019年10月17日 10:05 来源：某网\n{HANS}",
        ("穷山沟里走出致富路", "2019-10-17T10:05", "某网"),
        HANS,
    ),
    "labels without values": (
        f"新路通到家门口\n来源： 作者： 时间：2019-06-18 点击：\n{HANS}",
        ("新路通到家门口", "2019-06-18"),
        HANS,
    ),
    "names below the text": (
        f"昔日山村换新颜\n原创 某县发布 2020-11-23\n{HANS}\n来源丨某县融媒体中心\n记者丨王明月\n责编丨陈晨",
        ("昔日山村换新颜", "2020-11-23", "某县发布", ["王明月"], ["陈晨"]),
        HANS,
    ),
    "an agency in Traditional script": (
        f"縣府輔導弱勢就業\n2020/08/12 15:20\n（中央社記者張榮祥台南12日電）{HANT}（編輯：李明宗）1090812",
        ("縣府輔導弱勢就業", "2020-08-12T15:20", "中央社", ["張榮祥"], ["李明宗"]),
        HANT,
    ),
    "dashes for colons": (
        f"扶贫车间进村来\n2020/3/4 8:05\n{HANS}\n网站编辑 - 李国强\n标签 - 扶贫 产业",
        ("扶贫车间进村来", "2020-03-04T08:05", None, None, ["李国强"], ["扶贫", "产业"]),
        HANS,
    ),
    "an office with a name below the text": (
        f"扶贫车间进村来\n2020/3/4 8:05\n{HANS}\n（市扶贫办 李国强）",
        ("扶贫车间进村来", "2020-03-04T08:05", None, ["李国强"]),
        HANS,
    ),
    "staff in a row without colons": (
        f"扶贫车间进村来\n2020/3/4 8:05\n{HANS}\n责任编辑 马国强 版式 徐静",
        ("扶贫车间进村来", "2020-03-04T08:05", None, None, ["马国强"]),
        HANS,
    ),
    "a day that stands first, and a later change": (
        f"縣府輔導弱勢就業\n發表時間： 17-10-2018\n更新時間： 17-10-2018 18:30\n作者 陳大文\n{HANT}",
        ("縣府輔導弱勢就業", "2018-10-17", None, ["陳大文"]),
        HANT,
    ),
    "a ministry's table": (
        f"縣府輔導弱勢就業\n資料來源：衛生福利部\n建檔日期：107-05-18\n發佈日期：107-05-20\n點閱數：356\n{HANT}",
        ("縣府輔導弱勢就業", "2018-05-20", "衛生福利部"),
        HANT,
    ),
    "a paper with its page": (
        f"云溪日报\n2018年10月17日 星期三\n第03版：要闻\n本版导读\n昔日山村换新颜\n□本报记者 何立秋\n{HANS}",
        ("昔日山村换新颜", "2018-10-17", "云溪日报", ["何立秋"]),
        HANS,
    ),
    "nothing at all": (f"昔日山村换新颜\n{HANS}", ("昔日山村换新颜",), HANS),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_fields_are_as_the_page_says(case: str) -> None:
    raw, told, text = CASES[case]
    record = read_page(raw)
    wanted = dict(zip(FIELDS, told, strict=False))
    assert {name: record.get(name) or None for name in FIELDS} == {name: wanted.get(name) for name in FIELDS}
    assert record["text"] == text


def test_an_editor_in_the_article_is_no_credit() -> None:
    said = "“记者同志，”老乡说，“编辑部来过电话：路修好了。”"
    record = read_page(f"新路通到家门口\n2019-06-18\n{HANS}\n{said}")
    assert record["text"].endswith(said)
    assert (record["author"], record["editor"]) == ([], [])
