"""What stands around and amid articles: bars, boxes, tags, captions without a mark, names that head pages."""

from __future__ import annotations

import pytest

from povtool.clean.layout import read_layout
from povtool.clean.lines import Kind, kind_of
from povtool.clean.page import read_page
from povtool.records import Record

BODY = (
    "去年以来，全县投入扶贫资金2.3亿元，带动1.2万户贫困户稳定增收，群众的日子一天比一天好，返乡青年也多了。"
)
MORE = "各乡镇因地制宜发展茶叶、中药材等产业，建成扶贫车间36个，乡村振兴有了底气，人均月收入达到2600元。"
LAST = "下一步，县里将继续巩固脱贫成果，健全防止返贫的监测和帮扶机制，让每一户都有稳定的收入来源。"
END = "傍晚时分，老支书站在新修的观景台上，望着一山的茶树和一条条通组路，说过去想都不敢想，如今都成了真的。"
HEAD = ("春风吹进小山村", "2021-03-05 09:12 来源：山乡日报")


def read(*lines: str) -> Record:
    return read_page("\n".join(lines))


def text(*lines: str) -> list[str]:
    return read(*lines)["text"].split("\n")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("[1] [2] 下一页 尾页", Kind.LINK),
        ("上一页 1 2 3 ... 12 下一页", Kind.LINK),
        ("共 3 页 第 1 页 下一页 末页", Kind.LINK),
        ("翻到下一页", Kind.SHORT),
        ("下一页 2020年", Kind.SHORT),
        ("讚 1,204　分享　LINE　+A　-A", Kind.LINK),
        ("大 中 小 3 5", Kind.SHORT),
        ("视频加载中…", Kind.LINK),
        ("您的浏览器不支持HTML5视频播放", Kind.LINK),
        ("您的收获就是我们的收获", Kind.SHORT),
        ("检测到您的浏览器开启了广告拦截，请关闭后刷新本页。", Kind.LINK),
        ("关注本报微信公众号，看更多新闻", Kind.LINK),
        ("关注本报记者的足迹", Kind.SHORT),
        ("設為主頁收藏本頁", Kind.LINK),
        ("第01版：要闻", Kind.LINK),
        ("A03版 脱贫攻坚", Kind.LINK),
        ("第2版 修订说明", Kind.SHORT),
        ("本版新闻", Kind.CLOSE),
        ("本版新闻报道的是三个村", Kind.SHORT),
        ("声明：本平台转载文章仅代表作者观点，如有侵权请联系。", Kind.CLOSE),
        ("声明：我们坚决反对弄虚作假。", Kind.PROSE),
        ("声明：本网将继续跟踪报道。", Kind.PROSE),
        ("志愿者给孩子们读绘本（摄影：小满）", Kind.CAPTION),
        ("他把羊养到了三百只（图/老秦）", Kind.CAPTION),
        ("全村今年脱了贫。（摄影：李明）", Kind.PROSE),
        ("老人在院裡曬玉米。山鄉社記者何敏臨潭攝 109年11月3日", Kind.CAPTION),
        ("第三方评估截至2020年11月3日", Kind.SHORT),
        ("#脫貧　#台商　#甘南", Kind.KEYWORDS),
        ("#脱贫攻坚#昨天，县里召开会议。", Kind.PROSE),
        ("#脱贫攻坚#", Kind.SHORT),
    ],
)
def test_kinds(line: str, kind: Kind) -> None:
    assert kind_of(line).kind is kind


@pytest.mark.parametrize(
    ("line", "date", "source"),
    [
        ("首页 > 要闻 > 正文 2020-03-05 09:12 来源：山乡日报", "2020-03-05T09:12", "山乡日报"),
        (
            "首頁 時政 圖片 >> 正文 2019-09-16 15:08:27 來源： 山鄉網 字體： 小 中 大",
            "2019-09-16T15:08:27",
            "山鄉網",
        ),
        ("您的位置：首页 → 扶贫 → 正文 发布时间：2020-03-05 来源：县政府办", "2020-03-05", "县政府办"),
        (
            "山乡网 > 快评 > 日记不是“作业本” 2018-05-24 07:05 来源：山乡晨报 作者：柳舟",
            "2018-05-24T07:05",
            "山乡晨报",
        ),
        ("山乡日报 2019年06月14日 星期五　第03版：脱贫攻坚　上一版　下一版", "2019-06-14", "山乡日报"),
        ("2019年06月14日 第A03版 版面导航 标题导航", "2019-06-14", None),
    ],
)
def test_a_byline_behind_the_way_to_the_page(line: str, date: str, source: str | None) -> None:
    record = read(line, HEAD[0], BODY, MORE, LAST)
    assert (record.get("title"), record.get("date"), record.get("source")) == (HEAD[0], date, source)


