"""Which lines before the text are the title of an article, and what else may stand there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from povtool.clean import byline
from povtool.clean.edges import is_dateline
from povtool.clean.lines import Kind, Line
from povtool.clean.names import is_organ, people
from povtool.convert.script import fold

_SAMPLE = 20_000
"""Code points of the article that a title is compared with."""
_SAMPLED_LINES = 400
LONGEST_TITLE = 60
_SHORTEST_TITLE = 5
_LEAST_SCORE = 0.45
_LEAST_SCORE_NEAREST = 0.15
"""For the candidate nearest to the byline, or to the top of the page."""
_NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十百]{1,3}[、.章节条部 ]|\(?[一二三四五六七八九十]{1,3}\)"
    r"|\(?\d{1,2}[、.)](?!\d)|[①-⑳])"
)
_OCCASION = re.compile(
    r"[(—-]+ ?(?:(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})年.{0,8}在|在.*(?:第.{1,3}[届次]|[大全]会|会议))"
)
_AT = re.compile(r"上\)?$")
_OFFICIAL_END = re.compile(
    r"(?:通知|意见|决定|办法|规定|批复|函|公告|公示|通告|公报|报告|方案|规划|纲要|条例|细则|讲话|总结|要点|答复)$"
)


def is_numbered(folded: str) -> bool:
    """Whether a folded line begins with the number of a section.

    >>> is_numbered("一、明确目标任务"), is_numbered("1.在黨的領導下"), is_numbered("2018年计划")
    (True, True, False)
    """
    return bool(_NUMBERED.match(folded))


_WAY = re.compile("[>＞»→›/／]|位置.* [·•・] ")
_NO_STATION = re.compile("[:：]|(?:.* ){3}")
"""A label, or a menu that stands before the way."""
_HOMES = ("首页", "主页", "网站首页", "Home")
"""Where a way begins; with two words and a slash only these tell it from buttons."""


def breadcrumb(text: str) -> list[str]:
    """The way to a page, from a line that shows it; empty for other lines.

    >>> breadcrumb("您所在的位置:康巴传媒网 >> 新闻 >> 康巴时评")
    ['康巴传媒网', '新闻', '康巴时评']
    >>> breadcrumb("当前位置: 首页 · 新闻动态")
    ['首页', '新闻动态']
    >>> breadcrumb("登入 / 登記"), breadcrumb("主頁 / 新聞")
    ([], ['主頁', '新聞'])
    """
    if not _WAY.search(text):
        return []
    labelled = re.match(r"^[^:：]{0,8}位置 ?[:：]\s*", text)
    way = re.sub(r"[\s>＞-]+$", "", text[labelled.end() if labelled else 0 :]).lstrip(" >")
    parts = re.split(r"\s*(?:-*[>＞]+|»|→|›)\s*|\s+[/／|｜]\s*" + (r"|\s+[·•・]\s+" if labelled else ""), way)
    slashes = not re.search("[>＞»→›]", text)
    if slashes and len(parts) == 2 and not labelled and fold(parts[0]) not in _HOMES:
        return []
    parts[-1] = parts[-1].partition(" ")[0]  # what stands behind the way: a day, a source
    if len(parts) < 2 or any(not part or len(part) > 24 or _NO_STATION.search(part) for part in parts):
        return []
    return parts


def title_lines(
    lines: Sequence[Line], first: int, starts: int, anchor: int | None, last: int, known: str | None
) -> list[int]:
    if known is not None:
        key = key_of(fold(known))
        return [i for i in range(starts) if is_title(lines[i], key)]
    if anchor is None and lines[starts].kind is not Kind.PROSE:
        return []
    end = first + 1 if anchor is None else starts
    told = occasions(lines, max(anchor or 0, end))
    speakers = {i for above, i in pairwise(_filled(lines, end)) if above in told}
    named = told | speakers
    likely = [i for i in range(max(anchor or 0, end)) if i not in named and _may_name(lines, i)]
    above = [i for i in likely if i < (anchor or 0)]
    following = [i for i in likely if (-1 if anchor is None else anchor) < i < end]
    text = "".join(line.folded for line in lines[starts : min(last + 1, starts + _SAMPLED_LINES)])[:_SAMPLE]
    best = _best(lines, above, text, downward=True)
    under = _best(lines, following, text, downward=False)
    if under is not None and (best is None or _is_outdone(lines, best, under, text, anchor)):
        return _with_neighbours(lines, under, following, text, anchor)
    return [] if best is None else _with_neighbours(lines, best, above, text, anchor)


_SAME_MATTER = 0.3
"""From here on a headline shares so much with the text that it must be its own."""


def _is_outdone(lines: Sequence[Line], best: int, under: int, text: str, anchor: int | None) -> bool:
    """Whether a line names less of the text than one below the byline, where that may stand above a title.

    So do a bare day, as a site's head shows today's, a table of what a document is, and a journal's issue.
    """
    credits = lines[anchor].credits if anchor is not None else None
    if not credits or not (credits.bare_day or credits.drawn):
        return False
    shared = _shared(lines[under].folded, text)
    return shared >= _SAME_MATTER + 2 * _shared(lines[best].folded, text)


def _best(lines: Sequence[Line], candidates: list[int], text: str, downward: bool) -> int | None:
    """The candidate that shares most with the text; nearer to the byline (or the top) counts too."""
    candidates = [i for i in candidates if not is_masthead(lines[i])] or candidates
    ranked = list(reversed(candidates)) if downward else candidates
    way = _below_way(lines, candidates)

    def score(rank: int, i: int) -> float:
        line = lines[i]
        length = min(len(line.text), 20)
        masthead = _MASTHEAD if is_masthead(line) else _site_name(line.text) + _ABOVE_WAY * (i < way)
        return _shared(line.folded, text) + 0.03 * length - 0.05 * rank - masthead

    scored = [(score(rank, i), -rank, i) for rank, i in enumerate(ranked)]
    if not scored:
        return None
    highest, _, best = max(scored)
    if highest >= _LEAST_SCORE:
        return best
    fallback, _, nearest = scored[0]
    under = below(lines, nearest)
    set_off = under is not None and (
        under.folded[0] in "—-(" or _is_credit(under.folded) or is_masthead(under)
    )
    announces = _announces(lines[nearest])
    verse = under is not None and under.kind is Kind.SHORT and not (set_off or announces)
    subtitled = under is not None and (_is_subtitle(under) or announces)
    likely = fallback >= _LEAST_SCORE_NEAREST or subtitled
    likely = likely and not verse and not is_organ(lines[nearest].text)
    return nearest if likely else None


_ABOVE_WAY = 0.5
"""What a candidate above the way to the page loses, where another stands below that."""
_MASTHEAD = 1.0
"""What a candidate loses that is nothing but a publisher's name."""
_EDITION = re.compile(
    r"(?:(?:电子|数字|手机|网络|简体|繁体|海外)版|数字报|LOGO|logo|首页|官网|门户网站|欢迎您)$"
)


