"""HTML: a page's markup becomes the lines a reader sees, with what the markup says about each.

:func:`povtool.clean.html.reading.read_html` reads a page; what is here only tells whether bytes are one, so
that text pages load no parser.
"""

from povtool.clean.html.sniff import declared_charset, is_html, is_xml

__all__ = ["declared_charset", "is_html", "is_xml"]
