"""Words of what has no date of its own: standing facts, norms, what is again and again or yet to come."""

from __future__ import annotations

import re
from functools import cache


@cache
def until_now() -> re.Pattern[str]:
    return re.compile("累计|(?<!不)已(?!知)|现有|共有|历史")


@cache
def again_and_again() -> re.Pattern[str]:
    """What is so again and again; 每人每月 is a rate."""
    return re.compile(
        "(?<![人户亩生名位])每(?:个?月|个?学期|学年|天|日|周|个?星期|晚|年|逢|到)|一个月(?:能|可以?|挣|赚|有)|一年到头"
        "|月工[资钱]|月薪|月收?入|月增收|日薪|日工[资钱]|日(?:处理|加工)"
        "|每[^,。;0-9]{1,4}年均?(?:收益|增收|租金|收租|分红|收入|纯收入)(?:约|近|超过?|可达|达)?[0-9]"
        "|[给对为向]每[^,。;0-9]{1,8}(?:补助|补贴|奖励|奖补|奖)(?!了)|(?:提供|给予|发放)最高|最[高多]可?[贷补给享奖]"
        "|由[^,。;0-9]{1,8}(?:承担|负担|分担)"
    )


@cache
def without_time() -> re.Pattern[str]:
    """What makes a figure one of a time that is not said: yet to come, or a whole project's."""
    return re.compile(
        "下一?步|下一阶段|今后|接下来|(?:建成|投产|投用|竣工|完工|达产)后|(?:用上|通上|接通)[^,。;]{1,12}后,|盛产期|丰产期|"
        "(?:^|[,。;、\n])(?:现|下|共|全[县乡镇村市])?辖(?:区内?)?(?:有|共)?[0-9]|地处[^,。;]{2,20},|位于[^,。;]{2,20}部,|(?:总投资|投资概算)(?:额|约|近|超过?|达|为)*$"
    )


@cache
def other_time() -> re.Pattern[str]:
    return re.compile("下一?步|下一阶段|今后|明年|存在|打算")


@cache
def plan_between() -> re.Pattern[str]:
    """What turns a report to what is to come."""
    return re.compile("下一?步|下一阶段|今后|接下来|未来[三五]年")


@cache
def falls_due(left: bool) -> re.Pattern[str]:
    """Behind a date: what is due by then, or in that year of who is ``left`` (剩下970人,明年 | 要脱贫)."""
    by_then = "(?<=前)(?:必须|要|须|应|全部|均|都|将|力争|确保|全面|一律|务必)"
    in_it = "|(?<=[今明后]年)(?:必须|要|须|应|将|力争|确保|务必|计划|拟|预计)"
    return re.compile(by_then + in_it if left else by_then)


@cache
def stands_at() -> re.Pattern[str]:
    """What says how things stand, which goes on behind its comma: 扶贫车间已达2800个, | 安置19.3万名群众."""
    return re.compile("(?:已达到?|现有|共有)[0-9](?:[^,。;]|,(?=[0-9]{3}))*,[^,。;]*$")


@cache
def of_before() -> re.Pattern[str]:
    """What a figure is compared with that has no date but an event's: 和搬迁前的 | 四千元相比."""
    return re.compile(
        "(?:[和与同比较由从][^,。;0-9]{1,8}(?<!年)前的|[和与同比较由从](?:当初|原来|原先|过去|以前)的)$"
    )


@cache
def group_due() -> re.Pattern[str]:
    """By when a group must do something, behind it: 8个县、660个村 | 要在今年年底前全部退出."""
    when = (
        "(?:今年|明年|后年|(?:20[0-9]{2}|[0-9]{1,2}月|本月|上半|今|明)?年?)(?:[^,。;、]{0,3}[季月度底末])?前"
    )
    modal = "(?:仍|还|都|均|也)?(?:要|将|须|应|必须|务必|力争|争取|确保|计划|拟|预计|预定|计画|需要?)"
    return re.compile(
        f"(?:[^,。;:、]{{0,20}}、){{0,4}}[^,。;:、]{{0,20}}?,?{modal}[在于]?(?P<when>{when})[^,。;0-9]{{0,6}}"
        "(?:脱贫|摘帽|退出|出列|搬[入进离]|入住|完成|到岗|迁[出入离]|销号|竣工|完工|投产|通车|整改|解决|清零|到位|达标)"
    )


@cache
def who_is_left() -> re.Pattern[str]:
    """What may stand before the count of such a group in its statement."""
    return re.compile(
        "(?:^|、)[^,。;、0-9]{0,8}(?:剩余|剩下|余下|其余|另外?有?|还有|尚有|仅剩|只剩|剩|未脱贫|未摘帽|未出列|最后|的)的?[^,。;、0-9]{0,8}(?:[0-9][^,。;、和]{1,14}[、和]){0,4}(?:[0-9.]{1,6}万?[户人个名])?$"
    )
