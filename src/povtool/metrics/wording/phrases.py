"""The noun phrase before or after a number, cut by a table of function words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from povtool.data import rows

if TYPE_CHECKING:
    import rjieba

_WINDOW = 28
"""Code points looked at on either side of a number."""
_FARTHEST_NOUN = 48
"""Code points of a description and the beginning of its noun."""
_SHORT = 2
"""Code points of a noun that may need its description to say what is counted."""
LONGEST = 20
"""Longest phrase, in code points."""
_MEASURES = (
    *"额率量值价度费款金资薪产积长宽深高距径程重入出龄数拔",
    *("投资", "面积", "规模", "补贴", "补助", "信贷", "工资", "标准", "容量", "分红", "利润", "报酬"),
)
"""Endings of the nouns that amounts are of."""
_HOLDERS = (*"村乡镇县市省区州家户组社场", "集体", "公司", "全国", "政府")
_COUNTED = (*"村乡镇县市省区州户人者", "人口", "群众", "家庭", "学生", "企业", "农民", "职工", "干部", "移民")
_DIVISIONS = ("市县", "区县", "市", "县", "区", "旗")
"""Go on what is counted: 10个 | 区市县."""
_WHERE = frozenset({"农村", "乡村", "城镇", "城乡", "城市", "人人"})
"""Ends like what is counted, but says of which kind it is (农村 | 电商经营主体)."""
_NOT = frozenset("不未没无")
_HOW = frozenset({"稳定", "成功", "实现", "完成"})
"""Leads to what happened to those who are counted: 1.5万人 | 稳定就业."""
_POINTING = frozenset("这那此")
_POINTED = frozenset("类种些批个条座家所")
_COMPARING = frozenset({"比", "较", "高于", "低于", "超过"})


@cache
def words_as(*roles: str) -> frozenset[str]:
    return frozenset(
        word for kind, words in rows("function_words.tsv") if kind in roles for word in words.split(" ")
    )


@cache
def _cutter() -> rjieba.Jieba:
    import rjieba

    cutter = rjieba.Jieba()
    for word in words_as("word"):
        cutter.add_word(word, 1_000_000, "n")
    return cutter


def _cut(text: str) -> list[str]:
    return _cutter().cut(text, False)


_HAN = r"[\u4e00-\u9fff]"
_RUN = rf"(?:{_HAN}|GDP|GNP|CPI|PPI|[45]G|[0-9]{{2,3}}强|[A-D](?=级))*"
"""Chinese characters and the few Latin measures that policy texts use as words."""


@cache
def _run_after() -> re.Pattern[str]:
    return re.compile(rf"{_RUN}(?:[(](?:{_HAN}|、){{1,8}}[)]{_RUN})*")


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(r"[(](?:[0-9]{4}年)?[\u4e00-\u9fff、]{1,8}[)]")


@cache
def _run_before() -> re.Pattern[str]:
    return re.compile(rf"{_RUN}(?:(?<={_HAN})[(]{_HAN}{{1,4}}[)]{_RUN})*$")


_LISTED = rf"{_HAN}{{1,6}}?(?:、{_HAN}{{1,6}}?){{1,4}}"


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:生活|居住|分布|散居|身处|留守)[在于]|来自|存在|面临|患有|缺乏|处于|符合){_HAN}{{1,{_WINDOW}}}?的"
        rf"|(?:完全|部分)?(?:或部分)?(?:丧失|失去){_HAN}{{1,10}}?的(?={_HAN})"
        rf"|(?:有|没有|具备|享受|持有|未)(?!关){_HAN}{{1,10}}?的(?={_HAN})"
        rf"|集(?:{_HAN}|、){{2,{_WINDOW}}}?于一[体身]的?(?={_HAN})"
        rf"|(?![用在从对]){_LISTED}等?(?:方面|领域|行业)的(?={_HAN})"
    )


def clause_end(text: str, position: int) -> int:
    """Where the noun begins that a clause at ``position`` describes; ``position`` where there is no clause.

    >>> clause_end("36.2万生活在高寒地区的农村贫困人口", 5), clause_end("6家种植、养殖的企业", 2)
    (13, 8)
    """
    near = text[position : position + _FARTHEST_NOUN]
    described = "的" in near or "于一" in near  # what every clause has, and the patterns cost more
    match = (_clause().match(text, position) if described else None) or _modifier().match(text, position)
    if match:
        return match.end()
    doing = _doing().match(text, position) if described and "、" in near else None
    return doing.end() if doing and all(_is_activity(word) for word in doing[1].split("、")) else position


def _is_activity(member: str) -> bool:
    return tagged_words(member)[-1][1][0] == "v"


@cache
def _doing() -> re.Pattern[str]:
    """What the counted ones do (116家 | 种植、养殖的 | 企业)."""
    return re.compile(rf"({_LISTED})等?的(?={_HAN})")


@cache
def _modifier() -> re.Pattern[str]:
    """A slogan or a scale before the noun (30个 | “十三五” | 贫困村, 520处 | 千人以上 | 供水工程)."""
    quoted = r"[“\"「『][^“”\"「」『』\n]{1,10}[”\"」』]"
    scale = "[0-9.十百千万]{0,6}(?:[人吨亩户元头度岁]|千瓦)(?:以上|以下|以内)"
    return re.compile(rf"(?:{quoted}|{scale})的?(?={_HAN})")


def aside_end(text: str, position: int) -> int:
    """The end of a remark in brackets that begins at ``position``: 3.7万头(只), 13乡(镇)."""
    match = _aside().match(text, position)
    return match.end() if match else position


def phrase_after(text: str, position: int) -> tuple[int, int]:
    """The phrase that follows ``position`` in a folded text, as a span; empty where none does.

    >>> text = "65个成员单位按照全区会议精神"
    >>> start, end = phrase_after(text, 3)
    >>> text[start:end]
    '成员单位'
    """
    begin = aside_end(text, position)
    position = clause_end(text, begin)
    run = _run_after().match(text[position : position + _WINDOW])
    words = _cut(run[0]) if run and run[0] else []
    start = end = position
    if words and words[0] == "的":
        start = end = position + 1
        words = words[1:]
    stops = words_as("stop", "trend")
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        leads = index == 0 and (
            (word == "在" and len(following) == 1) or (word in _HOW and following in words_as("event"))
        )  # 在京, 在校, 稳定 | 就业
        if (word in stops and not leads) or end + len(word) - start > LONGEST:
            break
        end += len(word)
    while end > start and text[end - 1] in _NOT:  # 饮水 | 不稳定问题
        end -= 1
    if text[end : end + 1].isdigit() and text.endswith(("计划", "预计"), start + 1, end):
        end -= 2  # 4个深度贫困县 | 计划2019年摘帽
    if 0 < end - start <= _SHORT and "有" in text[begin : begin + 2] and begin < position:
        start = begin  # 10个 | 有脱贫任务的县
    return start, end


def nominal(kind: str) -> bool:
    """Whether a part of speech is that of a noun, or of a word that stands as one."""
    return kind[:1] in "nbjlzi" or kind == "vn"


@cache
def _date() -> re.Pattern[str]:
    """A date between a measure and its number (贫困人口从 | 2012年末的 | 9899万人, 进度 | 6月底 | 达50%)."""
    return re.compile(
        r"[到至]?(?:(?:[0-9]{4}|[一二][〇○零九][〇○零一二三四五六七八九]{2})年(?:[0-9]{1,2}月|年(?=[底末初]))?|[今去上前当]年|[0-9]{1,2}月)[底末初]?的?$"
        r"|从(?:零|无到有)$"
        r"|[比较][“\"]?(?:十[一二三四]|[九八])五[”\"]?(?:期?[末底初]|时期|期间)$"
        r"|(?<=[由从])(?:[\u4e00-\u9fff]{2,4}前|[上今]?年[初末底中]|期[初末]|起初)的$|(?:[上下]半年|前[一二三四1-4]个?季度?|如今|目前|现在|当初|最初|原来|原先|当时)的?$"
    )


@cache
def _threshold() -> re.Pattern[str]:
    """A round figure passed on the way to the number (收入 | 首次突破万元大关 | ,达到10286元)."""
    return re.compile(r"(?:首次|成功|一举)?(?:突破|跨越|跃上|迈上)[0-9百千万亿元]{1,8}(?:大关|台阶|关口)$")


@cache
def _end_of_date() -> re.Pattern[str]:
    return re.compile("[0-9](?:财政|学)?[年月日](?:[底末初起]|度(?!假))?")


def span_before(text: str, position: int, floor: int) -> tuple[int, int]:
    """The phrase that ends at ``position``, without the verbs of level and change between it and the number.

    Nothing before ``floor`` is looked at. Empty where the clause says nothing.

    >>> text = "南疆贫困发生率由32%"
    >>> start, end = span_before(text, 8, 0)
    >>> text[start:end]
    '南疆贫困发生率'
    """
    if named := _name_before().search(text, max(floor, position - _LONGEST_NAME), position):
        return named.span()  # 累计发放 | “双业贷”52亿元
    words, end = _without_verbs(text, max(floor, position - _WINDOW), position)
    start = _described(text, _phrase_start(text, words, end), end, floor)
    return _with_title(text, start, floor) if start < end else start, end


def _without_verbs(text: str, low: int, end: int) -> tuple[list[str], int]:
    """The words that end at ``end`` and where they do, once verbs of level and change and the dates between
    them (收入 | 2019年达到, 普及率 | 由当年的) are left out."""
    trend = words_as("trend", "modal")
    words: list[str] = []
    at = end + 1
    while end < at and (not words or _date().search(text, low, end)):
        at = end
        window = _threshold().sub("", _date().sub("", text[low:end].rstrip(" ")))
        end = low + len(window)
        run = _run_at_end(window)
        date = _end_of_date().match(text, max(0, end - len(run) - 1)) if run else None
        words = _cut(text[date.end() : end]) if date else _cut(run) if run else []  # 2016年 | 销售额
        while words and words[-1] in trend:
            end -= len(words.pop())
    return words, end


def _with_title(text: str, start: int, floor: int) -> int:
    """Where the quoted name begins that a phrase has before it (“十通十有” | 项目)."""
    match = _title_before().search(text, max(floor, start - 12), start)
    return match.start() if match else start


_LONGEST_NAME = 12
"""Code points of a name in quotation marks, the marks included."""


@cache
def _name_before() -> re.Pattern[str]:
    return re.compile(r"(?<=[\u4e00-\u9fff])“[^“”\n0-9]{2,8}”(?=[约近超逾]?$)")


@cache
def _title_before() -> re.Pattern[str]:
    return re.compile(r"“[^“”\n]{1,9}”$")


def _described(text: str, start: int, end: int, floor: int) -> int:
    """Where the description begins of a noun that says little alone (用于产业的 | 比例)."""
    if not text.endswith("的", floor, start):
        return start
    behind = start - 1
    if text[start:end] not in words_as("head"):
        return _restricted(text, behind, floor, start) if end - start <= _SHORT else start
    if text.endswith(")", 0, behind):  # 占全国贫困人口(2365万人)的 | 比重
        behind = text.rfind("(", max(0, behind - LONGEST), behind)
        return _phrase_start(text, _cut(_run_at_end(text[max(0, behind - _WINDOW) : behind])), behind)
    run = _run_at_end(text[max(floor, behind - LONGEST) : behind])
    return behind - len(run) if run else start


def _restricted(text: str, position: int, floor: int, noun: int) -> int:
    """Where a short description begins that tells a plain ``noun`` from others (集中救治 | 的病种)."""
    match = _description().search(text, max(floor, position - LONGEST), position)
    if match is None or match.start() == floor > 0:
        return noun
    words = tagged_words(match[0])
    start = match.start()
    while words and (words[0][1][:1] in "tcpr" or words[0][0] in words_as("stop", "scope", "plan", "trend")):
        start += len(words.pop(0)[0])
    return start if words else noun


@cache
def _description() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=[,。;:、!?()\n0-9])|^)(?:{_HAN}|[“”]){{2,12}}$")


def _phrase_start(text: str, words: list[str], end: int) -> int:
    """Where the phrase begins that is made of the last of ``words`` and ends at ``end``."""
    start = end
    stops = words_as("stop")
    taken: list[str] = []
    for word in reversed(words):
        if end - start + len(word) > LONGEST:
            break
        if word in stops:
            if word == "占" and taken:  # the phrase is what the share is of
                return start - len(word)
            if word == "年" and taken and start > len(word) and text[start - 2] not in "0123456789":
                start -= len(word)  # 淀粉 | 年加工能力
                taken.append(word)
                continue
            if word in _COMPARING:  # the phrase is what the measure is compared with
                return end
            break
        start -= len(word)
        taken.append(word)
    empty = words_as("verb", "trend", "bare", "plan", "modal")
    for index in range(len(taken) - 1, 0, -1):
        if taken[index] in words_as("lead") and not empty.issuperset(taken[:index]):
            start += sum(map(len, taken[index:]))
            del taken[index:]
    if len(taken) > 1 and text[start - 1 : start] in _POINTING and taken[-1] in _POINTED:
        start += len(taken.pop())  # 这 | 类 | 工厂
    counted = start > 0 and text[start - 1] in "0123456789"  # 第1 | 批帮扶干部
    while len(taken) > 1 and (taken[-1] in words_as("plan", "scope") or counted):
        start += len(taken.pop())
        counted = False
    return start


def _run_at_end(window: str) -> str:
    """The run of characters that a phrase may be made of, up to the end of a stretch."""
    # What follows the last mark that can be in no phrase, so that the search is linear.
    last = re.split(r"[^\u4e00-\u9fff()A-Z45]|[45](?!G)", window)[-1]
    match = _run_before().search(last)
    return match[0] if match else ""


def phrase_before(text: str, position: int, floor: int) -> str:
    """The text of :func:`span_before`."""
    start, end = span_before(text, position, floor)
    return text[start:end]


def says_nothing(phrase: str) -> bool:
    """Whether a phrase holds only verbs that need an object (投入, 建设)."""
    return words_as("verb", "trend", "bare", "plan", "modal").issuperset(_cut(phrase))


def is_bare(phrase: str) -> bool:
    """Whether a phrase is nothing without the rest of its clause (卖, 就, 现在)."""
    known = words_as("stop", "bare") if phrase.startswith("占") else words_as("stop", "bare", "scope")
    return known.issuperset(_cut(phrase))


def is_measure(phrase: str) -> bool:
    """Whether a phrase ends in a noun that amounts are of, so that none need follow them.

    >>> is_measure("平均海拔"), is_measure("月薪"), is_measure("政府投入"), is_measure("村里")
    (True, True, False, False)
    """
    last = _cut(phrase)[-1:]
    return bool(last) and last[0] not in words_as("verb") and last[0].endswith(_MEASURES)


def is_holder(phrase: str) -> bool:
    """Whether a phrase ends in a verb, a place or somebody whose amount it may be (承包, 彝良, 村集体)."""
    (*_, (word, kind)) = _cutter().tag(phrase, False)
    verb = kind[:1] == "v" or word in words_as("bare", "verb")
    return verb or kind[:1] in "rqtsp" or kind in ("ns", "nz", "nr") or word.endswith(_HOLDERS)


def holder_end(phrase: str) -> int:
    """Where the first word ends that people or places are counted by; the phrase's end where none does.

    >>> holder_end("贫困县农村居民可支配收入"), holder_end("光伏电站")
    (3, 4)
    """
    end = 0
    words = _cut(phrase)
    for word, following in zip(words, [*words[1:], ""], strict=True):
        end += len(word)
        if word.endswith(_COUNTED) and word not in _WHERE and not following.endswith(_DIVISIONS):
            return end
    return len(phrase)


def begins_with_noun(phrase: str) -> bool:
    """Whether the first word of a phrase is a noun (小额信贷, not 发展黄精)."""
    word, kind = _cutter().tag(phrase, False)[0]
    return (kind[:1] in "nbz" or kind == "vn") and word not in words_as("verb")


def tagged_words(text: str) -> list[tuple[str, str]]:
    """A short piece of folded text cut into words, each with its part of speech."""
    return _cutter().tag(text, False) if text else []


def words_of(text: str) -> list[str]:
    """A short piece of folded text cut into words."""
    return _cut(text) if text else []
