"""Bylines on their own line, and credits at the edges of the text."""

from __future__ import annotations

import pytest

from povtool.clean.byline import publisher, read
from povtool.clean.dates import DATE, iso_date
from povtool.clean.edges import closing, is_dateline, opening, photographed
from povtool.clean.keywords import keywords
from povtool.clean.names import is_nobody, is_organ, people, reporters
from povtool.clean.signatures import signed_name
from povtool.convert.script import fold


def said(line: str) -> dict[str, object]:
    credits = read(line)
    assert credits is not None, line
    kinds = ("labelled", "edited", "issued", "drawn", "pending")
    return {name: value for name, value in vars(credits).items() if value and name not in kinds}


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("2016年01月09日16:29   来源:新疆日报", {"date": "2016-01-09T16:29", "source": "新疆日报"}),
        ("甘孜日报    2018年01月10日", {"date": "2018-01-10", "source": "甘孜日报"}),
        (
            "2019-07-22 04:23:50大公報 作者：蘇榕",
            {"date": "2019-07-22T04:23:50", "source": "大公報", "author": ["蘇榕"]},
        ),
        ("■杨庆华", {"author": ["杨庆华"]}),
        ("□本报记者 何勤华", {"author": ["何勤华"]}),
        ("(责编:张玉、谢磊)", {"editor": ["张玉", "谢磊"]}),
        ("责编 | 马晓莉", {"editor": ["马晓莉"]}),
        ("网站编辑 - 马晓莉", {"editor": ["马晓莉"]}),
        ("责任编辑 王平 版式 徐静", {"editor": ["王平"]}),
        ("發表時間： 17-10-2018", {"date": "2018-10-17"}),
        ("17/10/2018 - 14:05", {"date": "2018-10-17T14:05"}),
        ("文/热孜宛古丽·艾海提", {"author": ["热孜宛古丽·艾海提"]}),
        ("作者：王石川（媒体评论员）", {"author": ["王石川"]}),
        ("作者：施 杰  编辑：李 兰", {"author": ["施杰"], "editor": ["李兰"]}),
        ("（二〇一七年二月九日）", {"date": "2017-02-09"}),
        ("刊登於 2018-05-13", {"date": "2018-05-13"}),
        (
            "發佈時間：2019-02-20 | 來源：中國扶貧網 | 作者：張俊",
            {"date": "2019-02-20", "source": "中國扶貧網", "author": ["張俊"]},
        ),
        (
            "来源：县融媒体中心 发布时间：2019-09-18 17:35 阅读：87 次",
            {"date": "2019-09-18T17:35", "source": "县融媒体中心"},
        ),
        ("信息来源：省扶贫办    浏览次数：1356    字号：[大 中 小]", {"source": "省扶贫办"}),
        ("来源：光明网-《光明日报》", {"source": "光明网-《光明日报》"}),
        ("本报记者 张三 通讯员 李四", {"author": ["张三", "李四"]}),
        ("刊发日期:2019-10-24 阅读次数: 作者:  语音阅读:", {"date": "2019-10-24"}),
        ("策划制作：王虔", {}),
        ("2020-05-06 10:00 来源：新华网 作者：admin", {"date": "2020-05-06T10:00", "source": "新华网"}),
        ("来源：新华网 编辑：小编001 2020-05-06", {"date": "2020-05-06", "source": "新华网"}),
        ("来源：新华网 作者：脱贫攻坚专题课题小组", {"source": "新华网"}),
        ("作者：佚名", {}),
        ("来源：农民日报 作者：本报记者 张晓明", {"source": "农民日报", "author": ["张晓明"]}),
        ("来源：县融媒体中心 记者 李明", {"source": "县融媒体中心", "author": ["李明"]}),
        ("来源：经济日报，2020-05-06", {"date": "2020-05-06", "source": "经济日报"}),
        ("来源：人民日报、新华社", {"source": "人民日报、新华社"}),
        ("来源：《人民日报》", {"source": "人民日报"}),
        (
            "2021-03-02 04:24:31　大公文匯網　記者 向芸 成都報道",
            {"date": "2021-03-02T04:24:31", "source": "大公文匯網", "author": ["向芸"]},
        ),
        (
            "新华网 记者 张三 2020-05-06 10:00",
            {"date": "2020-05-06T10:00", "source": "新华网", "author": ["张三"]},
        ),
        ("2020年5月6日 记者来到县城", {"date": "2020-05-06"}),
        ("来　源：新华网  作  者：李　明", {"source": "新华网", "author": ["李明"]}),
        ("文　　号：龙乡振发〔2022〕17号", {}),
        ("2019年11月26日  来源:    公告公示", {"date": "2019-11-26"}),
        ("来源：　新华网", {"source": "新华网"}),
        ("来源：　　　新华网", {"source": "新华网"}),
        ("来源 | 乡村观察（ID：xcgc2018）", {"source": "乡村观察"}),
        (
            "原创 秦岭深处 乡村观察 2024-03-18 20:05 发表于陕西",
            {"date": "2024-03-18T20:05", "source": "乡村观察"},
        ),
        (
            "原创 普晓燕 乡村观察 2022-08-15 18:02 发表于云南",
            {"date": "2022-08-15T18:02", "source": "乡村观察", "author": ["普晓燕"]},
        ),
        ("原创 小编 乡村观察 2022-08-15", {"date": "2022-08-15", "source": "乡村观察"}),
        ("乡村观察 2022-08-15 18:02 发表于云南", {"date": "2022-08-15T18:02", "source": "乡村观察"}),
        ("发布机构：某县政府办公室 来源：某某日报", {"source": "某某日报"}),
        ("来源：某某日报 发布机构：某县政府办公室", {"source": "某某日报"}),
        ("2022 03/07 19:42:11 来源：新华网", {"date": "2022-03-07T19:42:11", "source": "新华网"}),
        (
            "（作者：韩秋实，系某某大学教授、博士生导师）",
            {"author": ["韩秋实"], "author_note": "系某某大学教授、博士生导师"},
        ),
        (
            "（作者：韓秋實、李立，分別為某某大學教授）",
            {"author": ["韓秋實", "李立"], "author_note": "分別為某某大學教授"},
        ),
        ("（本文作者系某某大学教授）", {"author_note": "本文作者系某某大学教授"}),
        (
            "【发布日期：2018-07-25】 【来源：怒江州扶贫办】 【阅读次数：352】",
            {"date": "2018-07-25", "source": "怒江州扶贫办"},
        ),
        ("2020-11-21 17:02:18　来源: 每日甘肃举报", {"date": "2020-11-21T17:02:18", "source": "每日甘肃"}),
        ("（怒江州扶贫办 和雪梅 供稿）", {"source": "怒江州扶贫办", "author": ["和雪梅"]}),
        ("（县扶贫办供稿）", {"source": "县扶贫办"}),
        ("编辑 汪东伟", {"editor": ["汪东伟"]}),
        ("编审 施昱凌", {}),
        ("更新時間：110-11-16", {"date": "2021-11-16"}),
        ("成文日期：2021-05-08 发布日期：2021-05-12", {"date": "2021-05-12"}),
        ("以下文章来源于凉山观察 ，作者何静", {"source": "凉山观察", "author": ["何静"]}),
        ("本版责编：吴美玲　视觉设计：李强　电话：2890123", {"editor": ["吴美玲"]}),
        ("（本报凉山5月13日电）", {}),
        ("发布者：李四 发布时间：2021-06-15", {"date": "2021-06-15"}),
        ("鄂西报道 2023年10月09日", {"date": "2023-10-09", "source": "鄂西报道"}),
        ("《 人民日报 》( 2020年05月13日 04 版)", {"date": "2020-05-13", "source": "人民日报"}),
        ("《光明日报》(2020年05月13日 04版)", {"date": "2020-05-13", "source": "光明日报"}),
        ("（文/图 张三 李四）", {"author": ["张三", "李四"]}),
        ("（记者李玉莹整合）", {"author": ["李玉莹"]}),
        ("〔記者陳鳳麗／南投報導〕", {"author": ["陳鳳麗"]}),
        ("【島東傳媒／記者 高子晴／臺東 報導】", {"source": "島東傳媒", "author": ["高子晴"]}),
        ("山鄉觀察記者 齊一鳴 馬玉琢", {"source": "山鄉觀察", "author": ["齊一鳴", "馬玉琢"]}),
        ("（綜合報道）", {}),
        ("發佈/2020年11月2日 8:30 PM", {"date": "2020-11-02T20:30"}),
        ("更新：2020-11-02", {"date": "2020-11-02"}),
        ("2016-11-04 | 文/项目专员 小满 | 阅读 2,136", {"date": "2016-11-04", "author": ["小满"]}),
        ("文/驻村第一书记 田大山", {"author": ["田大山"]}),
        ("作者：李明 志愿者", {"author": ["李明"]}),
        ("作者：王老师", {"author": ["王老师"]}),
        ("记者：斯琴图雅", {"author": ["斯琴图雅"]}),
        ("記者：烏雲其其格 編輯：張磊", {"author": ["烏雲其其格"], "editor": ["張磊"]}),
        ("（记者：覃勇 上官丹 清江台 责编：彭凯）", {"author": ["覃勇", "上官丹"], "editor": ["彭凯"]}),
        ("（通讯员：吴海燕 大山乡 编辑：李明）", {"author": ["吴海燕"], "editor": ["李明"]}),
        (
            "日期:2021-04-23 来源:科研院、乡村振兴办公室",
            {"date": "2021-04-23", "source": "科研院、乡村振兴办公室"},
        ),
        ("来源：教务处、学生处、图书馆", {"source": "教务处、学生处、图书馆"}),
        ("新闻 2020-05-06", {"date": "2020-05-06"}),
        ("2021-06-18 04:31 香江日報 A14版　字號：放大", {"date": "2021-06-18T04:31", "source": "香江日報"}),
    ],
)
def test_bylines(line: str, wanted: dict[str, object]) -> None:
    assert said(line) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "记者：您怎么看脱贫？",
        "记者：您怎么看",
        "贫困人口：由2015年底的41.25万人减少到0",
        "凉山最后一批贫困村退出  2020-05-10",
        "主要收入来源：种植养殖",
        "http://example.com/2018/01/10",
        "2018年，全县减贫1.2万人。",
        "提高站位抓攻坚",
        "来源：据统计，全县五年减贫3.2万人，其中易地搬迁脱贫1.1万人",
        "2018-05-10 来源：据统计，全县五年减贫3.2万人，其中易地搬迁脱贫1.1万人",
        "2018年5月10日 记者：您怎么看",
        "来源 | 金额 | 用途",
        "《脱贫攻坚》（2020年修订版）",
        "资金来源：财政专项",
        "记者的一天",
        "记者：幸福的卓玛",
        "来源：稳定、可靠",
        "发布2020年度报告",
        "发布：全县脱贫攻坚成果",
        "更新/换代",
    ],
)
def test_not_bylines(line: str) -> None:
    assert read(line) is None


