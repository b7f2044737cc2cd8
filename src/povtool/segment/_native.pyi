from array import array
from collections.abc import Callable, Mapping

def spliced(
    words: list[str],
    found: Mapping[str, str],
    marks: str,
    latin_alone: bool,
    knows: Callable[[str], bool],
    model: array[float] | None,
) -> list[str]: ...
def modelled(stretch: str, model: array[float]) -> str | None: ...
