"""What single lines look like, and which lines are the article."""

from __future__ import annotations

import pytest

from povtool.clean.layout import read_layout
from povtool.clean.lines import Kind, is_photo_credit, is_teaser, kind_of
from povtool.clean.titles import breadcrumb, is_numbered

BODY = "全县坚持精准扶贫、精准脱贫基本方略，五年累计减贫3.2万人，贫困发生率降至0.6%，群众收入稳步提高。"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("", Kind.BLANK),
        ("\u3000\u3000特此通知。", Kind.PROSE),
        ("一、明确目标任务", Kind.SHORT),
        ("同志们：", Kind.PROSE),
        ("首页 | 要闻 | 政策 | 地方", Kind.LINK),
        ("首頁 > 新聞 > 內地", Kind.LINK),
        ("您所在的位置:康巴传媒网 >> 新闻", Kind.LINK),
        ("【字体：大 中 小】", Kind.LINK),
        ("[打印本页] [关闭窗口]", Kind.LINK),
        ("分享到：微信 QQ空间", Kind.LINK),
        ("人 民 网 版 权 所 有", Kind.LINK),
        ("工作進展順利,收入持續增加。 [詳細] -", Kind.LINK),
        ("布拖县建成集中安置点  2020-05-08", Kind.LINK),
        ("-", Kind.LINK),
        ("打印网摘纠错商城分享推荐     字号", Kind.LINK),
        ("推荐图片", Kind.SHORT),
        ("END", Kind.LINK),
        ("首頁 本期目錄 過刊 訂閱 關於海評", Kind.LINK),
        ("首页推荐 本期 目录", Kind.SHORT),
        ("村民与队员交谈.jpg", Kind.CAPTION),
        ("全县脱贫，这组数字告诉你!【来源:新华视点】", Kind.PROSE),
        ("1  2  3  4  5", Kind.LINK),
        ("1 3 5", Kind.SHORT),
        ("1120605846_14891312605381n", Kind.LINK),
        ("12345678", Kind.SHORT),
        (":原题为_县里的脱贫经验", Kind.LINK),
        ("— END —", Kind.LINK),
        ("返回目录:理财投资", Kind.LINK),
        ("返回家乡的路", Kind.SHORT),
        ("- 兩岸産業交流對接系列活動在江蘇舉辦2024-11-22", Kind.LINK),
        ("全县危房改造项目的竣工验收日期2020-05-06", Kind.SHORT),
        ("新聞推薦", Kind.CLOSE),
        ("……", Kind.SHORT),
        ("• 上一篇：执统战之笔", Kind.CLOSE),
        ("相關閱讀：", Kind.CLOSE),
        ("· 国内活动", Kind.ITEM),
        ("图为搬迁后的新居", Kind.CAPTION),
        ("圖：香港大學生在貴州山區小學", Kind.CAPTION),
        ("施工人員在線路上作業。新華社發", Kind.CAPTION),
        ("秦巴山区的卫生室。新华社记者 李一博 摄", Kind.CAPTION),
        ("图①：会场。", Kind.CAPTION),
        ("张三摄", Kind.CAPTION),
        ("航拍摄影", Kind.SHORT),
        ("驻村书记覃志远（左二）向茶农了解今年秋茶的收成。", Kind.CAPTION),
        ("云岭村梯田航拍图。", Kind.CAPTION),
        ("![](http://img.example.cn/1.jpg)", Kind.LINK),
        ("【關鍵詞】返貧 監測", Kind.KEYWORDS),
        ("http://www.example.cn 2019-07-22 10:05:48", Kind.BYLINE),
        (f"{BODY}{BODY}本报记者 华小峰 摄", Kind.PROSE),
        ("关键词：脱贫攻坚 西藏", Kind.KEYWORDS),
        ("来源：新疆日报", Kind.BYLINE),
        ("图们江流域的扶贫经验，值得总结。", Kind.PROSE),
        ("相关部门负责人表示，要巩固成果。", Kind.PROSE),
        ("首页推荐的产品很受欢迎。", Kind.PROSE),
    ],
)
def test_kinds(line: str, kind: Kind) -> None:
    assert kind_of(line).kind is kind


