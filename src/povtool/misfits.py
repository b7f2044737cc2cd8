"""What the known fields of records must be, told once where they are read."""

from __future__ import annotations

from povtool.records import Record, is_document

_Shape = dict[str, type | tuple[type, ...]]

_SHAPES: dict[str, _Shape] = {
    "document": {
        "id": (str, int),
        **dict.fromkeys(("title", "text"), str),
        **dict.fromkeys(("tokens", "pos", "offsets", "repairs", "damaged", "blocks", "captions"), list),
    },
    "metric": {
        "doc": (str, int),
        **dict.fromkeys(("field", "raw", "unit", "of", "indicator", "relation", "sentence"), str),
        **dict.fromkeys(("direction", "base", "place", "status", "period"), str),
        **dict.fromkeys(("start", "end", "sentence_start", "line"), int),
        **dict.fromkeys(("before", "after"), list),
        **dict.fromkeys(("value", "low", "high", "from"), (int, float)),
        **dict.fromkeys(("base_value", "base_low", "base_high"), (int, float)),
        **dict.fromkeys(("base_unit", "base_factor"), str),
        **dict.fromkeys(("evidence", "explain"), dict),
    },
    "formula": {
        "doc": (str, int),
        **dict.fromkeys(("field", "raw", "name", "sentence", "members_from"), str),
        **dict.fromkeys(("start", "end", "sentence_start", "line"), int),
        **dict.fromkeys(("before", "after", "members"), list),
    },
}
"""What the fields that stages count on must be. Other fields may hold what they like: a corpus made elsewhere
has its own idea of an author."""
_MEMBERS: dict[str, type] = {
    **dict.fromkeys(("captions", "tokens", "pos", "before", "after", "members"), str),
    **dict.fromkeys(("repairs", "damaged", "blocks"), dict),
    "offsets": list,
}


def misfit(record: Record) -> str | None:
    """Why a record of a known type cannot be used, or None when its known fields have their right shapes.

    Absent and null fields are always right; records of unknown types are not looked into.

    >>> misfit({"type": "document", "text": 5})
    '"text" of a document must be a string, not a number'
    >>> misfit({"type": "weather", "text": 5}) is None
    True
    """
    kind = "document" if is_document(record) else record.get("type")
    shape = _SHAPES.get(kind) if isinstance(kind, str) else None
    if shape is None:
        return None
    for name, value in record.items():
        wanted = shape.get(name)
        if wanted is None or value is None:
            continue
        if not isinstance(value, wanted) or isinstance(value, bool):
            return f'"{name}" of a {kind} must be {_say(wanted)}, not {_say(type(value))}'
        member = _MEMBERS.get(name)
        if member and not (
            set(map(type, record[name])) <= {member} or all(isinstance(each, member) for each in record[name])
        ):
            return f'"{name}" of a {kind} must be a list of {_say(member).split()[-1]}s'
    return None


def _say(kind: type | tuple[type, ...]) -> str:
    first = kind[0] if isinstance(kind, tuple) else kind
    names = {str: "a string", list: "a list", dict: "an object", bool: "true or false"}
    return names.get(first, "a number")
