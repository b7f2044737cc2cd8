"""What ``clean`` skips because it cannot matter: every shortcut must give what the long way gives."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from povtool.clean import bars, byline, clean, keywords, labels, lines, neighbours
from povtool.clean.credits import Credits
from povtool.clean.dates import DATE
from povtool.clean.lines import Kind, kind_of
from povtool.clean.repair import characters, inserted, signs, wrapped
from povtool.clean.repair.edits import Edit, apply
from povtool.clean.repair.look import Look
from povtool.clean.repair.mend import REREAD, STEPS, TIDY
from povtool.convert import detection, script
from povtool.data import rows
from povtool.records import RawPage

_CHARACTERS = "脱貧贫攻堅坚西藏乾坤干０９，。　：（ＡabC19 \n\r\u200b\ufeff\u3000\u00a0\u200d👨👩𠮷㐷"
texts = st.text(st.sampled_from(_CHARACTERS), min_size=0, max_size=60)

_PIECES = (
    "来源,來源,责编,作者,发布时间,文,关键词,记者,通讯员,日报,张三,2020,年,1月,二〇二〇,一九九九,3日,12:30,:,/,|,丨,■,"
    "(,),〇,.,-,的,，,打印,网摘,纠错,字号,大,更多,>,>>,[,详细,],+,位置,首页,→,相关阅读,版权所有,。, "
)
pieces = st.sampled_from(_PIECES.split(","))
written = st.lists(pieces, min_size=1, max_size=8).map("".join)


@given(texts, st.integers(0, 8))
def test_a_long_text_folds_character_by_character(text: str, times: int) -> None:
    long = text * times
    assert script.fold(long) == "".join(script.fold(char) for char in long)


_SUSPECTS = "鎮鑴辫传鏀诲潥ÃÂéÍÑÆ¶¹·狻猗\ufffd"
_SUSPECTS += "脱贫攻坚農工西藏，。？! ,?()（）nóngfā\u200b\ufeff\r\n　\u00a0⼀⺠\ue5e5\uf9fa👨🐌"
suspects = st.text(st.sampled_from(_SUSPECTS), max_size=80)


@settings(max_examples=1000, deadline=None)
@given(suspects)
def test_no_step_is_passed_over_that_finds_anything(text: str) -> None:
    for step in (REREAD, TIDY, *STEPS):
        look = Look(text)
        if not step.may_find(look):
            # REREAD is told its lines by the same look, so it must find none by itself
            assert not signs.suspicious_lines(text) or step is not REREAD
            assert not any(step.find(Look(text)))
    assert STEPS[3].find(Look(text)).edits == inserted.take_out(text)


@settings(max_examples=1000, deadline=None)
@given(suspects)
def test_one_search_finds_the_lines_that_four_find(text: str) -> None:
    patterns = signs.utf8_as_gbk(), signs.UTF8_AS_LATIN, signs.PAIRS_AS_LATIN, signs.dense()
    starts = {at for at in range(len(text)) if any(pattern.match(text, at) for pattern in patterns)}
    lines, begin = [], 0
    for line in re.split("[\n\r\v\f\u2028\u2029]", text):
        if starts & set(range(begin, begin + len(line))):
            lines.append((begin, begin + len(line)))
        begin += len(line) + 1
    assert signs.suspicious_lines(text) == lines


@settings(max_examples=500, deadline=None)
@given(suspects)
def test_a_tidied_text_shows_no_new_signs(text: str) -> None:
    look, edits = Look(text), characters.tidy(text)
    tidied = look.tidied(apply(text, edits)[0], edits)
    seen = Look(tidied.text)
    assert tidied.kinds & seen.kinds == seen.kinds
    assert tidied.misread == seen.misread


@settings(max_examples=500, deadline=None)
@given(st.lists(st.integers(0, 60), max_size=14), st.sampled_from("脱a。"), st.integers(0, 60))
def test_lines_too_short_to_be_wrapped_are_told_by_length(lengths: list[int], char: str, usual: int) -> None:
    made = [char * length for length in lengths] + [("脱贫，" * 30)[:usual]] * 5
    widths = [sum(map(wrapped._columns, line)) for line in made]
    if not wrapped._may_be_wrapped(made):
        assert wrapped._edge(made, widths) is None


@given(texts)
def test_a_text_in_one_script_needs_no_count_to_tell(text: str) -> None:
    patterns = detection._hans(), detection._hant(), detection._either()
    hans, hant, either = (len(pattern.findall(text)) for pattern in patterns)
    share = min(hans, hant) / (hans + hant) if hans + hant else 0
    counted = "mixed" if share > 0.15 else "hans" if hans > hant else "hant"
    assert detection.detect_script(text) == (counted if hans + hant else "hans" if either else None)


@given(texts)
def test_only_suspect_characters_are_ever_untidy(text: str) -> None:
    every = [match.span() for match in characters._untidy().finditer(text)]
    assert [(edit.start, edit.end) for edit in characters.tidy(text)] == every


@given(texts, st.sets(st.integers(0, 60), max_size=12), st.sampled_from(["", " ", "\n"]))
def test_unlisted_edits_change_what_listed_ones_do(text: str, ends: set[int], put: str) -> None:
    marks = sorted(min(end, len(text)) for end in ends)
    spans = list(zip(marks[::2], marks[1::2], strict=False))
    listed = apply(text, [Edit(start, end, put, "control") for start, end in spans])[0]
    assert apply(text, [Edit(start, end, put) for start, end in reversed(spans)]) == (listed, [])


@settings(max_examples=500)
@given(written)
def test_what_a_byline_holds_passes_the_cheap_tests(text: str) -> None:
    folded = script.fold(text)
    if labels.label_form().search(folded):
        assert labels.label_end_form().search(folded)
    if DATE.search(folded):
        assert byline._YEAR.search(folded)
    if re.search(r"[:/|丨■□◎●◆▲★〇○]|\d{4}|记者|通讯员|评论员", folded):
        assert byline.is_hinted(folded)


def test_no_year_is_ruled_out() -> None:
    for year in ("1949", "2020", "２０２０", "一九四九", "二〇二〇", "二○二○", "二零二零"):
        line = script.fold(f"{year}年十二月三日" if not year.isdecimal() else f"{year}年12月3日")
        assert DATE.search(line) and byline._YEAR.search(line), line


def test_no_label_is_ruled_out_by_how_it_ends() -> None:
    for word in labels.label_kinds():
        for line in (f"{word}:新华社", f"{word} : 新华社", f"{word} / 张三", f"{word}丨张三", f"{word} 2020"):
            if labels.label_form().search(line):
                assert labels.label_end_form().search(line), line


@settings(max_examples=500)
@given(written)
def test_words_alone_are_what_the_long_way_finds(text: str) -> None:
    folded = script.fold(text).strip()
    if folded and folded.isalnum() and lines._is_plain(folded):
        assert lines._furniture(folded) is None
        assert not lines._is_caption(folded)
        assert keywords.keywords(folded) is None and byline.read(folded) is None
        assert (lines._link(folded) or lines._running(folded)) is Kind.SHORT


@settings(deadline=None)
@given(written, st.sampled_from([phrase for place, phrase in rows("page_phrases.tsv") if place == "part"]))
def test_a_phrase_is_found_by_its_rarest_character(text: str, phrase: str) -> None:
    for line in (text, phrase, text + phrase + text, text + phrase[1:]):
        if lines._phrases("part").search(line):
            assert lines._parts().search(line)


@settings(max_examples=500)
@given(st.text(st.sampled_from("脱贫 "), max_size=12), st.text(st.sampled_from("脱贫 "), max_size=12))
def test_lines_continue_one_another_with_blanks_or_without(text: str, following: str) -> None:
    tails = [text[at:] for at in range(len(text)) if not at or text[at - 1] == " "]
    chained = text != following and any(
        len(tail) > 1 and f"{following} ".startswith(f"{tail} ") for tail in tails
    )
    assert neighbours._continues(text, following) == (bool(following) and chained)


@settings(max_examples=500)
@given(written)
def test_furniture_is_told_by_its_first_characters(text: str) -> None:
    folded = script.fold(text).strip()
    if not folded:
        return
    bare = lines._OPENERS.sub("", folded) if not folded[0].isalnum() else folded
    closes, starts = (lines._phrases(where).match(bare) for where in ("close", "start"))
    if closes or starts:
        assert lines._furniture(folded) is (Kind.CLOSE if closes else Kind.LINK)
    if lines._DATED.match(folded):
        assert folded[-1].isdecimal() or folded[-1] in lines._DATE_ENDS
    if lines._BREADCRUMB.match(folded):
        assert lines._WAY.search(folded)
    words = [word for word in bars._BETWEEN_BUTTONS.split(folded) if word]
    if folded in bars.buttons() or (words and all(word in bars.buttons() for word in words)):
        assert bars.is_button_bar(folded)


def test_a_byline_met_again_is_nobody_elses() -> None:
    page = RawPage("a", "a.txt", "脱贫攻坚取得进展\n记者 王茜 通讯员 李四\n西藏全部县区摘帽。".encode())
    [first], [second] = clean([page]), clean([page])
    first["author"].append("张三")
    [third] = clean([page])
    assert second["author"] == third["author"] == ["王茜", "李四"]


def test_a_copy_of_credits_is_whole() -> None:
    credits = Credits("2020", "新华社", ["王茜"], ["李四"], ["脱贫"], "记者", True, "editor")
    copied = credits.copy()
    assert copied == credits
    assert copied.author is not credits.author and copied.editor is not credits.editor
    line = "(责编:张玉、谢磊)"
    assert kind_of(line).credits == kind_of(line).credits
    assert kind_of(line).credits is not kind_of(line).credits


@settings(max_examples=500)
@given(st.text(st.sampled_from("脱a1。：!?;…”』)]】 >h_w"), min_size=1, max_size=20))
def test_marks_at_the_ends_of_lines_are_what_patterns_find(line: str) -> None:
    ended = re.search(r"[。!?;…:！？；：][”’」』)）\]】]*$", line)
    assert lines._is_ended(line) == bool(ended)
    if lines._SYMBOLS.match(line):
        assert lines._link(line) is Kind.LINK
    if lines._BUTTON.search(line) and not line[-1].isalnum():
        assert lines._has_button(line)