def test_captions_below_a_photograph() -> None:
    assert is_photo_credit(kind_of("本报记者 华小峰 摄"))
    assert not is_photo_credit(kind_of("村民在采摘雪菊。新华社记者 李一博 摄"))


def test_teasers() -> None:
    assert is_teaser(kind_of("近日公布的數據顯示,收入達8059元。 [詳細]"))
    assert not is_teaser(kind_of("更多"))


@pytest.mark.parametrize("line", ["一、总体要求", "（一）抓产业", "1.完善机制", "第三部分 保障", "②就业"])
def test_numbered(line: str) -> None:
    assert is_numbered(kind_of(line).folded)


@pytest.mark.parametrize("line", ["2018年计划", "一是抓产业", "1.5万人脱贫", "十三五规划"])
def test_not_numbered(line: str) -> None:
    assert not is_numbered(kind_of(line).folded)


def test_breadcrumbs() -> None:
    assert breadcrumb("首页>党派·声音>统一战线 统一战线") == ["首页", "党派·声音", "统一战线"]
    assert breadcrumb("當前位置： 首頁 / 地方") == ["首頁", "地方"]
    assert breadcrumb("当前位置:遵义市扶贫办->公告公示") == ["遵义市扶贫办", "公告公示"]
    assert breadcrumb(BODY) == []


def roles(*lines: str, title: str | None = None) -> list[str]:
    return read_layout("\n".join(lines), title).roles


def test_a_heading_stands_between_paragraphs() -> None:
    assert roles("县里的脱贫经验", BODY, "产业扶贫", BODY) == ["title", "body", "heading", "body"]


def test_rows_of_a_table_are_body() -> None:
    assert roles(BODY, "安定区 124", "通渭县 198", "陇西县 87", BODY) == ["body"] * 5


def test_a_gallery_chain_is_no_text() -> None:
    gallery = ("七彩圣旨", "七彩圣旨 探访沉船", "探访沉船 油田合同", "油田合同")
    assert roles("县里的脱贫经验", BODY, *gallery) == ["title", "body", *["boilerplate"] * 4]


def test_signature_lines_stay() -> None:
    assert roles(BODY, "特此通知。", "县扶贫办公室", "2018年4月10日") == ["body"] * 4


def test_captions_among_paragraphs() -> None:
    unended = "工人在揀茶。廠裏的一百多名工人大半來自周邊的貧困村"
    assert roles("县里的脱贫经验", BODY * 2, unended, BODY * 2)[2] == "caption"
    assert roles("县里的脱贫经验", BODY, BODY, unended)[3] == "body"  # where the page was cut
    squared = "■巴河縣一間新落成的衞生站內，村醫為長者量血壓。"
    assert roles("县里的脱贫经验", BODY, squared, BODY)[2] == "caption"
    assert roles("县里的脱贫经验", BODY, squared, "■發展產業，每戶補助五千元。", BODY)[2] == "body"


def test_teasers_below_the_article_go() -> None:
    found = roles("县里的脱贫经验", BODY, BODY, "一带一路助推脱贫", "近日，全区收入增长12.9%。 [详细]")
    assert found == ["title", "body", "body", "boilerplate", "boilerplate"]


def test_the_longer_side_of_a_link_is_the_article() -> None:
    found = roles("欢迎访问本站，请先登录。", "上一篇：无", "县里的脱贫经验", BODY, BODY)
    assert found == ["boilerplate", "boilerplate", "title", "body", "body"]


def test_a_link_inside_the_article_does_not_end_it() -> None:
    assert roles(BODY, BODY, "相关阅读：《另一篇》", BODY, BODY, BODY)[2:4] == ["boilerplate", "body"]


def test_a_wrapped_official_title_is_joined_without_space() -> None:
    layout = read_layout(
        "\n".join(["关于做好贫困村提升工程", "有关工作的通知", "发布日期：2018-04-12", BODY])
    )
    assert layout.title == "关于做好贫困村提升工程有关工作的通知"


