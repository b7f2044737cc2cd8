"""Stages over many records in several processes, with the order kept and the backlog bounded."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from povtool.errors import PovtoolError
from povtool.records import Item, Items, ItemStream, RawPage

if TYPE_CHECKING:
    from concurrent.futures import Future

Stage = tuple[Callable[[Items, Any], ItemStream], Any]
"""A stage function with its configuration: both can be pickled, so a worker can run them."""

_START = "fork" if sys.platform == "linux" else "spawn"
"""Forked workers start at once; the parent has no threads yet that a fork could break."""

_CHUNK_ITEMS = 64
_CHUNK_BYTES = 1 << 18
_CHUNKS_AHEAD = 3
"""Chunks a worker may have waiting: enough to keep it busy, few enough to bound memory."""


def run_stages(items: Items, stages: Iterable[Stage], jobs: int = 1) -> ItemStream:
    """The items through the stages, one after another, in ``jobs`` processes.

    The output and its order do not depend on ``jobs``: a stage treats each record by itself.
    """
    stages = tuple(stages)
    if jobs > 1:
        return _in_processes(items, stages, jobs)
    return _chained(items, stages)


def _chained(items: Items, stages: tuple[Stage, ...]) -> ItemStream:
    for stage, config in stages:
        items = stage(items, config)
    return iter(items)


def _in_processes(items: Items, stages: tuple[Stage, ...], jobs: int) -> ItemStream:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(jobs, get_context(_START), initializer=_prepare_worker, initargs=(stages,))
    waiting: deque[Future[list[Item]]] = deque()
    try:
        for chunk in _chunks(items):
            waiting.append(pool.submit(_run_chunk, chunk))
            if len(waiting) > jobs * _CHUNKS_AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
        pool.shutdown()  # and its threads are gone before another pool forks
    except BrokenProcessPool:
        raise PovtoolError(
            "a worker process died", "there may be too little memory: use fewer --jobs"
        ) from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


class Counter(Protocol):
    """What counts items, and takes in what another has counted; it can be pickled."""

    def add(self, item: Item, /) -> bool:
        """Count an item; False for one that it is not about."""

    def merge(self, other: Any, /) -> None:
        """Take in what another has counted, in whatever order."""


C = TypeVar("C", bound=Counter)


def counted(items: Items, stages: Iterable[Stage], counter: C, empty: C, jobs: int = 1) -> ItemStream:
    """Count the items that come through the stages; those that ``counter`` is not about come out, in order.

    In ``jobs`` processes, each counts on its own with a copy of ``empty``, which has counted nothing yet;
    ``counter`` has it all once the stream has ended.
    """
    stages = tuple(stages)
    if jobs > 1:
        return _counted_in_processes(items, stages, counter, empty, jobs)
    return (item for item in _chained(items, stages) if not counter.add(item))


def _counted_in_processes(
    items: Items, stages: tuple[Stage, ...], counter: C, empty: C, jobs: int
) -> ItemStream:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # One pool for each process: what a process has counted must be fetched from that very one.
    context = get_context(_START)
    pools = [
        ProcessPoolExecutor(1, context, initializer=_prepare_worker, initargs=(stages, empty))
        for _ in range(jobs)
    ]
    waiting: deque[Future[list[Item]]] = deque()
    try:
        for number, chunk in enumerate(_chunks(items)):
            waiting.append(pools[number % jobs].submit(_count_chunk, chunk))
            if len(waiting) > jobs * _CHUNKS_AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
        for result in [pool.submit(_what_was_counted) for pool in pools]:
            counter.merge(result.result())
        for pool in pools:
            pool.shutdown()
    except BrokenProcessPool:
        raise PovtoolError(
            "a worker process died", "there may be too little memory: use fewer --jobs"
        ) from None
    finally:
        for pool in pools:
            pool.shutdown(wait=False, cancel_futures=True)


_worker_counter: Any = None
"""In a worker: what it counts with."""


def _count_chunk(chunk: list[Item]) -> list[Item]:
    return [item for item in _chained(chunk, _worker_stages) if not _worker_counter.add(item)]


def _what_was_counted() -> Any:
    return _worker_counter


_worker_stages: tuple[Stage, ...] = ()
"""In a worker: what it was started to run, sent once and not with every chunk."""


def _run_chunk(chunk: list[Item]) -> list[Item]:
    return list(_chained(chunk, _worker_stages))


def _chunks(items: Items) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += _size(item)
        if len(chunk) >= _CHUNK_ITEMS or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _size(item: Item) -> int:
    if isinstance(item, RawPage):
        return len(item.data)
    return len(item.get("text") or "") if isinstance(item, dict) else 0


def _prepare_worker(stages: tuple[Stage, ...], counter: Any = None) -> None:
    """Ctrl-C is the parent's to handle; and a worker whose parent was killed ends itself."""
    global _worker_stages, _worker_counter
    _worker_stages, _worker_counter = stages, counter
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    from multiprocessing import connection

    connection.wait([sentinel])
    os._exit(1)
