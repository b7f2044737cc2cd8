"""HTML: what a reader sees becomes lines with roles, in every encoding, however broken the page."""

from __future__ import annotations

import statistics
import subprocess

import htmlpages
import pytest
from conftest import ENVIRONMENT, POVTOOL, povtool, records
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from povtool.clean import CleanConfig, clean
from povtool.clean.html import declared_charset, is_html
from povtool.clean.html.reading import read_html
from povtool.records import RawPage, Rejected

PAGES = list(htmlpages.pages())


def document(data: bytes | str, path: str = "page.html", **known) -> dict:
    raw = data.encode() if isinstance(data, str) else data
    [found] = clean([RawPage("page", path, raw, **known)], CleanConfig(blocks=True))
    assert isinstance(found, dict), found
    return found


def squeezed(text: str) -> str:
    return "".join(text.split())


def lines(source: str) -> list[str]:
    return read_html(source).text.split("\n")


def test_main_text_of_pages_as_sites_build_them():
    scores: dict[str, list[float]] = {kind: [] for kind in htmlpages.KINDS}
    titled = dated = 0
    for page in PAGES:
        found = document(page.data)
        wanted, got = squeezed(page.text), squeezed(found["text"])
        scores[page.kind].append(2 * LCSseq.similarity(wanted, got) / (len(wanted) + len(got)))
        titled += found.get("title") == page.article.title
        dated += found.get("date", "")[:10] == page.article.date
        assert "encoding_declared" not in found
    assert {kind for kind, found in scores.items() if statistics.mean(found) < 0.99} == set()
    assert titled == dated == len(PAGES)


@pytest.mark.parametrize("kind", htmlpages.KINDS)
def test_every_row_of_a_table_is_a_line_of_the_text(kind):
    page = next(page for page in PAGES if page.kind == kind and page.table)
    text = document(page.data)["text"].split("\n")
    assert ["\t".join(row) for row in htmlpages.TABLE] == [line for line in text if "\t" in line]


@pytest.mark.parametrize("kind", htmlpages.KINDS)
def test_no_text_of_a_page_vanishes(kind):
    """What a browser's text would hold stands in some block, but for scripts, styles and alternatives."""
    from selectolax.lexbor import LexborHTMLParser

    page = next(page for page in PAGES if page.kind == kind)
    tree = LexborHTMLParser(page.data.decode(htmlpages.CHARSETS.get(kind, "utf-8")))
    tree.strip_tags(["script", "style"])
    seen = squeezed("".join(block["text"] for block in document(page.data)["blocks"]))
    assert sorted(seen) == sorted(squeezed(tree.body.text()))


def test_what_nobody_reads_is_no_text():
    found = document(
        "<style>.gone, p.x{} .off{color:red; display:none}</style><script>'脱贫1人。'</script>"
        "<!-- 脱贫2人。 -->"
        "<h1>全县脱贫攻坚进展</h1><p>全县脱贫3万人，成效显著。</p>"
        "<p hidden>全县脱贫4万人，成效显著。</p>"
        "<div style='Display : none'><p>全县脱贫5万人，成效显著。</div>"
        "<p class='a off'>全县脱贫6万人，成效显著。</p><noscript>全县脱贫7万人。</noscript>"
        "<video>全县脱贫8万人。</video>"
    )
    assert found["text"] == "全县脱贫3万人，成效显著。"
    assert found["title"] == "全县脱贫攻坚进展"
    assert "全县脱贫4万人，成效显著。" in [b["text"] for b in found["blocks"] if b["role"] == "boilerplate"]