def test_the_window_title_is_not_the_title() -> None:
    layout = read_layout("\n".join(["县里的脱贫经验_新华网", "县里的脱贫经验", "来源：新华网", BODY]))
    assert layout.title == "县里的脱贫经验"
    assert layout.roles[0] == "boilerplate"


def test_a_page_may_have_no_title() -> None:
    assert read_layout("\n".join([BODY, "1.完善机制", BODY])).title is None


def test_verse_without_a_title_gets_none() -> None:
    verse = ("黨的十八大以來", "脫貧攻堅取得成效", "從9899萬人減少到551萬人", "怎麼辦?")
    assert read_layout("\n".join([*verse, BODY])).title is None


def test_a_label_and_its_value_on_two_lines() -> None:
    layout = read_layout("\n".join([BODY, "责任编辑：", "成岚", "新闻评论"]))
    assert layout.credits.editor == ["成岚"]
    assert layout.roles == ["body", "byline", "byline", "boilerplate"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (["政府工作报告", "(2018年12月26日在县第十六届人民代表大会第四次会议上)"], "政府工作报告"),
        (["政府工作报告", "——2021年11月18日在县第十八届", "人民代表大会第一次会议上"], "政府工作报告"),
        (["决战决胜", "——在全县脱贫攻坚大会上的讲话"], "决战决胜——在全县脱贫攻坚大会上的讲话"),
        (["龙乡振发〔2022〕17号", "关于下达扶贫资金的通知"], "关于下达扶贫资金的通知"),
        (["县里的脱贫经验 |"], "县里的脱贫经验"),
        (["县里的脱贫经验", "杨梦源,李 辉"], "县里的脱贫经验"),
        (["2017-01-01 全县脱贫攻坚工作情况"], None),
    ],
)
@pytest.mark.parametrize("below", [(), ("来源：新华网",)])
def test_titles(head: list[str], title: str | None, below: tuple[str, ...]) -> None:
    layout = read_layout("\n".join([*head, *below, BODY, BODY]))
    assert layout.title == title


def test_where_a_speech_was_held_stands_with_its_title() -> None:
    wrapped = ("——2021年11月18日在县第十八届", "人民代表大会第一次会议上")
    layout = read_layout("\n".join(["政府工作报告", *wrapped, "来源：新华网", BODY, BODY]))
    assert layout.roles == ["title", "title", "title", "byline", "body", "body"]
    assert layout.credits.date is None


def test_an_unreadable_value_does_not_cost_the_title() -> None:
    layout = read_layout("\n".join(["县里的脱贫经验", "2020-05-06 10:00 来源：新华网 作者：admin", BODY]))
    assert (layout.title, layout.credits.date, layout.credits.source) == (
        "县里的脱贫经验",
        "2020-05-06T10:00",
        "新华网",
    )


def test_authors_above_their_affiliation_are_no_title() -> None:
    layout = read_layout("\n".join(["杨梦源,李 辉", "(1云南财经大学 金融学院,云南 昆明650221)", BODY]))
    assert (layout.title, layout.credits.author) == (None, ["杨梦源", "李辉"])


def test_a_title_repeated_below_the_byline_is_no_text() -> None:
    assert roles("县里的脱贫经验", "来源：新华网", "县里的脱贫经验", BODY) == [
        "title",
        "byline",
        "title",
        "body",
    ]


def test_a_numbered_heading_below_a_link_is_text() -> None:
    assert roles("|", "四、建设任务", BODY, BODY) == ["boilerplate", "heading", "body", "body"]


def test_a_dateline_with_the_reports_title_is_text() -> None:
    dateline = "新华社北京5月6日电 题：一步跨千年——独龙江脱贫纪实"
    found = read_layout("\n".join(["一步跨千年", dateline, "新华社记者 张三", BODY, BODY]))
    assert found.roles == ["title", "body", "byline", "body", "body"]
    assert (found.credits.source, found.credits.author) == ("新华社", ["张三"])


def test_an_imprint_amid_the_text_is_a_byline() -> None:
    found = roles("县里的脱贫经验", BODY, "《光明日报》（2020年05月13日 04版）", BODY)
    assert found == ["title", "body", "byline", "body"]