def test_a_label_without_its_value_waits_for_the_next_line() -> None:
    credits = read("責任編輯：")
    assert credits is not None and credits.pending == "editor" and credits.editor == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2018-01-10 08:30", "2018-01-10T08:30"),
        ("2018年1月10日", "2018-01-10"),
        ("2018年1月10日 星期三 下午3:05", "2018-01-10T15:05"),
        ("2018年1月", "2018-01"),
        ("二〇一八年一月二十三日", "2018-01-23"),
        ("2018.1.10", "2018-01-10"),
        ("2018-02-30", None),
        ("2018年1月10日 5:00 AM", "2018-01-10T05:00"),
        ("2018年1月10日 12:30pm", "2018-01-10T12:30"),
        ("2018年1月10日 5:00 AMC", "2018-01-10T05:00"),
        ("2018年13月1日", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    match = DATE.search(fold(text))
    assert match is not None and iso_date(match) == date


@pytest.mark.parametrize("text", ["2018年计划", "12018-01-10", "1月10日", "2018-2020年"])
def test_no_dates(text: str) -> None:
    assert DATE.search(text) is None


@pytest.mark.parametrize(
    ("paragraph", "source", "author", "cut"),
    [
        (
            "新华社西安3月5日电（记者 沈虹冰、李华）天刚亮。",
            "新华社",
            ["沈虹冰", "李华"],
            "（记者 沈虹冰、李华）",
        ),
        ("本报讯（记者赵永平 通讯员何静）12月30日，", None, ["赵永平", "何静"], "（记者赵永平 通讯员何静）"),
        ("中新网赤水8月3日电 (记者 周燕玲)清晨，", "中新网", ["周燕玲"], "(记者 周燕玲)"),
        (
            "（中央社記者盧太城台東縣18日電）縣府今天",
            "中央社",
            ["盧太城"],
            "（中央社記者盧太城台東縣18日電）",
        ),
        ("〔記者王小明／台北報導〕行政院今天", None, ["王小明"], "〔記者王小明／台北報導〕"),
        ("中國西藏網訊 2019年對西藏來說", "中國西藏網", [], None),
        (
            "【大公報訊】（記者梁頌恩、周啟文廣西樂業報道）清晨六時許",
            "大公報",
            ["梁頌恩", "周啟文"],
            "（記者梁頌恩、周啟文廣西樂業報道）",
        ),
        ("【大公報訊】（記者從縣裡獲悉、全縣脫貧報道）清晨", "大公報", [], None),
        ("【大公報訊】記者蘇榕報道：暑假伊始", "大公報", ["蘇榕"], None),
        ("州委十一届四次全体(扩大)会议,是在", None, [], None),
        ("（一）抓产业，促增收。", None, [], None),
        ("据新华社报道，全国脱贫。", None, [], None),
    ],
)
def test_openings(paragraph: str, source: str | None, author: list[str], cut: str | None) -> None:
    edge = opening(paragraph)
    assert (edge.credits.source, edge.credits.author) == (source, author)
    assert [paragraph[start:end] for start, end in edge.cuts] == ([cut] if cut else [])


@pytest.mark.parametrize(
    ("paragraph", "wanted", "cut"),
    [
        ("边境扶贫。(记者姚彤、张子扬)", {"author": ["姚彤", "张子扬"]}, "(记者姚彤、张子扬)"),
        ("攻坚工作。(作者系州扶贫局局长)", {"author_note": "作者系州扶贫局局长"}, "(作者系州扶贫局局长)"),
        (
            "致富。(西藏自治區扶貧開發辦公室)",
            {"source": "西藏自治區扶貧開發辦公室"},
            "(西藏自治區扶貧開發辦公室)",
        ),
        (
            "小康社會。(中國西藏網 記者/王茜 圖片由北京援藏指揮部提供)",
            {"source": "中國西藏網", "author": ["王茜"]},
            "(中國西藏網 記者/王茜 圖片由北京援藏指揮部提供)",
        ),
        ("为止。（編輯：李錫璋）1100518", {"editor": ["李錫璋"]}, "（編輯：李錫璋）1100518"),
        ("会议。（张华 李玲玲）", {"author": ["张华", "李玲玲"]}, "（张华 李玲玲）"),
        ("发展。（本报记者 王五）（完）", {"author": ["王五"]}, "（本报记者 王五）（完）"),
        ("参加座谈会。(图/文:县新闻中心 张坤)", {"author": ["张坤"]}, "(图/文:县新闻中心 张坤)"),
        ("越来越厚。(据《人民日报》)", {"source": "人民日报"}, "(据《人民日报》)"),
        ("突破60万元。(田茂林 向春华)", {"author": ["田茂林", "向春华"]}, "(田茂林 向春华)"),
        ("请把车开过去。（向左看）", {}, None),
        ("越来越厚。（文/图 张三 李四）", {"author": ["张三", "李四"]}, "（文/图 张三 李四）"),
        (
            "越来越厚。（张华）《人民日报》（2020年05月13日 04版）",
            {"author": ["张华"], "source": "人民日报", "date": "2020-05-13"},
            "（张华）《人民日报》（2020年05月13日 04版）",
        ),
        ("他读过《人民日报》（2020年05月13日 04版）", {}, None),
        ("发生率降到3%以下。黎啟明", {"author": ["黎啟明"]}, "黎啟明"),
        ("发生率降到3%以下。特此公告", {}, None),
        ("越来越厚。(完)", {}, "(完)"),
        ("涉及19個縣(區)", {}, None),
        ("活动由县里承办（县扶贫办）", {}, None),
        ("“山植树、路种花、河变湖(湿地)”工程。", {}, None),
        ("召开全体会议。（扩大）", {}, None),
    ],
)
def test_closings(paragraph: str, wanted: dict[str, object], cut: str | None) -> None:
    edge = closing(paragraph)
    found = {name: value for name, value in vars(edge.credits).items() if value and name != "labelled"}
    assert found == wanted
    assert "".join(paragraph[start:end] for start, end in edge.cuts) == (cut or "")


def test_a_photographer_is_told_from_a_sentence_about_one() -> None:
    said = "全村通了路。记者用无人机在现场拍摄"
    assert photographed(said) is None
    assert photographed("全村通了路。本报记者 何立秋 摄") == (6, 16)


def test_names() -> None:
    assert people("雪克来提·扎克尔、欧阳修 施 杰") == ["雪克来提·扎克尔", "欧阳修", "施杰"]
    assert people("湿地", marked=False) == []
    assert people("张三在哪里呢", marked=False) == []
    assert signed_name("周文斌") is not None
    assert signed_name("产业扶贫") is None


def test_a_name_before_a_post_signs() -> None:
    for line in ("陳偉健 成都特派員", "李明 本报记者", "扎西多杰 通讯员"):
        credits = signed_name(line)
        assert credits is not None and credits.author == [line.split()[0]]
    assert signed_name("脱贫攻坚 成都特派员") is None


def test_names_without_a_dot() -> None:
    named = ["乌云其其格", "扎西多杰", "尼玛次仁", "白玛央金"]
    assert [people(name, marked=False) for name in named] == [[name] for name in named]
    assert not any(people(text) for text in ("牧民巴特尔", "幸福的卓玛"))
    assert not any(
        people(text, marked=False) for text in ("扎西德勒", "高原卓玛", "向阳村", "代表团", "阳光")
    )


def test_a_label_behind_keywords_ends_them() -> None:
    assert keywords("标签： 驻村 扶贫\t分类： 随笔") == ["驻村", "扶贫"]
    assert keywords("主 題 詞：易地扶貧搬遷　通知") == ["易地扶貧搬遷", "通知"]
    assert keywords("#脱贫　#台商") == ["脱贫", "台商"]
    assert keywords("#脱贫攻坚#昨天召开会议") is None


def test_placeholders_are_nobody() -> None:
    assert all(map(is_nobody, ("佚名", "admin", "小编001", "网络")))
    assert not any(map(is_nobody, ("张三", "雪克来提·扎克尔", "网络安全")))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("记者 向芸 成都报道", ["向芸"]),
        ("记者 张三 李四整理", ["张三", "李四"]),
        ("记者王茜综合报道", ["王茜"]),
    ],
)
def test_reporters_end_where_their_work_is_told(text: str, wanted: list[str]) -> None:
    assert reporters(text) == (None, wanted)


