"""What a message leans on: the topic and the question before it."""

from __future__ import annotations

from dataclasses import dataclass

from kompas.text import STOPWORDS, words

# Words that point back, and openings that go on from what was said.
POINTERS = frozenset("die dat deze dit daar daarvan daarvoor daarbij hij zij ze hem haar hun hen er zoiets ervan ervoor".split())
OPENINGS = frozenset("en maar of ook dus".split())
SHORT = 9


@dataclass(frozen=True)
class Context:
    """The conversation so far, as far as search needs it: the last topic, answer and question."""

    topic: str | None = None
    answer: str | None = None
    question: str | None = None


def continues(message: str) -> bool:
    """Whether a message goes on from what was said: it opens with `en`, points back, or is a bare fragment.

    >>> continues("en wie betaalt die?"), continues("Wat doet een zorgcoördinator?")
    (True, False)
    """
    tokens = words(message)
    if not tokens or len(tokens) > 2 * SHORT:
        return False
    if tokens[0] in OPENINGS:
        return True
    meaningful = [token for token in tokens if token not in STOPWORDS]
    return len(tokens) <= SHORT and (bool(POINTERS.intersection(tokens)) or len(meaningful) <= 2)
