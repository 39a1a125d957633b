"""Which flow a message asks for: by its name, by "stap voor stap", or by telling of a case and asking what now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kompas.flows.model import KEPT, Flow
from kompas.flows.phrases import find, has, tokens
from kompas.flows.reading import Words, is_question, read
from kompas.text import normalise, words

GENERAL = "casus"  # the flow for a case that no other one is meant for
ENOUGH = 2  # facts from which a message describes a case
LONG = 12  # words from which a message may describe a case without saying "ik heb"
ASKING = 8  # words up to which a message that names a scan or the learning path asks for it
SHORT = 14  # words up to which a message may be a mere correction


@dataclass(frozen=True)
class Opening:
    """The flow that a message opens. `named`: asked for by name or button, so nothing else is to be answered."""

    flow: str
    named: bool


def opening(flows: dict[str, Flow], general: Words, text: str, *prefixes: str) -> Opening | None:
    """The flow that a message opens, if any. `prefixes`: what buttons say before the title of a flow."""
    plain = normalise(text).strip(" .!?")
    for flow in flows.values():
        if plain in {normalise(f"{before}{flow.title}").strip(" .!?") for before in ("", *prefixes)}:
            return Opening(flow.id, True)
    said = tokens(text)
    wanted = None if len(words(text)) > ASKING or is_question(text) else _longest(_kept(flows), said)
    if wanted is not None:
        return Opening(wanted, True)
    if GENERAL not in flows:
        return None
    guided, asks, mine = (has(said, general[name]) for name in ("guide", "what_now", "mine"))
    if not (guided or asks or mine):
        return None
    meant = _meant([flow for flow in _procedures(flows) if guided or flow.told], said)
    reading = read(flows[GENERAL], general, text, None, {})
    about_user = {ask.question.id for ask in flows[GENERAL].asks if ask.question.speaker}
    told = len(reading.values.keys() - about_user) + len(reading.hints)
    subject = meant is not None or told > 0 or has(said, general["subject"])
    if guided and subject:
        return Opening(meant or GENERAL, False)
    if has(said, general["hypothetical"], gap=0):
        return None
    long = len(words(text)) >= LONG
    if asks and (meant is not None or (mine and subject) or told >= ENOUGH or (told > 0 and long)):
        return Opening(meant or GENERAL, False)
    if mine and told >= ENOUGH and not reading.asks:  # a case that is told, and nothing asked
        return Opening(meant or GENERAL, False)
    return None


def _kept(flows: dict[str, Flow]) -> list[Flow]:
    return [flow for flow in flows.values() if flow.kind in KEPT]


def _procedures(flows: dict[str, Flow]) -> list[Flow]:
    return [flow for flow in flows.values() if flow.kind not in KEPT]


def _longest(flows: Iterable[Flow], said: list[str]) -> str | None:
    """The flow of which a message says the longest name; none when it says none, or "geen"."""
    found = [
        (span.end - span.start, flow.id)
        for flow in flows
        for name in flow.start
        for span in find(said, name, gap=0)
        if not span.negated
    ]
    return max(found, default=(0, None))[1]


def _meant(flows: Iterable[Flow], said: list[str]) -> str | None:
    """The flow whose own words the message uses most; none when only the general one is meant."""
    best, most = None, 0
    for flow in flows:
        if flow.id == GENERAL:
            continue
        covered = {i for phrase in flow.start for span in find(said, phrase) for i in range(span.start, span.end)}
        if len(covered) > most:
            best, most = flow.id, len(covered)
    return best


def corrects(flows: dict[str, Flow], general: Words, text: str) -> bool:
    """Whether a short message sets a fact of a case right: "nee, ze is 17", "sorry, wel minderjarig"."""
    said = tokens(text)
    if GENERAL not in flows or len(words(text)) > SHORT or not has(said, general["correction"], gap=0):
        return False
    reading = read(flows[GENERAL], general, text, None, {})
    return bool(reading.values) and not reading.asks
