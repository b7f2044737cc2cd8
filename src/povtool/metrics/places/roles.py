"""What part a place that a text names plays in its sentence: whose the figures are, who helps, where from."""

from __future__ import annotations

import re
from functools import cache

from povtool.metrics.places.gazetteer import Name
from povtool.metrics.places.people import surnames

GOVERNS = "governs"
HELPED = "helped"
"""Who receives the help: the figure is theirs (支援拉萨资金)."""
HELPS = "helps"
TOLD = "told"
"""Where news is from (从海南省扶贫办获悉): its figures' place, but not what the document is about."""
OUTSIDE = "outside"
"""A dateline, a neighbour, a destination; it says nothing of the document's own place."""
ASIDE = "aside"
"""Named without owning a figure: a base of comparison, a venue, in 《》."""

REACH = 12
"""Code points looked at on either side of a name."""


def role_of(text: str, start: int, end: int, entry: Name) -> str:
    left, right = text[max(0, start - 6) : start], text[end : end + REACH + 4]
    if entry.kind == "helped":
        return HELPED
    if _receives().search(left) or _listed_receivers().search(text, max(0, start - 24), start):
        return HELPED
    if _gone_to().search(left) and _to_work().match(right):
        return GOVERNS  # 选派医生217名到怒江帮扶,培训3600多人次
    if entry.kind == "division" and _borrowed().search(left) and _bank().match(right):
        return ASIDE
    if left.endswith("从") and _drawn_from().match(right):
        return HELPS
    if left.endswith("从") and _told_there().match(right) and not _gives().match(right):
        return TOLD
    if _here().match(right) or (_looked_at().search(left) and _as_seen().match(right)):
        return GOVERNS
    if left.endswith(("为", "给")) and _provided().match(right):
        return HELPED
    if left.endswith("向") and _sent_there().match(right):
        return OUTSIDE
    if left.endswith("向") and _given_there().match(right):
        return HELPED
    if entry.kind == "settlement" and _moved_in().search(left):
        return GOVERNS
    if entry.kind != "settlement" and _kin().search(text, max(0, start - 12), start):
        return OUTSIDE
    if _listed_origin().search(text, max(0, start - 16), start):
        return OUTSIDE
    if _gone_to().search(left) or (entry.kind != "nation" and _borders(left, right)):
        return OUTSIDE
    if _there_and_back(text, start, end):
        return ASIDE
    if _compared_before().search(left) or (left.endswith(("是", "为", "达")) and _times().match(right)):
        return ASIDE
    if _tells_us().match(right):
        return ASIDE
    if text[start:end] in ("县里", "市里") and _acts_there().match(right):
        return ASIDE
    if left.endswith(("按照", "根据", "依据", "按")) and _standard().match(right):
        return ASIDE
    if left.endswith(("是", "为", "属")) and _known_for().match(right):
        return ASIDE
    if entry.kind == "region" and left.endswith(("从", "自")) and _of_several().match(right):
        return ASIDE
    if entry.kind == "region" and _kinds_of_county().match(right):
        return ASIDE
    if left.endswith("在") and _venue().match(right):
        return ASIDE
    if left.endswith(("把", "将")) and _made().match(right):
        return HELPED if entry.kind == "settlement" else ASIDE  # 自治区把冶家村 | 列为试点,投入1460万元
    if (left.endswith("在") and _away().match(right)) or _where_from().match(right):
        return OUTSIDE
    if entry.kind in ("division", "region"):
        if _one_of().match(right):
            return ASIDE
        if _dateline().match(right):
            return OUTSIDE
        if _sends().match(right):
            return ASIDE
        if _paired().search(text, max(0, start - 40), start) and _puts_in().match(right):
            return HELPS
        if _gives().match(right) and not left.endswith("在"):
            return HELPS
    return GOVERNS


@cache
def _compared_before() -> re.Pattern[str]:
    return re.compile(
        "(?:高于|低于|高出|低出|快于|慢于|超过|多于|少于|优于|不及|不如|落后于|(?<![散聚定移迁旅侨同])居|位列|列|占|占到|占了|接近|相当于|领先|排名|位居|"
        "[比较]|分别比|均比|高过|达到|看齐|面向|辐射)(?:同期|同年|当年|上年|去年)?$"
    )