_MASTHEAD_ENDS = frozenset("报网社台线道媒端府融户心版Oo页站您")
"""The last characters of what publishers and editions are called."""
_WAY_ABOVE = 40
"""How many lines the way to a page may stand above its title."""


def _below_way(lines: Sequence[Line], candidates: list[int]) -> int:
    """The last breadcrumb that has a candidate below it; -1 for none."""
    if not candidates:
        return -1
    top = max(candidates[0], candidates[-1] - _WAY_ABOVE)
    ways = (i for i in range(candidates[-1] - 1, top, -1) if lines[i].kind is Kind.LINK)
    return next((i for i in ways if breadcrumb(lines[i].text)), -1)


def is_masthead(line: Line) -> bool:
    """Whether a line is the name of a site or a paper, perhaps with its edition: 香江日報 電子版."""
    if line.folded[-1:] not in _MASTHEAD_ENDS:
        return False
    name = _EDITION.sub("", line.folded).strip()
    return name.endswith(_PUBLISHERS) and is_organ(name) and len(name) <= 20 and " " not in name


_PUBLISHERS = ("报", "网", "社", "台", "在线", "频道", "传媒", "客户端", "政府", "融媒", "门户", "融媒体中心")
"""How the names end that head a page; 乡村振兴局 ends titles, too."""


def _shared(title: str, text: str) -> float:
    """Share of the title's character pairs that occur in the text; both folded."""
    pairs = {title[i : i + 2] for i in range(len(title) - 1)}
    return sum(pair in text for pair in pairs) / max(1, len(pairs))


