"""Whose page it is by the name that heads it: an e-paper's articles are the paper's, a blog's its writer's.

>>> from povtool.clean.lines import kind_of
>>> owner([kind_of("山乡日报数字报"), kind_of("第05版：乡村 上一版 下一版")]).source
'山乡日报'
>>> owner([kind_of("老秦的博客"), kind_of("首页 博文目录 图片")]).author
['老秦']
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from povtool.clean.credits import Credits
from povtool.clean.lines import Line
from povtool.clean.names import is_nobody, is_organ

_PAPER = re.compile(r"(?P<paper>[㐀-鿿]{2,12}?报)(?:[ |_—-]{0,3}(?:数字|电子)[报版](?:刊|平台|系统)?)?")
_PAGED = re.compile(r"第 ?[A-Z]?\d{1,3} ?版|[A-Z]?\d{1,3}版:|(?:版面|标题)导航|[上下]一[版期]|往期回顾")
"""What the head of an e-paper says of its pages; without it the line may be a portal's link to a paper."""
_BLOG = re.compile(r"(?P<name>[^\s,。:;!?的]{2,12})的(?:新浪|搜狐|网易|科学网)?(?:博客|BLOG|Blog|blog)")
_LONGEST = 24
_OURSELVES = frozenset({"我", "我们", "本站", "他", "她", "你", "您", "大家", "作者", "老师"})


def owner(above: Sequence[Line]) -> Credits:
    """What the lines above an article tell by the page's own name: the paper, or who writes the blog."""
    top = next((line for line in above if line.text), None)
    if top is None or len(top.text) > _LONGEST:
        return Credits()
    paper = _PAPER.fullmatch(top.folded)
    if paper and is_organ(paper["paper"]) and any(_PAGED.search(line.folded) for line in above):
        return Credits(source=top.text[slice(*paper.span("paper"))])
    blog = _BLOG.fullmatch(top.folded)
    name = top.text[slice(*blog.span("name"))] if blog else ""
    if not name or name in _OURSELVES or is_organ(name) or is_nobody(name):
        return Credits()
    return Credits(author=[name])