def test_a_page_that_a_script_shows_later_is_read():
    found = document("<body style='display:none'><p>全县脱贫3万人，成效显著。</p></body>")
    assert found["text"] == "全县脱贫3万人，成效显著。"


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("<p>全县<span>脱</span><b>贫</b>3万人</p>", ["全县脱贫3万人"]),
        ("<p>全县脱贫\n     攻坚，GDP\n  增长</p>", ["全县脱贫攻坚，GDP 增长"]),
        ("　　全县脱贫。<br>\n<br/>　　成效显著。", ["　　全县脱贫。", "　　成效显著。"]),
        ("<p>&amp;lt;县&amp;gt; &nbsp;&#x8d2b;</p>", ["&lt;县&gt; \u00a0贫"]),
        ("<pre>一\n二</pre>三", ["一", "二", "三"]),
        ("<table><tr><td>县<td><td>3<tr><th>乡<th>4<th>5</table>", ["县\t\t3", "乡\t4\t5"]),
        ("<table><tr><td><p>一<p>二<td>三</table>", ["一 二\t三"]),
        ("<table><tr><td>外<table><tr><td>内1<td>内2</table><td>右</table>", ["外", "内1\t内2", "右"]),
        ("<ruby>贫<rp>(</rp><rt>pín</rt><rp>)</rp></ruby>困", ["贫(pín)困"]),
        ("<a>时政</a><a>国际</a><a>财经</a>", ["时政 国际 财经"]),
        ("他在<a>湖南</a><a>十八洞村</a>提出精准扶贫", ["他在湖南十八洞村提出精准扶贫"]),
        ("<span>来源：人民网</span><span>编辑：张玉</span>", ["来源：人民网  编辑：张玉"]),
        (
            "<p>全县脱贫<span hidden>9</span>3万<b style='display:none'>x</b>人<button>复制</button>。",
            ["9", "x", "复制", "全县脱贫3万人。"],
        ),
        ("<table><tr><td>户<i hidden>x</i><td hidden>y<td>3</table>", ["户\t3", "x", "y"]),
        ("<p>前<div style='display:none'>隐</div>后", ["前", "隐", "后"]),
        ("一\u2028二\x0b三\x85四", ["一 二 三 四"]),
    ],
)
def test_lines_are_what_a_reader_sees(source, wanted):
    assert lines(source) == wanted


def test_captions_headings_and_links_have_their_roles():
    found = document(
        "<nav><a>首页</a><a>新闻</a></nav><h1><a href=/>全县脱贫攻坚进展</a></h1>"
        "<p>全县脱贫3万人，成效显著。</p>"
        "<figure><img><figcaption>村民在田间采收蔬菜</figcaption></figure><h2>产业兴旺之路</h2>"
        "<p>全县建设大棚43个，群众增收。</p><ul><li><a>县长调研城区道路改造</a></li></ul>"
    )
    assert [(b["text"][:4], b["role"]) for b in found["blocks"]] == [
        ("首页 新", "boilerplate"),
        ("全县脱贫", "title"),
        ("全县脱贫", "body"),
        ("村民在田", "caption"),
        ("产业兴旺", "heading"),
        ("全县建设", "body"),
        ("县长调研", "boilerplate"),
    ]
    assert found["captions"] == ["村民在田间采收蔬菜"]


def test_an_element_named_wrongly_does_not_hide_the_article():
    found = document("<div class='page-sidebar'><p>全县脱贫3万人，成效显著。</p><p>还将脱贫2万人。</p></div>")
    assert found["text"] == "全县脱贫3万人，成效显著。\n还将脱贫2万人。"


def test_a_byline_may_stand_in_the_foot_of_the_article():
    found = document(
        "<p>全县脱贫3万人，成效显著。</p><div class='detail-foot'><p>（记者 张华）</p><p>版权所有</p></div>"
    )
    assert (found["author"], found["text"]) == (["张华"], "全县脱贫3万人，成效显著。")


def test_the_head_fills_what_the_text_does_not_say_and_is_named():
    found = document(
        '<title>我县脱贫_新闻_某某县人民政府</title><meta name="PubDate" content="2019-09-18 00:00:00">'
        '<meta name="ContentSource" content="来源：甘孜日报"><meta name="Author" content="100235">'
        '<meta name="keywords" content="脱贫 摘帽"><p>全县脱贫3万人，成效显著。</p><p>责任编辑：张玉</p>'
    )
    assert (found["title"], found["date"], found["source"]) == ("我县脱贫", "2019-09-18", "甘孜日报")
    assert (found["author"], found["editor"], found["keywords"]) == ([], ["张玉"], ["脱贫", "摘帽"])
    assert found["metadata_from"] == {
        "title": "title",
        "date": "meta PubDate",
        "source": "meta ContentSource",
        "keywords": "meta keywords",
    }


def test_what_the_page_shows_wins_over_its_head():
    found = document(
        '<meta name="PubDate" content="2019-09-18 17:35">'
        '<meta property="og:title" content="别的题目不在页上">'
        '<meta name="ContentSource" content="转载网"><h1>西藏全部县区脱贫摘帽</h1>'
        "<p>2019-09-17 来源：西藏日报</p><p>西藏74个县区全部脱贫摘帽，成效显著。</p>"
    )
    assert (found["title"], found["date"], found["source"]) == (
        "西藏全部县区脱贫摘帽",
        "2019-09-17",
        "西藏日报",
    )
    assert "metadata_from" not in found


def test_a_time_of_another_zone_is_not_taken_for_ours():
    page = '<meta property="article:published_time" content="2019-09-18T17:35:00{}"><p>全县脱贫3万人。</p>'
    assert "date" not in document(page.format("Z"))
    assert document(page.format("+08:00"))["date"] == "2019-09-18T17:35:00"