def _site_name(text: str) -> float:
    """Penalty for the title of the window, which ends with the site's name."""
    ending = re.split(r"[_|｜]| ?-+ ?", text)[-1].strip()
    return 0.3 if ending != text and is_organ(ending) else 0.0


def _with_neighbours(
    lines: Sequence[Line], best: int, candidates: list[int], text: str, anchor: int | None
) -> list[int]:
    """The title with its other lines: a subtitle after a dash, or the rest of a wrapped title."""
    found = [best]
    for step in (1, -1):
        i = best + step
        while 0 <= i < len(lines) and lines[i].kind is Kind.BLANK:
            i += step
        if i not in candidates and not (0 <= i < len(lines) and _may_go_on(lines, i)):
            continue
        upper, lower = sorted((best, i))
        if _belongs(lines, upper, lower, i, text, anchor):
            found.append(i)
    return sorted(found)


def _may_go_on(lines: Sequence[Line], i: int) -> bool:
    """Whether a line that is no title by itself may end one: a subtitle, or the 通知 of a wrapped 关于…的."""
    brief = lines[i].kind is Kind.SHORT and len(lines[i].text) < _SHORTEST_TITLE
    return _is_subtitle(lines[i]) or (brief and _ends_officially(lines[i]))


def _is_subtitle(line: Line) -> bool:
    return (
        line.kind is Kind.SHORT
        and line.text.startswith(("——", "--", "—", "──"))
        and not _tells_occasion(line)
    )


def _announces(line: Line) -> bool:
    """Whether a line above a headline goes on in it: ``清江县白石镇——``."""
    return line.kind is Kind.SHORT and line.folded.endswith("——")


def _belongs(
    lines: Sequence[Line], upper: int, lower: int, other: int, text: str, anchor: int | None
) -> bool:
    if _is_subtitle(lines[lower]) or (_announces(lines[upper]) and lower - upper == 1):
        return True
    joined = lines[upper].text + lines[lower].text
    if lines[upper].text in lines[lower].text or lines[lower].text in lines[upper].text:
        return False
    if lower - upper > 1 or len(joined) > 2 * LONGEST_TITLE or _site_name(lines[upper].text):
        return False
    if is_masthead(lines[upper]):
        return False
    if _ends_officially(lines[lower]) and not _ends_officially(lines[upper]) and "关于" in fold(joined):
        return True
    closed_by_byline = anchor is not None and lower < anchor
    if _names_speaker(lines[other]):
        return False
    if closed_by_byline and len(lines[other].text) >= 8 and _is_set_off(lines, upper, other == lower):
        return True
    return closed_by_byline and len(lines[other].text) >= 8 and _shared(lines[other].folded, text) >= 0.35


_POST = re.compile(r"(?:长|书记|主任|主席|代表|委员|部长|总理|教授|专员)$")


def _names_speaker(line: Line) -> bool:
    """Whether a line is somebody with a post: 某县人民政府县长 张伟明."""
    post, _, name = line.folded.rpartition(" ")
    return bool(_POST.search(post.rstrip()) and people(name, marked=False))


def _is_set_off(lines: Sequence[Line], i: int, best: bool) -> bool:
    """Whether a title begins at a line: below a blank one, or, where ``best`` says it is sure, navigation."""
    if best:
        return i == 0 or lines[i - 1].kind in (Kind.BLANK, Kind.LINK)
    return i > 0 and lines[i - 1].kind is Kind.BLANK and not is_organ(lines[i].text)


def _ends_officially(line: Line) -> bool:
    return bool(_OFFICIAL_END.search(line.folded))


def joined(parts: list[str]) -> str:
    """Title lines as one. A line that breaks off inside an official title goes on without a space."""
    title = parts[0]
    for part in parts[1:]:
        if part == title:
            continue
        official = _OFFICIAL_END.search(fold(part)) and not re.search(r"[\s,，]", title)
        tight = official or part.startswith(("—", "──")) or title.endswith("—")
        title += part if tight else f" {part}"
    window = re.match(r"^(.+?)\s*(?:[_|｜]|-{1,2})\s*([^_|｜-]{2,12})$", title)
    if window and is_organ(window[2]):
        title = window[1]
    return re.sub(r"\s+", " ", title).strip(" |｜")


_NOT_WORDS = re.compile(r"[\W_]")


