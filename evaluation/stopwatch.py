"""Measures how long named parts of running code take, from outside, without a line in that code."""

from __future__ import annotations

import functools
import inspect
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class Stopwatch:
    """Counts the own time of each part: without the parts that it calls and that are watched too.

    For code that does one thing at a time: two messages handled at once would be taken for one inside the other.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        """`clock`: seconds."""
        self._clock = clock
        self._times: dict[str, float] = defaultdict(float)
        self._inside: list[float] = []  # per part that runs now, the time that its watched parts took
        self._undo: list[Callable[[], None]] = []

    def watch(self, owner: object, name: str, part: str) -> None:
        """From now on count the calls of `owner.name` as `part`; functions and coroutine functions alike.

        Raises AttributeError when `owner` has no such thing: a renamed method must not silently go unmeasured.
        """
        function = getattr(owner, name)
        own = vars(owner).get(name) if hasattr(owner, "__dict__") else None
        timed: Callable[..., Any]
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def timed(*arguments: Any, **named: Any) -> Any:
                with self.part(part):
                    return await function(*arguments, **named)
        else:

            @functools.wraps(function)
            def timed(*arguments: Any, **named: Any) -> Any:
                with self.part(part):
                    return function(*arguments, **named)

        _set(owner, name, timed)
        self._undo.append(lambda: _set(owner, name, own) if own is not None else _delete(owner, name))

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Count what happens inside as this part."""
        start = self._clock()
        self._inside.append(0.0)
        try:
            yield
        finally:
            whole = self._clock() - start
            self._times[name] += whole - self._inside.pop()
            if self._inside:
                self._inside[-1] += whole

    def lap(self) -> dict[str, float]:
        """Seconds per part since the last lap."""
        times, self._times = dict(self._times), defaultdict(float)
        return times

    def stop(self) -> None:
        """Put everything back as it was."""
        while self._undo:
            self._undo.pop()()


def _set(owner: object, name: str, value: object) -> None:
    if isinstance(owner, type):
        setattr(owner, name, value)
    else:
        object.__setattr__(owner, name, value)  # frozen dataclasses are watched too


def _delete(owner: object, name: str) -> None:
    if isinstance(owner, type):
        delattr(owner, name)
    else:
        object.__delattr__(owner, name)
