"""How a number bounds the true value: the words before it (超, 不低于, 约) and after it (以上, 左右)."""

from __future__ import annotations

import re
from functools import cache

from povtool.data import rows

_LONGEST = 7
_LONGEST_VERB = 20
"""Code points of a verb with the bound before it, what it is of included."""
_BUILT_WITH_NEAR = frozenset("最附靠临就邻新远毗")
"""Before 近, these make another word: 最近5年, 就近."""
_BEFORE_MORE_THAN = frozenset("值入额量均本是已将就要金积率价款资产收薪,、")
"""Only behind these 过 is more than (产值过亿元); 种过3亩 is what somebody once did."""


@cache
def _before() -> dict[str, str]:
    return {
        word: bound
        for bound, side, words in rows("bounds.tsv")
        if side == "before"
        for word in words.split(" ")
    }


@cache
def _last_characters() -> frozenset[str]:
    return frozenset(word[-1] for word in _before())


@cache
def _after() -> re.Pattern[str]:
    groups = [
        f"(?P<{bound}_{number}>{'|'.join(sorted(words.split(' '), key=len, reverse=True))})"
        for number, (bound, side, words) in enumerate(rows("bounds.tsv"))
        if side == "after"
    ]
    return re.compile(rf"(?:{'|'.join(groups)})(?![两侧手岸邻述诉简几力])")


@cache
def _about_the_noun() -> re.Pattern[str]:
    return re.compile(r"[\u4e00-\u9fff]{1,5}?左右(?![两侧手岸邻])")


def bound_before(text: str, position: int) -> tuple[str | None, int]:
    """The bound said just before ``position`` of a folded text, and where its words begin.

    What it is per may stand between the two (不低于 | 每公里 | 1万元).

    >>> bound_before("投资额超10亿元", 4), bound_before("最近5年", 2), bound_before("不低于每亩300元", 5)
    (('gt', 3), (None, 2), ('ge', 0))
    """
    found = _right_before(text, position)
    if found[0] is None and text[position - 1 : position] == "的" and _percent().match(text, position):
        led = _of_a_whole().search(text, max(0, position - _LONGEST_WHOLE), position)
        return (_before()[led["bound"]], led.start()) if led else found
    if found[0] is None and "每" in text[max(0, position - _LONGEST_PER) : position]:
        per = _per().search(text, max(0, position - _LONGEST_PER), position)
        bound, begin = _right_before(text, per.start()) if per else found
        return (bound, begin) if bound else found
    return found


_LONGEST_WHOLE = 24
"""Code points of a bound and what a share is of (不低于 | 贫困村总数的)."""


@cache
def _percent() -> re.Pattern[str]:
    return re.compile("[0-9.]+%|[0-9一二三四五六七八九两]成")


@cache
def _of_a_whole() -> re.Pattern[str]:
    """A bound with what a share is of between it and the share: 抽查比例不低于贫困村总数的 | 10%.

    Behind 高于 it may be a level that another is held against, and no share of it: 高于全省平均水平的 | 8%.
    """
    bounds = "接近|将近|不低于|不少于|不得低于|不得少于|不超过|不得超过|不高于|不足|不到"
    level = "平均|水平|标准|目标|去年|上年|同期|增[速幅长]|率的"
    return re.compile(
        f"(?P<bound>{bounds}|(?<!不)(?:超过|高于|大于|低于)(?![^,。;:、0-9]{{0,12}}(?:{level})))[^,。;:、0-9]{{2,16}}的$"
    )


_LONGEST_PER = 10
"""Code points of what a figure is per (每人每年, 每千瓦时)."""


@cache
def _per() -> re.Pattern[str]:
    each = (
        "人次?|户|名|位|家|个?(?:贫困)?[村县乡镇]|乡镇|个人|个?项目|学生|亩|公顷|平方米?|立方米?|公里|里|米|方|吨|公斤|千克|斤|克|升|"
        "千瓦时?|度电?|年|季度?|月|周|天|日|次|小时|分钟|学期|学年|头|只|羽|株|棵|床|例|份|张|台|辆|座|口|袋|箱|瓶|剂|套|间|场|"
        "批|件|项|宗|副|趟|车|班"
    )
    return re.compile(f"(?:每(?:{each})){{1,2}}$")


@cache
def _falls_short() -> re.Pattern[str]:
    """What cannot be got so high: 一亩地打 | 不下二百斤, 卖 | 不上5元. Behind a noun 不下 is at least."""
    return re.compile("(?<=[打收挣攒存赚种卖凑拿付交借])不[下上了够]$")