@cache
def _times() -> re.Pattern[str]:
    """Behind what something is a multiple of: 香港人均总值是内地 | 的4倍."""
    number = "[约近]?(?:[0-9.]+|[一二两三四五六七八九十]+)"
    return re.compile(f"(?:平均水平|平均)?的{number}(?:多|余|点[一二三四五六七八九])?(?:倍|分之)")


@cache
def _standard() -> re.Pattern[str]:
    """Whose standard something is measured by: 按照国家统计局 | 16项指标衡量."""
    return re.compile("[^,。;]{0,14}(?:标准|指标|要求|规定|口径)")


@cache
def _known_for() -> re.Pattern[str]:
    """What a township is in its province: 曾是河北省 | 有名的贫困乡."""
    known = "有名|著名|出名|闻名|知名|唯一|最[^近后]|第[一二三]|首[个批]|特困|国定|典型|少有"
    return re.compile(f"[^,。;0-9]{{0,8}}(?:{known})[^,。;0-9]{{0,14}}(?=[,。;])")


def _there_and_back(text: str, start: int, end: int) -> bool:
    """Whether a place is one end of a way that more goes between: 从甘肃定西 | 到福建福州,劳务协作…."""
    from_here = _way_from().search(text, max(0, start - 5), start) and text.startswith("到", end)
    to_here = text.startswith(",", end) and _way_to().search(text, max(0, start - 16), start)
    return bool(from_here or to_here)


@cache
def _way_from() -> re.Pattern[str]:
    return re.compile("从[一-鿿]{0,4}$")


@cache
def _way_to() -> re.Pattern[str]:
    return re.compile("从[一-鿿]{2,8}到[一-鿿]{0,4}$")


@cache
def _tells_us() -> re.Pattern[str]:
    """What those above tell or give the ones who speak: 自治区第三方评估 | 反馈我们47项问题."""
    told = "反馈|通报|下达|分配|交办|指出|督办|移交|安排|拨付|奖励|拨|给|交给"
    return re.compile(f"[^,。;0-9]{{0,12}}?(?:{told})[给了]?(?:我们|咱们|我[市县旗州盟区省])")


@cache
def _acts_there() -> re.Pattern[str]:
    """What those above do in the village that is told of: 县里 | 请来专家."""
    return re.compile(
        "每[户人家亩棚][^,。;0-9]{0,3}(?:补|奖|给)|[又还也就]?(?:请|派|给|为|帮|拨|送|来|配套|出台|出钱|出资|协调|引进|组织|补贴|奖|支持|投)"
    )


@cache
def _of_several() -> re.Pattern[str]:
    """Behind 从 what is chosen elsewhere: 从西部 | 10省区市选出160个县."""
    return re.compile("的?[0-9]{1,2}个?(?:省|自治区)")


@cache
def _kinds_of_county() -> re.Pattern[str]:
    """Behind a region that is but one kind of a province's counties: 原中央苏区 | 和特困片区县."""
    return re.compile("县?[和及与、][^,。;0-9]{2,8}县")


@cache
def _gone_to() -> re.Pattern[str]:
    sold = "打入|卖[到进]|运[到抵往至进]|发[往至]|输送至?|转移[至到]|输出[至到]|流[向入]|销往"
    gone = f"(?<![过失除离])去|前往|来自|进入|抵达|走进|途经|[箱吨斤批件]经|{sold}"
    return re.compile(f"(?:[到赴往从跑]|{gone})$")


@cache
def _borrowed() -> re.Pattern[str]:
    """Before a bank that somebody told of goes to: 从邮储银行 | 柞水县支行贷到5万元."""
    return re.compile("[从向在找](?:[^,。;0-9]{2,4}银行)?$")


@cache
def _bank() -> re.Pattern[str]:
    return re.compile("(?:支行|分行|信用联?社|农商行|农村信用|农村商业银行)[^,。;0-9]{0,6}[贷借申办]")