@pytest.mark.parametrize(
    "line", ["2017年收入>支出>结余 来源：扶贫办 2018年10月", "山乡日报 2020年05月06日 第03版 刊登了这篇报道"]
)
def test_a_mark_or_a_page_makes_no_byline(line: str) -> None:
    assert kind_of(line).kind is not Kind.BYLINE


PAGED = ("第05版：乡村 上一版 下一版", "“三变”改出好光景", "本报记者 马成", BODY, MORE)


@pytest.mark.parametrize(
    ("lines", "source"),
    [
        (("山乡日报数字报", *PAGED), "山乡日报"),
        (("山鄉晚報 電子版", *PAGED), "山鄉晚報"),
        (("山乡日报数字报", *PAGED[1:]), None),
        (("首页", "山乡日报数字报", *PAGED), None),
        (("工作情况汇报数字版", *PAGED), None),
        (("山乡日报数字报", *HEAD[:1], "来源：新华社", *PAGED[2:]), "新华社"),
    ],
)
def test_an_epaper_is_the_papers(lines: tuple[str, ...], source: str | None) -> None:
    assert read(*lines).get("source") == source


@pytest.mark.parametrize(
    ("top", "author"),
    [
        ("陇上老秦的博客", ["陇上老秦"]),
        ("小满的BLOG", ["小满"]),
        ("我的博客", []),
        ("山乡日报的博客", []),
        ("老秦的羊群", []),
    ],
)
def test_a_blog_is_its_writers(top: str, author: list[str]) -> None:
    assert read(top, "驻村手记之九", "(2017-03-19 22:47:31)", BODY, MORE)["author"] == author
    assert read(top, "驻村手记之九", "作者：王茜 2017-03-19", BODY, MORE)["author"] == ["王茜"]


def test_a_box_of_links_amid_the_text() -> None:
    box = ("延伸阅读", "中国设五年过渡期防止返贫", "专家：相对贫困将是下一个考验")
    assert text(*HEAD, BODY, MORE, *box, LAST, END) == [BODY, MORE, LAST, END]
    assert text(*HEAD, BODY, MORE, "相關新聞", "三個村的新路通車了", LAST, END) == [BODY, MORE, LAST, END]


def test_teasers_below_an_article_are_no_part_of_it() -> None:
    teasers = ("相关阅读", "三个村的新路通车了", LAST, "返乡青年撑起新产业", END)
    assert text(*HEAD, BODY, MORE, *teasers) == [BODY, MORE]


def test_what_may_head_the_next_paragraph_stays_below_a_box() -> None:
    box = ("延伸阅读", "中国设五年过渡期防止返贫", "返乡青年撑起新产业")
    assert text(*HEAD, BODY, "先修路再谈产业", MORE, *box, LAST, END)[-3:] == [box[-1], LAST, END]


def test_tags_without_a_label() -> None:
    tags = "扶贫 贫困户 乡村振兴 返乡青年"
    record = read(*HEAD, BODY, MORE, tags, "热门文章", "三个村的新路通车了")
    assert (record["text"], record["keywords"]) == (f"{BODY}\n{MORE}", tags.split())


@pytest.mark.parametrize(
    "row",
    [
        "产业兴旺 生态宜居 乡风文明",
        "县扶贫办 县财政局 县农业农村局",
        "李明 王小明 张强",
        "茶叶 药材 36个 26元",
    ],
)
def test_other_rows_of_words_stay(row: str) -> None:
    record = read(*HEAD, BODY, MORE, row, "热门文章")
    assert row in record["text"]
    assert record["keywords"] == []


def test_a_row_of_words_amid_the_text_stays() -> None:
    row = "扶贫 贫困户 乡村振兴 返乡青年"
    assert row in text(*HEAD, BODY, row, MORE, LAST)


