"""HTML: a page's markup becomes the lines a reader sees, with what the markup says about each."""

from povtool.clean.html.reading import Page, read_html
from povtool.clean.html.sniff import declared_charset, is_html, is_xml

__all__ = ["Page", "declared_charset", "is_html", "is_xml", "read_html"]