def test_datelines() -> None:
    assert is_dateline("新华社北京5月6日电 题:一步跨千年")
    assert not is_dateline("新华社记者从北京获悉,5月6日电")


def test_reporters_are_not_found_in_sentences() -> None:
    assert reporters("记者从市扶贫办获悉") is None
    assert reporters("记者招待会上的问答") is None


@pytest.mark.parametrize("name", ["甘孜日报", "文汇报", "中國西藏網", "省扶贫开发办公室", "新华社"])
def test_organs(name: str) -> None:
    assert is_organ(name)


@pytest.mark.parametrize(
    "name", ["系列活动在江苏举办", "扶贫文件出台", "种植专业合作社", "坚持以人民为中心", "发布"]
)
def test_no_organs(name: str) -> None:
    assert not is_organ(name)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("发布机构 | 县政府办公室 | 公开日期: | 2021-09-30 01:40 |", ("2021-09-30T01:40", "县政府办公室")),
        ("| 來源 | 縣政府網 | 發佈日期 | 2021-09-30 |", ("2021-09-30", "縣政府網")),
        ("文号 | 汉政办发88号 | 成文日期: | 2021年09月28日", ("2021-09-28", None)),
    ],
)
def test_a_row_of_a_flattened_table(row: str, told: tuple[str | None, str | None]) -> None:
    found = read(row)
    assert found is not None
    assert (found.date, found.source) == told


