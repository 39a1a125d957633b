"""Kill switches: an answer, a topic or the whole assistant put out of use at once, with the reason that users read.

They stand in a small file beside the store, so that they outlive every build, roll-back and restart. A file that cannot
be read puts everything out of use: nobody can tell any more which answer was found to be wrong.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from kompas.content import EditorError
from kompas.knowledge import KnowledgeBase
from kompas.schema import Answer, Strict, Text

logger = logging.getLogger(__name__)
Kind = Literal["all", "topic", "answer"]
ALL = "all"
MAX_REASON = 300
UNREADABLE = "De instellingen van de redactie zijn niet te lezen."


class SwitchError(EditorError):
    """A switch that cannot be set; the message names the remedy, in Dutch."""


class Switch(Strict):
    """One thing that is out of use. `id`: of the topic or answer, `all` for the whole assistant."""

    kind: Kind
    id: Text
    reason: Annotated[str, Field(min_length=3, max_length=MAX_REASON)]
    since: datetime

    @property
    def date(self) -> str:
        """The day on which it was set, as the Dutch write it."""
        return self.since.strftime("%d-%m-%Y")

    @property
    def sentence(self) -> str:
        """The reason, closed like a sentence."""
        reason = self.reason.strip()
        return reason if reason[-1] in ".!?" else f"{reason}."


class Switches(Strict):
    """All that is out of use now."""

    switches: tuple[Switch, ...] = ()

    def find(self, kind: Kind, identifier: str = ALL) -> Switch | None:
        """The switch of this one thing, if it is out of use."""
        return next((s for s in self.switches if (s.kind, s.id) == (kind, identifier)), None)

    @property
    def everything(self) -> Switch | None:
        """The switch of the whole assistant, if it is out of use."""
        return self.find("all")


def switches_path(store: Path) -> Path:
    """Where the switches of a store stand."""
    return store.with_suffix(".switches.json")


def read(path: Path) -> Switches:
    """The switches; none when there is no file; everything out of use when the file cannot be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(data, dict):
            raise ValueError("no object")
        return Switches.parse_obj(data)
    except FileNotFoundError:
        return Switches()
    except (OSError, ValueError, ValidationError):
        logger.exception("%s cannot be read; the assistant is out of use until it is mended or removed", path)
        since = datetime.now(timezone.utc)
        return Switches(switches=(Switch(kind="all", id=ALL, reason=UNREADABLE, since=since),))


class SwitchBoard:
    """The switches as they are now. Asking costs one look at the file; it is read again when it has changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, int, int] | None = None
        self._switches = Switches()

    def current(self) -> Switches:
        """The switches as they are now; the same object until they change."""
        stamp = self._look()
        if stamp != self._stamp:
            self._switches, self._stamp = read(self._path), stamp
        return self._switches

    def _look(self) -> tuple[int, int, int]:
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return (0, 0, 0)
        return status.st_ino, status.st_mtime_ns, status.st_size


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(path: Path, switches: Switches) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(switches.json(indent=1, ensure_ascii=False), encoding="utf-8")
    os.replace(temporary, path)


def switch_off(path: Path, kind: Kind, identifier: str, reason: str, now: datetime) -> Switch:
    """Put one thing out of use; a switch that was there gets the new reason. Raises SwitchError."""
    try:
        switch = Switch(kind=kind, id=identifier, reason=" ".join(reason.split()), since=now)
    except ValidationError as error:
        remedy = f"Schrijf de reden in 3 tot {MAX_REASON} tekens; de gebruiker leest haar."
        raise SwitchError(remedy) from error
    with _locked(path):
        others = [s for s in read(path).switches if (s.kind, s.id) != (kind, identifier)]
        _write(path, Switches(switches=(*others, switch)))
    return switch


def switch_on(path: Path, kind: Kind, identifier: str) -> Switch:
    """Put one thing into use again; returns the switch that was there. Raises SwitchError when there was none."""
    with _locked(path):
        known = read(path)
        found = known.find(kind, identifier)
        if found is None:
            raise SwitchError(f"'{identifier}' staat niet uit. Bekijk wat er uit staat met: kompas switch list")
        _write(path, Switches(switches=tuple(s for s in known.switches if s != found)))
    return found


def without_switched_off(knowledge: KnowledgeBase, switches: Switches) -> KnowledgeBase:
    """The knowledge base in which whatever is out of use is replaced by a notice: no path through the assistant can
    still show the text. Its `notices` name these answers. The procedures, checklists and series of a topic that is
    out of use are left out; so is a series with a value from an answer that is."""
    if not switches.switches:
        return knowledge
    off = {s.id for s in switches.switches if s.kind == "topic"}
    if switches.everything:
        off = set(knowledge.topics)
    topics, notices = dict(knowledge.topics), {}
    for name, topic in knowledge.topics.items():
        answers = []
        for answer in topic.answers:
            notice = _notice(knowledge, switches, name, answer.id)
            if notice is not None:
                notices[answer.id] = notice
                answer = _silenced(answer, notice)
            answers.append(answer)
        if any(answer.id in notices for answer in answers):
            topics[name] = topic.copy(update={"answers": answers})
    return replace(
        knowledge,
        topics=topics,
        notices=notices,
        procedures={name: p for name, p in knowledge.procedures.items() if p.topic not in off},
        checklists={name: c for name, c in knowledge.checklists.items() if c.topic not in off},
        series={
            name: s
            for name, s in knowledge.series.items()
            if s.topic not in off and not any(point.answer in notices for point in s.points)
        },
    )


def _notice(knowledge: KnowledgeBase, switches: Switches, topic: str, answer: str) -> str | None:
    for phrase, switch in (
        ("switched_off_all", switches.everything),
        ("switched_off_topic", switches.find("topic", topic)),
        ("switched_off_answer", switches.find("answer", answer)),
    ):
        if switch is not None:
            return knowledge.phrases[phrase].format(
                date=switch.date, reason=switch.sentence, topic=knowledge.topics[topic].name
            )
    return None


def _silenced(answer: Answer, notice: str) -> Answer:
    return answer.copy(update={"text": notice, "more": None, "caveat": None, "next": []})
