"""The verbs by which figures rise and fall."""

from __future__ import annotations

RISING = (
    *("增加", "增长", "净增", "增", "提高", "提升", "升高", "上升", "升", "扩大", "回升", "上涨", "涨"),
    *("加快", "快", "高出", "多出", "翻", "年增", "微升", "微增", "调高", "上调", "调升", "调增"),
    *("猛增", "激增", "骤增", "大增", "飙升", "攀升", "跃升"),
)
FALLING = (
    *("减少", "净减", "减", "下降", "下跌", "跌", "下滑", "降低", "降", "缩小", "缩减", "缩短", "压缩"),
    *("回落", "放缓", "慢", "年减", "微降", "微跌", "下调", "调低", "调减"),
    *("骤减", "锐减", "大减"),
)


def alternatives(verbs: tuple[str, ...]) -> str:
    """The verbs as alternatives of a regular expression, the longer first.

    >>> alternatives(("增", "增加"))
    '增加|增'
    """
    return "|".join(sorted(verbs, key=len, reverse=True))