def test_the_head_of_a_list_is_no_row_of_values() -> None:
    for row in ("来源 | 作者 | 时间", "项目 | 来源 | 180", "首页 | 要闻 | 来源"):
        found = read(row)
        assert found is None or not (found.source or found.author), row


def test_an_issue_of_a_journal() -> None:
    for line in (
        "农村地理  2022, Vol. 31 Issue (2): 41-49",
        "《农村地理》2022年第3期41-49,共9页",
        "农村地理 2022年3期",
    ):
        found = read(line)
        assert found is not None and (found.source, found.date) == ("农村地理", "2022"), line
    assert read("扶贫干部培训班2018年第2期顺利开班") is None
    assert read("发布时间：2022-05-06 农村地理").date == "2022-05-06"  # type: ignore[union-attr]


def test_a_source_that_nobody_filled_in() -> None:
    assert read("来源：未知").source is None  # type: ignore[union-attr]
    assert read("[责任编辑：李明 来源：未知]").editor == ["李明"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("dateline", "author", "source"),
    [
        ("【本報記者龍小昉從江廿四日電】", "龍小昉", None),
        ("【本報記者龍小昉十二日電】", "龍小昉", None),
        ("（新華社記者張三北京10日電）", "張三", "新華社"),
        ("【本報記者李明貴州從江10日電】", "李明", None),
    ],
)
def test_datelines_with_a_name_and_a_place(dateline: str, author: str, source: str | None) -> None:
    edge = opening(f"{dateline}今日，團員參觀了苗寨。")
    assert (edge.credits.author, edge.credits.source) == ([author], source)
    assert edge.cuts == [(0, len(dateline))]