LINKS = ("- 一年来的脱贫工作回顾", "- 乡村里的新产业", "- 易地搬迁见闻")


def test_a_headed_list_at_the_end_of_the_page_is_no_text() -> None:
    assert roles("县里的脱贫经验", BODY, "精彩文章荟萃", *LINKS) == ["title", "body", *["boilerplate"] * 4]
    assert roles("县里的脱贫经验", BODY, "县扶贫办", *LINKS) == [
        "title",
        "body",
        "body",
        *["boilerplate"] * 3,
    ]


@pytest.mark.parametrize("head", ["主要做法：", "一、主要做法", "附件"])
def test_a_list_of_the_articles_own_is_text(head: str) -> None:
    assert roles("县里的脱贫经验", BODY, head, *LINKS)[2:] == ["body"] * 4


def test_a_section_number_on_its_own_line() -> None:
    assert roles("县里的脱贫经验", BODY, "01", "返乡", BODY)[3] == "heading"


def test_a_trail_that_ends_otherwise_is_told_at_once() -> None:
    line = " > ".join("省市县区乡村州旗盟镇屯寨街路里") + ",乙"
    assert kind_of(line).kind is not Kind.LINK  # with a pattern that backtracks, this takes a minute


def test_a_note_is_no_heading() -> None:
    for note in (
        "注：样本不含市辖区农户",
        "单位：万元",
        "資料來源：縣統計局",
    ):
        assert roles("县里的脱贫经验", BODY, note, BODY)[2] == "body", note


def test_a_days_head_is_not_the_articles_date() -> None:
    for today in ("2021年3月5日 星期五", "2021年3月5日 星期五 28°C", "2021年3月5日 週五 农历正月廿二"):
        for rest in ("时间：2021-03-04 来源：某某日报", "2021-03-04 09:30 某某日报"):
            layout = read_layout("\n".join([today, "某某日报 电子版", "县里的脱贫经验", rest, BODY]))
            assert (layout.title, (layout.credits.date or "")[:10]) == ("县里的脱贫经验", "2021-03-04")
            assert layout.roles == ["boilerplate", "boilerplate", "title", "byline", "body"]


def test_an_epapers_day_is_its_articles() -> None:
    layout = read_layout("\n".join(["2021年3月5日 星期五", "县里的脱贫经验", "□本报记者 王小明", BODY]))
    assert (layout.title, layout.credits.date) == ("县里的脱贫经验", "2021-03-05")


def test_an_editor_that_is_no_name_is_no_text() -> None:
    found = roles("县里的脱贫经验", BODY, BODY, BODY, "(责编：{editor})", BODY)
    assert found == ["title", "body", "body", "body", "byline", "body"]


def test_a_press_release_ends_with_its_day() -> None:
    release = ["政府公布貧窮情況", BODY, "完", "2020年12月23日（星期三）", "香港時間16時30分"]
    layout = read_layout("\n".join(release))
    assert layout.credits.date == "2020-12-23T16:30"
    assert layout.roles == ["title", "body", "boilerplate", "byline", "byline"]
    signed = read_layout("\n".join([*release[:2], "县扶贫办", "2020年12月23日"]))
    assert (signed.credits.date, signed.foot.date) == (None, "2020-12-23")
    assert signed.roles[2:] == ["body", "body"]


def test_counts_of_readers_are_no_text() -> None:
    for count in ("阅读 3.6万", "阅读2471", "瀏覽人次：1032", "在看 19"):
        assert kind_of(count).kind is Kind.LINK, count
    for line in ("阅读面积3.6万亩", "分享会第3场", "评论员"):
        assert kind_of(line).kind is Kind.SHORT, line


def test_several_keyword_lines_head_sections() -> None:
    assert roles("县里的脱贫经验", "关键词：精准 务实", BODY, BODY)[1] == "keywords"
    several = read_layout("\n".join(["县里的经验", BODY, "关键词：产业", BODY, "关键词：教育", BODY]))
    assert several.credits.keywords == []
    assert several.roles == ["title", "body", "heading", "body", "heading", "body"]


