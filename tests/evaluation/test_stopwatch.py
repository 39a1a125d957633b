import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from evaluation.stopwatch import Stopwatch


def clock(*moments: float) -> "Iterator[float]":
    return iter(moments)


class Kitchen:
    def cook(self) -> str:
        return "soup" + self.chop()

    def chop(self) -> str:
        return " with leeks"

    async def serve(self, dish: str) -> str:
        return f"{dish}, served"


def test_the_time_of_a_part_is_without_the_parts_inside_it() -> None:
    # cook runs from 0 to 10; inside it chop runs from 2 to 5.
    moments = clock(0.0, 2.0, 5.0, 10.0)
    watch, kitchen = Stopwatch(lambda: next(moments)), Kitchen()
    watch.watch(kitchen, "cook", "cooking")
    watch.watch(kitchen, "chop", "chopping")
    assert kitchen.cook() == "soup with leeks"
    assert watch.lap() == {"chopping": 3.0, "cooking": 7.0}
    assert watch.lap() == {}


def test_calls_of_one_part_add_up_also_when_they_fail() -> None:
    moments = clock(0.0, 1.0, 5.0, 7.0)
    watch = Stopwatch(lambda: next(moments))
    with watch.part("a"):
        pass
    with pytest.raises(ValueError), watch.part("a"):
        raise ValueError
    assert watch.lap() == {"a": 3.0}


def test_coroutines_are_timed_until_they_end() -> None:
    moments = clock(0.0, 4.0)
    watch, kitchen = Stopwatch(lambda: next(moments)), Kitchen()
    watch.watch(kitchen, "serve", "serving")
    assert asyncio.run(kitchen.serve("soup")) == "soup, served"
    assert watch.lap() == {"serving": 4.0}


@dataclass(frozen=True)
class Frozen:
    size: int

    def double(self) -> int:
        return 2 * self.size


def test_frozen_objects_and_classes_are_watched_and_put_back() -> None:
    watch, one = Stopwatch(), Frozen(2)
    watch.watch(one, "double", "one")
    watch.watch(Kitchen, "chop", "all kitchens")
    before = vars(one).copy()
    assert (one.double(), Kitchen().chop()) == (4, " with leeks")
    assert set(watch.lap()) == {"one", "all kitchens"}
    watch.stop()
    assert (one.double(), Kitchen().chop()) == (4, " with leeks")
    assert watch.lap() == {}
    assert "double" in before
    assert "double" not in vars(one)


def test_what_does_not_exist_is_not_silently_left_out() -> None:
    with pytest.raises(AttributeError, match="stir"):
        Stopwatch().watch(Kitchen(), "stir", "stirring")