def key_of(folded: str) -> str:
    """What titles that are set differently have in common: their words; the line where it has none."""
    return _NOT_WORDS.sub("", folded) or folded


def is_title(line: Line, key: str) -> bool:
    """Whether a line is the title with this key."""
    return key_of(line.folded) == key


_SHORTEST_REPEATED = 8
_MOST_WRAPPED = 4
"""Over how many lines a title may be wrapped where it is repeated."""


def repeats(lines: Sequence[Line], key: str, where: range, starts: int) -> list[int]:
    """The lines in a range that say the title again, be it over several; in the text only a long title."""
    filled = [i for i in where if lines[i].kind is not Kind.BLANK]
    found: list[int] = []
    for position, i in enumerate(filled):
        first = lines[i].folded[0]
        if first.isalnum() and first != key[0]:
            continue  # most lines, without a look at the rest
        if not key.startswith(key_of(lines[i].folded)) or (len(key) < _SHORTEST_REPEATED and i >= starts):
            continue
        said = ""
        for taken, k in enumerate(filled[position : position + _MOST_WRAPPED], position + 1):
            said += key_of(lines[k].folded)
            if said == key:
                found += filled[position:taken]
            if not key.startswith(said) or said == key:
                break
    return found


def below(lines: Sequence[Line], i: int) -> Line | None:
    """The next line that is not blank."""
    following = (lines[k] for k in range(i + 1, len(lines)))
    return next((line for line in following if line.kind is not Kind.BLANK), None)


def _may_name(lines: Sequence[Line], i: int) -> bool:
    """Whether a line may be the title, or is so above a subtitle: 山乡巨变 / ——独龙江脱贫纪实."""
    if may_be_title(lines[i]):
        return True
    short = lines[i].kind is Kind.SHORT and 2 <= len(lines[i].text) < _SHORTEST_TITLE
    under = below(lines, i) if short else None
    return under is not None and _is_subtitle(under) and not is_numbered(lines[i].folded)


def may_be_title(line: Line) -> bool:
    """A title is short and does not end as a sentence does, though it may ask or exclaim."""
    if line.kind not in (Kind.SHORT, Kind.PROSE):
        return False
    if not _SHORTEST_TITLE <= len(line.text) <= LONGEST_TITLE:
        return False
    if "\t" in line.text or "。" in line.text or (line.kind is Kind.PROSE and line.folded[-1] not in "?!"):
        return False
    if _GOES_ON.search(line.text) or is_numbered(line.folded):
        return False
    if line.folded[0].isdigit() and not _WORDED.search(line.folded):
        return False
    return not _NO_TITLE.match(line.folded) and not _is_credit(line.folded)


_WORDED = re.compile(r"[^\W\d_]")


_GOES_ON = re.compile(r"[。;；:：,，、…][”’」』)）]*$")
_NO_TITLE = re.compile(
    r"[—─-]|[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]$"  # a subtitle or a column's name
    # in a table of what a document is
    r"|(?:信息|文件)?名 *称 ?:|[㐀-鿿]{2}(?:来源|单位|人员|日期|时间|编号) ?:"
    r"|(?:[㐀-鿿 ]{1,8}: ?)?[㐀-鿿]{1,12} ?[〔\[(]\d{4}[〕\])] ?第?\d+[号號]$"  # 川府发〔2018〕12号
)


def _is_credit(folded: str) -> bool:
    """Whether a line dates or signs the article rather than names it."""
    if byline.opens_with_date(folded) or byline.holds_label(folded) or is_dateline(folded):
        return True
    return bool(people(folded, marked=False))


def _filled(lines: Sequence[Line], end: int) -> list[int]:
    """The lines before one that are not blank."""
    return [i for i in range(end) if lines[i].kind is not Kind.BLANK]


def _tells_occasion(line: Line) -> bool:
    """``——2021年11月18日在县第十八届``: where a speech was held; ``——在…会议上的讲话`` is a subtitle."""
    return bool(_OCCASION.match(line.folded)) and not _ends_officially(line)


def occasions(lines: Sequence[Line], end: int) -> set[int]:
    """Lines that tell where a speech was held, with the second half of one that is wrapped."""
    filled = _filled(lines, end)
    told = {i for i in filled if _tells_occasion(lines[i])}
    return told | {i for above, i in pairwise(filled) if above in told and _AT.search(lines[i].folded)}