def test_a_title_said_again_over_several_lines_is_no_text() -> None:
    title = "县委员会 县政府关于印发《脱贫攻坚实施方案》的通知"
    again = ("县委员会", "县政府", "关于印发《脱贫攻坚实施方案》的通知")
    found = roles(title, "来源：县政府网", "县发〔2021〕5号", *again, BODY, "县委员会", BODY)
    assert found == ["title", "byline", "body", "title", "title", "title", "body", "heading", "body"]


def test_a_short_title_said_again_in_the_text_heads_a_section() -> None:
    assert roles("返乡记事本", "来源：新华网", BODY, "返乡记事本", BODY)[3] == "heading"


def test_the_hour_behind_a_headline_is_its_dates() -> None:
    layout = read_layout("\n".join(["县里的脱贫经验 (12:38)", "2021-02-25 来源：新华网", BODY]))
    assert (layout.title, layout.credits.date) == ("县里的脱贫经验", "2021-02-25T12:38")
    scored = read_layout("\n".join(["县里的脱贫经验 (12:78)", "2021-02-25 来源：新华网", BODY]))
    assert (scored.title, scored.credits.date) == ("县里的脱贫经验 (12:78)", "2021-02-25")


def test_a_publisher_alone_in_brackets_below_the_text() -> None:
    layout = read_layout("\n".join(["县里的脱贫经验", BODY, "（新华社）"]))
    assert (layout.credits.source, layout.roles[2]) == ("新华社", "byline")
    assert roles("县里的脱贫经验", BODY, "（此件公开发布）")[2] == "body"


PICTURES = ("图为青山镇的村民在采茶", "5月3日，孩子们在新校园里做操。新华社发（李四摄）")


def test_a_page_of_pictures_has_their_captions_for_its_text() -> None:
    head = ["山乡新貌展新颜", "2020-05-06 10:00 来源：新华网"]
    layout = read_layout("\n".join([*head, *PICTURES]))
    assert (layout.title, layout.roles) == ("山乡新貌展新颜", ["title", "byline", "body", "body"])
    layout = read_layout("\n".join([*head, *PICTURES, BODY]))
    assert (layout.title, layout.roles[2:]) == ("山乡新貌展新颜", ["caption", "caption", "body"])


def test_one_caption_beside_a_table_stays_one() -> None:
    table = ("青山镇 第一批项目 180", "河口乡 第一批项目 96", "石岭乡 第二批项目 75")
    assert roles("2020年项目表", PICTURES[0], *table, "图为会场")[1] == "caption"


def test_an_author_with_an_office() -> None:
    page = ("县里的脱贫经验", "来源：新华网", "周晴（城乡调查研究中心）", BODY)
    assert read_layout("\n".join(page)).credits.author == ["周晴"]
    page = ("县里的脱贫经验", "来源：新华网", "周晴（三年前来到了青山村里）", BODY)
    assert read_layout("\n".join(page)).credits.author == []


def test_words_in_brackets_between_paragraphs_are_a_caption() -> None:
    assert roles("县里的脱贫经验", BODY, "（扶贫队员在村口合影）", BODY)[2] == "caption"
    for of_the_document in (
        "（征求意见稿）",
        "（此件公开发布）",
        "（2018年12月26日县人大常委会通过）",
        "（未完待续）",
    ):
        assert roles("县里的脱贫经验", BODY, of_the_document, BODY)[2] != "caption", of_the_document
    assert roles("县里的脱贫经验", BODY, "（扶贫队员名单）", "王小明 李大同")[2] != "caption"


def test_labels_above_their_values() -> None:
    table = ("索引号：", "2024-105", "来源：", "发布机构：", "县扶贫办", "发布日期：", "2020-05-06")
    layout = read_layout("\n".join(["县里的脱贫经验", *table, BODY]))
    assert (layout.title, layout.credits.source, layout.credits.date) == (
        "县里的脱贫经验",
        "县扶贫办",
        "2020-05-06",
    )
    assert layout.roles == ["title", *["byline"] * 7, "body"]


