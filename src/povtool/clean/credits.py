"""What a page says of its article beside the text: who published, wrote and edited it, and when."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Credits:
    """What one byline says."""

    date: str | None = None
    source: str | None = None
    author: list[str] = field(default_factory=list)
    editor: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    author_note: str | None = None
    drawn: bool = False
    """The date is that on which a document was drawn up or changed; that of its publication outranks it."""
    issued: bool = False
    """The source is only the office that issues the page; where a line says the page is from outranks it."""
    labelled: bool = False
    """A label, a bracket or a role says what the line is; a bare masthead or date does not."""
    edited: bool = False
    """It has an editor's label, be it that a placeholder stands behind it."""
    pending: str | None = None
    """The field whose label ends the line, so that its value must be the next line."""

    @property
    def bare_day(self) -> bool:
        """Whether it is a day and nothing else, as sites show today's."""
        told = self.labelled or self.source or self.author or self.editor
        return bool(self.date) and not told and "T" not in str(self.date)

    def copy(self) -> Credits:
        """The same in lists of its own."""
        lists = self.author.copy(), self.editor.copy(), self.keywords.copy()
        made = Credits(self.date, self.source, *lists, self.author_note, self.drawn, self.issued)
        made.labelled, made.edited, made.pending = self.labelled, self.edited, self.pending
        return made

    def fill(self, more: Credits) -> None:
        """Takes over what is not known yet; editors add up, since each may have a line of their own.

        A day that another line gives with its hour is known better, and so is a list of keywords than one.
        """
        finer = more.date and not more.drawn and more.date.startswith(f"{self.date}T")
        if not self.date or finer or (self.drawn and more.date and not more.drawn):
            self.date, self.drawn = more.date, more.drawn
        if not self.source or (self.issued and more.source and not more.issued):
            self.source, self.issued = more.source, more.issued
        self.author = self.author or more.author
        self.editor = self.editor + [name for name in more.editor if name not in self.editor]
        if len(self.keywords) < 2 <= len(more.keywords):
            self.keywords = more.keywords
        self.keywords = self.keywords or more.keywords
        self.author_note = self.author_note or more.author_note