def test_a_dateline_with_an_unknown_place_stays() -> None:
    edge = opening("【本報記者李小明紐約十日電】今日，會議閉幕。")
    assert (edge.credits.author, edge.cuts) == ([], [])


def test_several_credits_in_one_bracket() -> None:
    edge = closing("做好验收准备。（供稿驻石岭村工作组 郭一鸣；编辑 李欣）")
    assert (edge.credits.author, edge.credits.editor, len(edge.cuts)) == (["郭一鸣"], ["李欣"], 1)
    assert closing("做好验收准备。（一是产业；二是教育）").cuts == []


def test_who_took_the_pictures_leaves_the_last_paragraph() -> None:
    for bracket in ("（新华社发 王一文摄）", "（王一文 摄）", "（图片由县扶贫办提供）"):
        assert closing(f"群众收入稳步提高。{bracket}").cuts, bracket
    assert closing("群众收入稳步提高。（资金由县扶贫办提供）").cuts == []


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ("中新社贵州从江10月17日电 (周燕玲)", ["周燕玲"]),
        ("本网讯（文/林如玉 图/孙旭）", ["林如玉"]),
        ("【互傳媒／記者 高小偉／花蓮 報導】", ["高小偉"]),
    ],
)
def test_who_signs_before_the_text(head: str, authors: list[str]) -> None:
    edge = opening(f"{head}今天，全县脱贫。")
    assert edge.credits.author == authors
    assert len(edge.cuts) == 1