def test_json_ld_in_a_graph_and_a_broken_one():
    found = document(
        '<script type="application/ld+json">{broken</script><script type="application/ld+json">[{"@graph":'
        '[{"@type":["NewsArticle"],"headline":"西藏脱贫","author":[{"name":"王茜"}],"datePublished":"2020-01-02"},'
        '{"@type":"BreadcrumbList","itemListElement":[{"name":"首页"},{"item":{"name":"新闻"}},7]}]}]</script>'
        "<p>西藏74个县区全部摘帽。</p>"
    )
    assert (found["title"], found["author"], found["date"]) == ("西藏脱贫", ["王茜"], "2020-01-02")
    assert found["breadcrumb"] == ["首页", "新闻"]


ARTICLE = "<p>全县脱贫3万人，成效显著。贫困发生率降至1.2%。</p>"


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize("name", ["-", "page.html", "page.txt"])
def test_html_is_told_by_its_content_in_any_encoding(charset, name, tmp_path):
    page = f"\n<!DOCTYPE html><html><title>脫貧</title>{ARTICLE.replace('脱贫', '脫貧')}</html>"
    page = (
        page.replace("县", "縣")
        .replace("显", "顯")
        .replace("发", "發")
        .replace("贫", "貧")
        .replace("万", "萬")
    )
    data = page.replace("至", "到").encode(charset)
    (tmp_path / "page.html").write_bytes(data)
    (tmp_path / "page.txt").write_bytes(data)
    done = povtool("clean", name, stdin=data, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    [found] = records(done.stdout)
    assert found["text"] == "全縣脫貧3萬人，成效顯著。貧困發生率降到1.2%。"
    assert found["media"] == "text/html"


@pytest.mark.parametrize(
    ("declared", "actual", "told"),
    [
        ("gb2312", "gb18030", None),
        ("GBK", "utf-8", "gbk"),
        ("utf-8", "gb18030", "utf-8"),
        ("iso-8859-1", "gb18030", "iso-8859-1"),
        ("no-such-code", "gb18030", "no-such-code"),
        ("utf-8", "utf-8", None),
    ],
)
def test_a_declared_encoding_that_is_wrong_loses_and_is_told(declared, actual, told):
    found = document(f'<meta charset="{declared}">{ARTICLE}'.encode(actual))
    assert (found["text"], found["encoding"]) == ("全县脱贫3万人，成效显著。贫困发生率降至1.2%。", actual)
    assert found.get("encoding_declared") == told


def test_the_server_is_asked_before_the_page_and_a_mark_before_both():
    data = '<meta charset="utf-8"><p>脱贫</p>'.encode("gbk")
    assert document(data, charset="gb2312")["text"] == "脱贫"
    marked = b"\xef\xbb\xbf" + '<meta charset="gbk"><p>脱贫</p>'.encode()
    assert document(marked)["encoding"] == "utf-8-sig"


def test_a_declaration_holds_for_scripts_that_the_table_does_not_know():
    russian = "Бедность в районе снизилась до двух процентов. " * 5
    page = f'<meta charset="windows-1251"><p>{russian}</p>'.encode("cp1251")
    assert document(page)["encoding"] == "cp1251"
    french = '<meta charset="iso-8859-1"><p>La pauvreté a été réduite à deux pour cent.</p>'
    assert document(french.encode("latin-1"))["encoding"] == "cp1252"


def test_a_forced_encoding_wins_over_the_declared_one(tmp_path):
    (tmp_path / "a.html").write_bytes('<meta charset="utf-8"><p>脫貧</p>'.encode("big5"))
    [found] = records(povtool("clean", "--encoding", "big5", "a.html", cwd=tmp_path).stdout)
    assert (found["text"], found["encoding"], found["encoding_declared"]) == ("脫貧", "big5", "utf-8")


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gb2312"),
        (b"<META CHARSET=UTF-8/>", "utf-8"),
        (b'<?xml version="1.0" encoding="GBK"?><html>', "gbk"),
        (b'<!-- <meta charset="big5"> --><meta charset="gbk">', "gbk"),
        (b'<meta charset="utf-16">', "utf-8"),
        (b" " * 1024 + b'<meta charset="gbk">', None),
        (b"<p>charset=gbk</p>", None),
    ],
)
def test_the_declaration_is_looked_for_as_browsers_do(data, wanted):
    assert declared_charset(data) == wanted