def _right_before(text: str, position: int) -> tuple[str | None, int]:
    short = _falls_short().search(text, max(0, position - 3), position)
    if short:
        return "lt", short.start()
    end = position
    while end and text[end - 1] in " 了":
        end -= 1
    if not end or text[end - 1] not in _last_characters():
        return None, position
    for length in range(min(_LONGEST, end), 0, -1):
        start = end - length
        bound = _before().get(text[start:end])
        if bound and not _part_of_a_word(text, start, end):
            return bound, start
    return None, position


def _part_of_a_word(text: str, start: int, end: int) -> bool:
    word, before = text[start:end], text[start - 1 : start]
    if word == "过":
        return before not in _BEFORE_MORE_THAN
    if word == "快":
        return text[max(0, start - 1) : start] not in tuple("了都已")  # 通了快 | 两个月; not 加快
    return word[0] == "近" and before in _BUILT_WITH_NEAR


def lately(text: str, begin: int, end: int) -> bool:
    """Whether 近 at ``begin`` makes a length of time that ends at ``end`` the last one, not nearly so long.

    >>> lately("近5年投入3亿元", 0, 3), lately("推迟近三个月", 2, 6), lately("全县近五年来", 2, 5)
    (True, False, True)
    """
    if text[begin] != "近":
        return False
    leading = begin == 0 or not "\u4e00" <= text[begin - 1] <= "\u9fff"
    return leading or text[end : end + 1] in ("来", "里", "间", "内")


@cache
def _across() -> re.Pattern[str]:
    modal = "(?:可以?|能够?|要|需要?|应当?|须|必须|再|有)?"
    verbs = (
        "有|办好|办|培育|培训|培养|建成|建设|新建|建|发展|落实|安排|补助|补贴|资助|奖励|奖补|报销|带动|帮扶|提供|贷款?|减少|增加|"
        "增收|脱贫|达到?|投入|解决|完成|选派|派驻?|配备|开展|走访|学习|掌握|种|养|领取?|享受|拿|卖|挣|收入|得|获得?|覆盖|"
        "联系|确保|招聘|吸纳|下降|提高|降低|保障|救助|支持|发放|创建|打造|组建|引进|设立|支付|赔付|给付|赔偿|给予|补偿|奖|补|"
        "卖出|卖掉|配齐|聘请?|报|扣|罚|借|授信|减免|承担|自付|自筹|缴纳?|交|收取?|招收|招录|抽取|申请|申领|打|产|挣到|跑|走|花|用|存|住|增至|提至"
    )
    approx = "(?P<approx>大?约)(?:占|为|相当于|合)[^,。;:、0-9]{1,14}的?$"
    each = f"(?P<each>至少|最少|起码|不少于)(?:{verbs})[^,。;:0-9]{{1,14}}各$"
    return re.compile(
        f"{each}|{approx}|(?:(?P<ge>至少|最少|起码|不少于|少说[也都]?)|(?P<le>最多|至多|最高))(?!的){modal}(?:{verbs})[了上]?$"
    )


def bound_across(text: str, position: int) -> str | None:
    """The bound said before the verb of the number at ``position`` (每村至少 | 培育 | 2家合作社), or None.

    >>> bound_across("每村至少培育2家", 6), bound_across("最高可贷5万元", 4), bound_across("最高的有5层", 4)
    ('ge', 'le', None)
    >>> bound_across("约占全省的26%", 5)
    'approx'
    """
    match = _across().search(text, max(0, position - _LONGEST_VERB), position)
    kind = match.lastgroup if match else None
    return "ge" if kind == "each" else kind


@cache
def _full() -> re.Pattern[str]:
    return re.compile("(?<![坐种住装栽挤填排摆站停写放开爆布长])满$")


@cache
def _entitled() -> re.Pattern[str]:
    return re.compile("的(?!时候)|[可即且者后]|以后")


def bound_of_marker(written: str) -> str:
    """What 多, 余, 几, 来 or + in a quantity says of it: 三千来块 is about so much, the others are more.

    >>> bound_of_marker("三千来块"), bound_of_marker("500余名")
    ('approx', 'over')
    """
    return "approx" if "来" in written else "over"


def bound_full(text: str, begin: int, end: int) -> str | None:
    """The bound that 满 before a quantity gives it where it is a condition: 养鸡满50羽的, 参保满15年可.

    >>> bound_full("养鸡满50羽的", 3, 6), bound_full("种满300亩,", 2, 6)
    ('ge', None)
    """
    led = _full().search(text, max(0, begin - 2), begin)
    return "ge" if led and _entitled().match(text, end) else None


def bound_after(text: str, position: int) -> tuple[str | None, int]:
    """The bound said just after ``position``, and where its words end.

    >>> bound_after("20万人次以上", 5), bound_after("280个县左右", 4)
    (('gt', 7), ('approx', 4))
    """
    match = _after().match(text, position)
    if match:
        return (match.lastgroup or "").split("_")[0], match.end()
    if _about_the_noun().match(text, position):
        return "approx", position
    return None, position