def test_a_bracket_before_the_text_without_a_dateline_stays() -> None:
    edge = opening("（周燕玲）今天，全县脱贫。")
    assert (edge.credits.author, edge.cuts) == ([], [])


def test_a_name_behind_a_paper_in_the_last_bracket() -> None:
    edge = closing("全县脱贫。（中時／王小修）")
    assert (edge.credits.author, len(edge.cuts)) == (["王小修"], 1)


def test_a_sites_address_before_the_date() -> None:
    assert said("http://www.example.cn 2018-09-25 08:43:00 中国青年网") == {
        "date": "2018-09-25T08:43:00",
        "source": "中国青年网",
    }
    assert read("http://www.example.cn/2018/09/25.html") is None


def test_who_passed_a_text_with_nothing_between_label_and_name() -> None:
    assert read("（二审周欣怡三审李虹）") is not None
    assert read("（二审终审制度改革）") is None


def test_keywords_behind_a_boxed_label() -> None:
    for line in ("【关键词】扶贫；贫困线", "〔關鍵詞〕扶贫;贫困线", "[关键词]：扶贫 贫困线"):
        assert keywords(line) == ["扶贫", "贫困线"], line
    assert keywords("【关键词】") is None


def test_somebody_at_work_in_brackets() -> None:
    assert publisher("（石桥社区 李超）", "(石桥社区 李超)").author == ["李超"]  # type: ignore[union-attr]
    assert publisher("（新华社）", "(新华社)").source == "新华社"  # type: ignore[union-attr]
    for text in ("（石桥社区 之窗）", "（扶贫 经验）", "（含石桥社区）"):
        assert publisher(text, text.replace("（", "(").replace("）", ")")) is None, text
    assert closing("群众收入提高。（石桥社区 李超）").credits.author == ["李超"]
    assert closing("去了石桥（石桥社区 李超）").cuts == []