def test_a_signed_article_keeps_the_signature_below() -> None:
    page = ["县里的脱贫经验", f"{BODY}（记者 王茜）", "县驻村工作队", "2020年5月6日", "大坪村的第一天"]
    layout = read_layout("\n".join(page))
    assert layout.roles == ["title", "body", "body", "body", "boilerplate"]
    assert layout.foot.date == "2020-05-06"


def test_a_menu_above_todays_date_is_no_title() -> None:
    page = ["熱門 即時 政治 生活", "2021-12-24・Array", "县里五年累计减贫3.2万人 群众收入提高", BODY, BODY]
    assert read_layout("\n".join(page)).title == "县里五年累计减贫3.2万人 群众收入提高"


def test_more_of_a_publisher_ends_the_article() -> None:
    assert kind_of("更多互傳媒報導").kind is Kind.CLOSE
    assert kind_of("更多媒体赴县采访报道").kind is Kind.SHORT
    assert kind_of("更多农户实现脱贫。").kind is Kind.PROSE


def test_a_disclaimer_is_no_text_however_long() -> None:
    disclaimer = "【免责声明:本网有部分文章转载自互联网,供读者交流。若有涉及版权等问题请与我们联系。谢谢!】"
    assert kind_of(disclaimer).kind is Kind.CLOSE
    assert kind_of(disclaimer.replace("谢谢", "本网站对由此引起的损失不承担责任。" * 4)).kind is Kind.CLOSE
    assert kind_of("省政府发表声明：将如期完成脱贫任务，绝不落下一户。").kind is Kind.PROSE


def test_a_publisher_above_the_day() -> None:
    layout = read_layout("\n".join(["县里的脱贫经验", "民眾新聞網", "2025年11月22日", BODY]))
    assert (layout.title, layout.credits.source, layout.credits.date) == (
        "县里的脱贫经验",
        "民眾新聞網",
        "2025-11-22",
    )
    assert layout.roles == ["title", "byline", "byline", "body"]


def test_what_a_letter_issues_gives_its_title() -> None:
    letter = "《某县产业扶贫项目管理办法》已经县政府常务会议审议通过，现印发给你们，请认真执行。"
    layout = read_layout(f"各乡镇人民政府：\n{letter}\n某县产业扶贫项目管理办法\n{BODY}\n{BODY}")
    assert layout.title == "某县产业扶贫项目管理办法"
    assert layout.roles[2] == "heading"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("相關文章：中國宣布全面脫貧　832個貧困縣這樣走過來", Kind.LINK),
        ("相關文章：", Kind.CLOSE),
        ("相关阅读", Kind.CLOSE),
        ("00:00 / 03:47", Kind.LINK),
        ("廣告（請繼續閱讀本文）", Kind.LINK),
        ("下載「港聞線」App，睇更多獨家報道", Kind.LINK),
        ("【即時發布】", Kind.LINK),
        ("飲水工程令融水縣一條村寨136戶免卻挑水路程。（圖片：匯善社）", Kind.CAPTION),
        ("飲水工程做好了。村裏人說，以後不用挑水。（圖片：匯善社）", Kind.PROSE),
        ("攝影／蔡明達", Kind.BYLINE),
        ("《惜福》月刊　第186期　2014年2月出刊", Kind.BYLINE),
    ],
)
def test_what_stands_amid_and_above_the_text_of_media_abroad(line: str, kind: Kind) -> None:
    assert kind_of(line).kind is kind


def test_a_source_ends_before_the_next_bracket() -> None:
    line = kind_of(
        "时间：2018-11-07 16:35　作者：马银霞 张国栋　新闻来源：陇西北检察　【字号：大 | 中 | 小】"
    )
    assert line.credits is not None
    assert line.credits.source == "陇西北检察"


def test_a_head_in_one_line_may_have_the_title_with_a_comma() -> None:
    line = kind_of(
        "首页 > 新闻中心 > 基层动态  “光伏+牧草”落地阿拉善，帮扶再添新项目"
        "  发布时间：2023-06-21  来源：蒙西分公司  分享到："
    )
    assert line.kind is Kind.BYLINE
    assert line.credits is not None
    assert (line.credits.date, line.credits.source) == ("2023-06-21", "蒙西分公司")