@cache
def _drawn_from() -> re.Pattern[str]:
    """从台湾 | 组了4梯次志工: whose people are sent."""
    return re.compile("(?:选派|派出|派遣|组派|组织了?|组了|抽调|招募)")


@cache
def _told_there() -> re.Pattern[str]:
    """从海南省 | 扶贫办获悉: whom the news is from it is of."""
    return re.compile("[^,。;0-9]{0,12}(?:获悉|了解到|得知)")


@cache
def _here() -> re.Pattern[str]:
    """Where somebody has come to that is told of next: 驱车到了回龙村。 | 这里的产业园."""
    return re.compile("[,。](?:在?这里|这个村|该村)")


@cache
def _looked_at() -> re.Pattern[str]:
    return re.compile("(?:从|就|在|放[到在]|放眼)$")


@cache
def _as_seen() -> re.Pattern[str]:
    """Behind where all that follows is of: 从全国 | 看, 就全国 | 而言."""
    return re.compile("(?:范围|层面|整体|总体)?(?:来?看|而言|来[说讲]|范围内?,)")


@cache
def _provided() -> re.Pattern[str]:
    """Behind 为 and who receives it: 为昌都 | 安排援藏资金."""
    return re.compile("(?:累计|共|已)?(?:安排|投入|提供|捐|拨付|落实|筹[集措]|争取|援建|引进|选派)")


@cache
def _sent_there() -> re.Pattern[str]:
    return re.compile("[^,。;0-9]{0,6}(?:输送|输出|转移|外销|销售)")


@cache
def _given_there() -> re.Pattern[str]:
    return re.compile("[^,。;0-9]{0,6}(?:投入|捐|援助|提供|拨付|支援)")


@cache
def _listed_receivers() -> re.Pattern[str]:
    """向古丈县、 before 新田县各捐款 in a list of who receives."""
    return re.compile("[向给为](?:[\u4e00-\u9fff]{2,6}[、和与及])+$")


@cache
def _listed_origin() -> re.Pattern[str]:
    """从正安、道真、 before 务川 in a list of where something comes from."""
    return re.compile("从(?:[\u4e00-\u9fff]{2,4}[、和与])+$")


@cache
def _to_work() -> re.Pattern[str]:
    return re.compile("[^。;0-9]{0,14}(?:帮扶|支援|支教|支医|支农|援建|挂职|任教|授课|义教|义诊)")


@cache
def _venue() -> re.Pattern[str]:
    return re.compile(
        "[^,。;、0-9]{0,4}(?:召开|举行|举办|开幕|闭幕|启动|调研|考察|座谈|会见|推广|推开|交流|领先|名列)"
    )


@cache
def _made() -> re.Pattern[str]:
    """What one place is made by another: 新疆把南疆四地州 | 作为主战场."""
    return re.compile("[^,。;0-9]{0,8}(?:作为|列为|确定为|纳入)")


@cache
def _away() -> re.Pattern[str]:
    """What somebody who is told of elsewhere did there: 以前在浙江打工."""
    return re.compile(
        "[^,。;0-9]{0,4}(?:打工|务工(?!人员)|做工|经商|做生意|上大学|读大学|念书|上学|读书|当兵|闯荡|漂泊|跑运输|跑车|"
        "开出租|开车|开饭馆|开餐馆|开面馆|开店|当保安|当厨师|上班|工地|工厂|摘棉花|拾棉花|搞建筑|搞装修|学手艺|定居)"
    )


@cache
def _kin() -> re.Pattern[str]:
    """Whose kin is elsewhere: 大儿子在 | 广东."""
    kin = (
        "儿子|女儿|儿媳妇?|女婿|丈夫|妻子|爱人|老公|媳妇|老伴|孩子|孙子|孙女|"
        "弟弟|哥哥|姐姐|妹妹|父母|子女|两口子|小两口"
    )
    return re.compile(f"(?:{kin})[^,。;0-9]{{0,4}}[在去到从]$")


