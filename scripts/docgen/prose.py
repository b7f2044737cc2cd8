"""The hand-written half of the manual, ``docs/man/*.txt``, and its way into man(7) macros.

The files use a little of Markdown: ``# SECTION``, ``## Subsection``, paragraphs, lines indented by four spaces
as they stand, `` `literal` ``, ``*placeholder*``, and definitions::

    `--errors`
    : What was rejected,
      one JSON object a line.
"""

from __future__ import annotations

import re
from pathlib import Path

_INLINE = re.compile(r"`([^`]+)`|\*(\w[^*]*)\*")
_LITERAL = str.maketrans({"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"})
_PROSE = str.maketrans({"\\": r"\e", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"})


def sections(file: Path) -> dict[str, str]:
    """A prose file's sections by heading, in order.

    Raises ValueError where the file does not begin with a heading.
    """
    before, *parts = re.split(r"^# (.+)\n", file.read_text("utf-8"), flags=re.MULTILINE)
    if before.strip():
        raise ValueError(f"{file}: text before the first heading")
    return {heading.strip(): text.strip("\n") for heading, text in zip(parts[::2], parts[1::2], strict=True)}


def literal(text: str) -> str:
    r"""What a user types, letter for letter.

    >>> print(literal(r"--by 'a\b'"))
    \-\-by \(aqa\eb\(aq
    """
    return guarded(text.translate(_LITERAL))


def inline(text: str) -> str:
    r"""One line of prose with its marks as font changes.

    >>> print(inline("`--top` *N* rows"))
    \fB\-\-top\fR \fIN\fR rows
    """
    parts: list[str] = []
    end = 0
    for mark in _INLINE.finditer(text):
        parts.append(text[end : mark.start()].translate(_PROSE))
        code, placeholder = mark.groups()
        parts.append(rf"\fB{code.translate(_LITERAL)}\fR" if code else rf"\fI{placeholder.translate(_LITERAL)}\fR")
        end = mark.end()
    parts.append(text[end:].translate(_PROSE))
    return guarded("".join(parts))


def guarded(line: str) -> str:
    """A line that does not begin like a request to the formatter."""
    return rf"\&{line}" if line.startswith((".", "'")) else line


def macros(text: str) -> list[str]:
    """A section's text as lines of man(7)."""
    lines: list[str] = []
    for block in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n")):
        lines += _block(block)
    return lines


def _block(block: str) -> list[str]:
    if block.startswith("## "):
        return [f".SS {block.removeprefix('## ')}"]
    if block.startswith("    "):
        shown = [literal(line.removeprefix("    ")) for line in block.split("\n")]
        return [".PP", ".RS 4", ".EX", *shown, ".EE", ".RE"]
    if re.search(r"^: ", block, re.MULTILINE):
        return _definitions(block)
    return [".PP", *(inline(line) for line in block.split("\n"))]


def _definitions(block: str) -> list[str]:
    lines: list[str] = []
    for line in block.split("\n"):
        if line.startswith((": ", "  ")):
            lines.append(inline(line[2:].strip()))
        else:
            lines += [".TP", inline(line)]
    return lines