@pytest.mark.parametrize(
    "shown",
    [
        ("专家在大棚内查看羊肚菌长势", "培训班现场"),
        ("村民正在车间分拣苹果", "驻村队员与孩子们合影"),
        ("座談會現場",),
    ],
)
def test_captions_without_a_mark(shown: tuple[str, ...]) -> None:
    lines = [line for pair in zip((BODY, MORE), (*shown, ""), strict=False) for line in pair]
    record = read(*HEAD, *lines, LAST)
    assert record["text"].split("\n") == [BODY, MORE, LAST]
    assert record["captions"] == list(shown)


@pytest.mark.parametrize(
    "headings",
    [
        ("专家在大棚内查看羊肚菌长势", "摸清家底"),
        ("干部在一线了解民情", "走进现场"),
        ("把课堂开在田间地头",),
    ],
)
def test_headings_are_no_captions(headings: tuple[str, ...]) -> None:
    lines = [line for pair in zip((BODY, MORE), (*headings, ""), strict=False) for line in pair]
    assert set(headings) <= set(text(*HEAD, *lines, LAST))


def test_the_pages_of_a_paper_are_no_text() -> None:
    pages = ("第01版：要闻", "第02版：综合新闻", "第03版：脱贫攻坚", HEAD[0], "扶贫车间的巧媳妇")
    assert text(*HEAD, BODY, MORE, *pages, "山乡日报社版权所有 未经授权不得转载") == [BODY, MORE]


def test_a_square_heads_a_section() -> None:
    layout = read_layout("\n".join([*HEAD, BODY, "■搬遷之後 就業成考驗", MORE, "■五年過渡期", LAST]))
    assert layout.roles[-4:] == ["heading", "body", "heading", "body"]
    listed = read_layout("\n".join([*HEAD, BODY, "■搬遷之後", "■五年過渡期", LAST]))
    assert listed.roles[-3:] == ["body", "body", "body"]


def test_a_line_that_announces_the_headline_is_part_of_the_title() -> None:
    day = "山乡日报 2019年06月14日 星期五　第03版：乡村　上一版　下一版"
    kicker = "清江县白石镇——"
    for lines in ((day, kicker, HEAD[0]), (kicker, HEAD[0], HEAD[1])):
        record = read(*lines, BODY, MORE)
        assert (record["title"], record["source"]) == (f"{kicker}{HEAD[0]}", "山乡日报")
        assert record["text"] == f"{BODY}\n{MORE}"


def test_a_caption_below_a_signed_article_is_one() -> None:
    shown = "台商許文瑞（右）與村民討論老屋整修。島通社記者邵怡君臨潭攝 108年10月17日"
    record = read(*HEAD, BODY, f"{MORE}（編輯：李錫璋）", shown, "延伸閱讀", "三個村的新路通車了")
    assert (record["captions"], record["text"]) == ([shown], f"{BODY}\n{MORE}")


@pytest.mark.parametrize(
    ("line", "way"),
    [
        (f"山乡网 > 快评 > {HEAD[0]} 2018-05-24 07:05 来源：山乡晨报", ["山乡网", "快评"]),
        ("山乡网 > 快评 > 正文 2018-05-24 07:05 来源：山乡晨报", ["山乡网", "快评", "正文"]),
        ("首页 时政 国际 地方 图片 >> 正文 2018-05-24 07:05 来源：山乡网", []),
    ],
)
def test_the_way_in_front_of_a_byline(line: str, way: list[str]) -> None:
    assert read(line, HEAD[0], BODY, MORE)["breadcrumb"] == way


@pytest.mark.parametrize(
    "lines",
    [
        ("延伸阅读", "三个村的新路通车了", LAST),
        (BODY, "延伸阅读", "三个村的新路通车了", LAST),
        (BODY, "延伸阅读"),
        ("扶贫 贫困户 乡村振兴 返乡青年", "热门文章"),
        ("山乡日报数字报",),
        ("老秦的博客",),
        ("[1] [2] 下一页",),
        ("#脱贫 #台商",),
    ],
)
def test_a_page_of_little_else_is_read(lines: tuple[str, ...]) -> None:
    assert isinstance(read(*lines)["text"], str)