def test_a_report_signed_on_a_line_of_its_own() -> None:
    assert said("記者翁小森／嘉義報導") == {"author": ["翁小森"]}
    assert read("记者到村里实地报道") is None


def test_several_authors_with_their_posts() -> None:
    found = read("作者：周杰，某大学教授，博士生导师；杨骅（通讯作者），某大学博士")
    assert found is not None
    assert found.author == ["周杰", "杨骅"]
    assert found.author_note == "周杰，某大学教授，博士生导师；杨骅（通讯作者），某大学博士"
    assert read("作者：一是产业，二是教育；三是就业，四是搬迁") is None


def test_the_author_behind_his_post() -> None:
    found = closing("遵循行动。（作者系某研究所研究室主任韩旭 漫画作者廖婷）").credits
    assert (found.author, found.author_note) == (["韩旭"], "作者系某研究所研究室主任韩旭 漫画作者廖婷")
    assert closing("遵循行动。（作者系州政府副秘书长、局长）").credits.author == []


def test_a_credit_behind_the_last_sentence() -> None:
    edge = closing("各组于近日出发。 责任编辑：李明")
    assert (edge.credits.editor, edge.cuts) == (["李明"], [(8, 16)])
    assert closing("各组于近日出发。 责任编辑：guanliyuan3").cuts == [(8, 25)]
    assert closing("各组于近日出发。 重点有三个：产业、教育、就业").cuts == []
    assert closing("各组于近日出发。 2020年5月6日").cuts == []


def test_reporters_behind_the_agency_that_is_quoted() -> None:
    edge = opening("法治报道讯 据新华社 （记者 侯小静） 记者5日从扶贫办了解到，督查启动。")
    assert (edge.credits.author, edge.cuts) == (["侯小静"], [(11, 19)])
    assert opening("新华社成都8月28日电（采访人员戴小河、李可）启动。").credits.author == ["戴小河", "李可"]
    assert opening("扶贫办昨天答复（记者注：即省扶贫办）说，督查启动。").cuts == []


def test_dates_as_overseas_pages_write_them() -> None:
    for line in ("09.07.2018 13:25", "9 July 2018", "July 9, 2018"):
        assert read(line).date[:10] == "2018-07-09", line  # type: ignore[union-attr, index]
    assert read("3.5.2018 版") is None or not read("3.5.2018 版").date  # type: ignore[union-attr]


def test_the_number_of_a_monthly() -> None:
    assert said("海峽月刊 360期-2020年12月號") == {"source": "海峽月刊", "date": "2020-12"}


def test_a_report_made_of_others() -> None:
    assert said("（綜合報道）") == {}
    assert read("（综合治理）") is None


def test_a_day_that_may_be_a_month_is_no_date() -> None:
    assert read("05/06/2018") is None


def test_keywords_behind_a_dash() -> None:
    assert keywords("标签 - 扶贫 产业") == ["扶贫", "产业"]
    assert keywords("产业扶贫 - 新闻中心") is None


def test_somebody_of_an_office_in_a_bracket_signs_and_a_publisher_does_not() -> None:
    found = publisher("（市扶贫办 张三平）", "(市扶贫办 张三平)")
    assert found is not None and (found.author, found.source) == (["张三平"], None)
    assert publisher("（新华社 张三平）", "(新华社 张三平)") is None


@pytest.mark.parametrize("line", ["10/11/2018", "（山乡日报 江城）", "产业 - 扶贫", "编辑 - 扶贫车间的一天"])
def test_what_may_be_something_else_is_not_read(line: str) -> None:
    credits = read(line) or publisher(line, fold(line))
    assert credits is None or not (credits.date or credits.author or credits.editor)
