"""The record types as the manual describes them, read from the source of ``povtool.records``."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass

from povtool import records


@dataclass(frozen=True)
class Field:
    """One field: its name, what JSON holds there, and what it means."""

    name: str
    holds: str
    help: str


@dataclass(frozen=True)
class Shape:
    """A record type, or the shape of a list's members."""

    name: str
    help: str
    fields: tuple[Field, ...]


def shapes() -> tuple[Shape, ...]:
    """Every TypedDict of ``povtool.records``: the records first, then what stands inside them."""
    tree = ast.parse(inspect.getsource(records))
    found = [_shape(node) for node in tree.body if isinstance(node, ast.ClassDef) and _is_typed_dict(node)]
    return tuple(sorted(found, key=lambda shape: all(field.name != "type" for field in shape.fields)))


def _is_typed_dict(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id == "TypedDict" for base in node.bases)


def _shape(node: ast.ClassDef) -> Shape:
    return Shape(node.name.lower(), _line(ast.get_docstring(node)), tuple(_fields(node)))


def _fields(node: ast.ClassDef) -> Iterator[Field]:
    for statement, after in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield Field(
                statement.target.id, _holds(ast.unparse(statement.annotation)), _line(_literal(after))
            )


def _literal(node: ast.stmt | None) -> str:
    if (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ):
        return node.value.value
    return ""


def _line(text: str | None) -> str:
    return " ".join((text or "").replace("``", "`").split())


def _holds(annotation: str) -> str:
    """A type as JSON has it.

    >>> _holds("int | float | None"), _holds("list[list[int]]"), _holds("list[Repair]")
    ('number or null', 'list of lists of numbers', 'list of repairs')
    """
    if annotation.startswith("dict["):
        return "object"
    kinds = [_kind(part.strip()) for part in annotation.split("|")]
    return " or ".join(dict.fromkeys(kinds))


def _kind(annotation: str) -> str:
    if annotation.startswith("list["):
        first, *rest = _kind(annotation[5:-1]).split(" ")
        return " ".join(["list of", first if first.endswith("s") else f"{first}s", *rest])
    names = {"str": "string", "int": "number", "float": "number", "bool": "true or false", "None": "null"}
    return names.get(
        annotation, annotation.partition("[")[0].lower() if annotation[0].isupper() else "object"
    )
