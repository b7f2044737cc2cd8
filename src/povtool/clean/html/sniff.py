"""Whether bytes are HTML: told by how they begin, as browsers do (WHATWG MIME Sniffing Standard, 7.1)."""

from __future__ import annotations

import re

_HEAD = 4096
_NAMED = re.compile(r"\.(?:[sx]?html?|xht|asp|aspx|jsp|php)(?:\.(?:gz|zst))?$", re.IGNORECASE)
_TAG = re.compile(rb"<[a-zA-Z!/]")
_BEGINS = re.compile(
    rb"\s*<(?:!doctype\s+html|(?:html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta|link|base"
    rb"|frameset)(?=[\s>/])|!--)",
    re.IGNORECASE,
)
_XHTML = re.compile(rb"<(?:!doctype\s+html|(?:\w+:)?html[\s>])", re.IGNORECASE)
_PRESCANNED = 1024
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_DECLARED = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)


def _plain(data: bytes) -> bytes:
    """The first bytes without a byte order mark, and as ASCII where they are UTF-16."""
    head = data[:_HEAD]
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").lstrip()


def is_html(data: bytes, path: str = "", media: str | None = None) -> bool:
    """Whether a page is HTML: as its archive says, by its name, or by how it begins.

    >>> is_html("<!DOCTYPE html><p>脱贫".encode()), is_html("脱贫<p>".encode())
    (True, False)
    >>> is_html(b"<p>", media="text/plain")
    False
    """
    if media is not None:
        return media in ("text/html", "application/xhtml+xml")
    head = _plain(data)
    if _BEGINS.match(head) or (head.startswith(b"<?xml") and _XHTML.search(head)):
        return True
    return bool(_NAMED.search(path) and not head.startswith(b"<?xml") and _TAG.search(data))


def declared_charset(data: bytes) -> str | None:
    """The label in a page's ``<meta>`` or XML declaration, in its first 1,024 bytes as browsers do.

    >>> declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">')
    'gb2312'
    """
    head = data[:_PRESCANNED]
    match = _DECLARED.search(_COMMENT.sub(b"", head)) or _XML_DECLARED.match(head)
    label = match[1].decode("ascii", "ignore").strip().lower() if match else ""
    # Nothing that was read as ASCII is UTF-16 (HTML Standard, section 13.2.3.2).
    return "utf-8" if label.startswith("utf-16") else label or None


def is_xml(data: bytes) -> bool:
    """Whether bytes are XML other than HTML: a feed, a site map."""
    head = _plain(data)
    return head.startswith(b"<?xml") and not _XHTML.search(head)