@pytest.mark.parametrize(
    ("data", "path", "wanted"),
    [
        (b"<HTML>", "a.txt", True),
        (b"\xef\xbb\xbf \n<!-- x --><html>", "a", True),
        (b'<?xml version="1.0"?><!DOCTYPE html>', "a", True),
        (b'<?xml version="1.0"?><rss>', "a.html", False),
        (b"text <b>x</b>", "a.html", True),
        (b"text <b>x</b>", "a.txt", False),
        (b"no tag at all", "a.html", False),
        ("<divide> 是一种".encode(), "a.txt", False),
    ],
)
def test_what_is_html(data, path, wanted):
    assert is_html(data, path) is wanted


def test_frames_without_text_are_refused_with_advice():
    [found] = clean([RawPage("a", "a.htm", b"<frameset><frame src=top.htm><frame src=main.htm></frameset>")])
    assert isinstance(found, Rejected) and "frames" in str(found)


@pytest.mark.parametrize(
    "source", ["<html></html>", "<body>\n</body>", "<title>脱贫</title>", "<html", "<p>"]
)
def test_a_page_without_text_is_an_empty_document(source):
    assert document(source)["text"] == ""


def test_broken_html_is_read_as_browsers_do():
    source = "<p>一<b>二<p>三</b>四<table>五<td>六</div></p><li>七<a href='x>八"
    assert squeezed("".join(lines(source))).startswith("一二三四五六七")


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<blockquote>"])
def test_deep_nesting(tag):
    found = document(tag * 5000 + "全县脱贫3万人，成效显著。")
    assert found["text"] == "全县脱贫3万人，成效显著。"


PARAGRAPH = "<p>　　全县<b>脱贫</b>3万人，<a href=x>成效</a>显著。</p>"


def test_a_page_of_five_megabytes():
    page = "<html><h1>全县脱贫攻坚进展</h1>" + PARAGRAPH * 75_000
    assert len(page.encode()) > 5_000_000
    assert document(page)["text"].count("\n") == 74_999


def test_a_closed_pipe_ends_quietly():
    page = ("<html>" + PARAGRAPH * 3000).encode()
    command = f"{POVTOOL} clean - | head -c 10"
    closed = subprocess.run(["bash", "-c", command], input=page, capture_output=True, env=ENVIRONMENT)
    assert (closed.stdout, closed.stderr) == (b'{"type":"d', b"")


_TAGS = "p /p table tr td /tr /table a /a br ruby rt script /script title frameset svg template select"
_OTHERS = "--> &nbsp; &#0; &#xd800; \0 \r \n \t \" ' < > </ 脱贫3万人。 来源： <meta"
_PIECES = st.sampled_from(
    [f"<{tag}>" for tag in f"{_TAGS} option h2 nav math pre !-- plaintext".split(" ")]
    + _OTHERS.split(" ")
    + ["<meta name=author content=", '<script type="application/ld+json">[']
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=5)), max_size=40))
def test_no_html_makes_a_traceback(pieces):
    source = "<html>" + "".join(pieces)
    [found] = clean([RawPage("a", "a", source.encode("utf-8", "surrogatepass"))], CleanConfig(blocks=True))
    if isinstance(found, dict):
        assert all("\n" not in block["text"] for block in found["blocks"])


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        _PIECES | st.sampled_from(["<b hidden>", "</b>", "<td hidden>", "<button>", "一", "二"]), max_size=40
    )
)
def test_every_character_of_a_page_is_in_one_line(pieces):
    from selectolax.lexbor import LexborHTMLParser

    source = "".join(piece for piece in pieces if piece != "<rt>")  # a reading gets brackets
    tree = LexborHTMLParser(source)
    tree.strip_tags(["script", "style", "iframe", "template", "head"])
    body = tree.body.text() if tree.body else ""
    assert sorted(squeezed(read_html(source).text)) == sorted(squeezed(body))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_a_traceback(data):
    list(clean([RawPage("a", "a.html", data)]))
    list(clean([RawPage("a", "a", b"<html>" + data, media="text/html", charset="gb2312")]))


def test_keywords_of_the_site_are_not_the_articles() -> None:
    head = '<meta name="keywords" content="{}"><title>石头缝里抠出生态路</title>'
    body = "<h1>石头缝里抠出生态路</h1><p>弄拉屯封山育林3600亩，林草覆盖率提高到86.5%，群众收入翻了番。</p>"
    for words, wanted in (
        ("某某网,新闻,房产,某某日报", []),
        ("生态,林草,某某网", ["生态", "林草", "某某网"]),
        ("脱贫攻坚", ["脱贫攻坚"]),
    ):
        [record] = clean([RawPage("p", "p.html", (head.format(words) + body).encode())])
        assert record["keywords"] == wanted
