"""The hand-written half of the manual, ``docs/man/*.txt``, and its way into man(7) macros.

The files use a little of Markdown: ``# SECTION``, paragraphs, lines indented by four spaces as they
stand, `` `literal` ``, ``*placeholder*``, and definitions::

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


def joined(own: dict[str, str], shared: dict[str, str]) -> dict[str, str]:
    r"""A page's own sections and the shared ones; of a section in both, only shared blocks that begin anew.

    >>> joined({"EXIT STATUS": "`0`\n: Found."}, {"EXIT STATUS": "`0`\n: Done.\n\n`2`\n: Trouble."})
    {'EXIT STATUS': '`0`\n: Found.\n\n`2`\n: Trouble.'}
    """
    result = {**own}
    for heading, text in shared.items():
        blocks = _blocks(own.get(heading, ""))
        begun = {block.partition("\n")[0] for block in blocks}
        blocks += [block for block in _blocks(text) if block.partition("\n")[0] not in begun]
        result[heading] = "\n\n".join(blocks)
    return result


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
        parts.append(
            rf"\fB{code.translate(_LITERAL)}\fR" if code else rf"\fI{placeholder.translate(_LITERAL)}\fR"
        )
        end = mark.end()
    parts.append(text[end:].translate(_PROSE))
    return guarded("".join(parts))


def guarded(line: str) -> str:
    """A line that does not begin like a request to the formatter."""
    return rf"\&{line}" if line.startswith((".", "'")) else line


def macros(text: str) -> list[str]:
    """A section's text as lines of man(7)."""
    return [line for block in _blocks(text) for line in _block(block)]


def _blocks(text: str) -> list[str]:
    return [block for block in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n")) if block]


def _block(block: str) -> list[str]:
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