@cache
def _moved_in() -> re.Pattern[str]:
    """Behind these a village is where it happens: 一家搬到 | 富民新村."""
    return re.compile(
        "(?:来到|走进|搬到|搬进|搬入|搬至|回到|住进|嫁到|迁到|迁至|迁入|聘到|安排到|分配到)了?$"
    )


@cache
def _where_from() -> re.Pattern[str]:
    """Behind where somebody or something sets out: 太仓来的医生, 由深圳北出发."""
    return re.compile("来的|[^,。;0-9]{0,3}出发")


@cache
def _receives() -> re.Pattern[str]:
    return re.compile(
        "(?:支援|援助|援建|帮扶|帮助|助力|支持|投向|投入|捐给|捐赠给|赠予|用于|惠及|援|倾斜支持|[重兴修]建的|安排给|下达|拨付|拨付给|划拨给)了?$"
    )


@cache
def _gives() -> re.Pattern[str]:
    return re.compile(
        "方面(?:累计|共|已|还|又)?(?:捐|投入|援助|出资|资助)|(?:[^,。;、0-9]{0,3}社团|各?社团|商会|同乡会)[^,。;、0-9]{0,6}(?:捐|资助|出资)|"
        "[^,。;、0-9]{0,4}向[^,。;、0-9]{2,8}(?:投入|捐|援助|提供|支援)|"
        "[^,。;、0-9]{2,12}在当地|(?![两三四五]省)(?!获|得到|接受|收到|争取)(?:[0-9]{4}年)?[^,。;、0-9]{0,8}(?:对口|支援|援助|援建|援藏|援疆|援青|组团式|"
        "(?:结对|携手)?帮扶(?=[\u4e00-\u9fff]{2,}[省市县州区])|善款|捐款|捐赠|各界|同胞|乡贤|慈善|促进会|爱心|"
        "(?:帮扶|援助|支援|协作)(?:财政)?(?:资金|经费))"
    )


@cache
def _paired() -> re.Pattern[str]:
    """What a sentence is about whose first place helps: 东西部扶贫协作深入推进, | 广州市投入5.2亿元."""
    return re.compile("(?:东西部(?:扶贫)?协作|对口(?:帮扶|支援|协作))[^。;!?\n0-9]{0,16}$")


@cache
def _puts_in() -> re.Pattern[str]:
    return re.compile("[^,。;0-9]{0,6}(?:投入|援助|拨付|到位|提供|选派|派出|帮助|引导|捐)")


@cache
def _sends() -> re.Pattern[str]:
    """Whose firms and people are at work elsewhere: 福建企业, 福建人."""
    abroad = "客商|游客|旅客|志愿者"
    whose = f"企业|商户|商人|专家|大学生|{abroad}"
    person = f"[{surnames()}][\u4e00-\u9fff]{{1,2}}"
    called = f"[^,。;、0-9]{{0,4}}(?:医生|医师|护士|教师|老师|学者|义工|志工)(?:{person}|们|团队?|组成)"
    return re.compile(f"籍|{called}|的(?:{abroad})|(?:{whose})(?!家?[0-9])|人(?=在|到|来|赴)")


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(
        "[^,。;、]{0,3}(?:[0-9]{1,4}年)?[0-9]{1,2}月[0-9]{1,2}日(?:电|讯|消息)|[^,。;、]{0,3}(?:报道|专电|电讯)(?:[:,。)]|$)"
    )


@cache
def _one_of() -> re.Pattern[str]:
    return re.compile('[”」"』]?(?:[^,。;、0-9]{0,12}(?:地区|片区|[州市县]))?之一')


def _borders(left: str, right: str) -> bool:
    """Whether a place is named as a neighbour: 南与霍山县接壤, 北临大别山."""
    return _neighbour_behind().match(right) is not None or _neighbour_before().search(left) is not None


@cache
def _neighbour_behind() -> re.Pattern[str]:
    return re.compile("[^,。;0-9]{0,8}(?:接壤|毗邻|相邻|交界|相连|相接|为邻)")


@cache
def _neighbour_before() -> re.Pattern[str]:
    return re.compile("(?:毗邻|邻近|紧邻|紧靠|距离|[东南西北](?:与|接|邻|临|靠|连|抵|毗))$")
