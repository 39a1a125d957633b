"""The opinion of a user on an answer: what a client may send."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.guard.message import MAX_SENDER, BadRequest
from helpdesk.insight.recorder import VOTE_REASONS

_ANSWER = re.compile(r"[a-z0-9][a-z0-9_-]{0,119}")


@dataclass(frozen=True)
class Feedback:
    """Whether an answer helped, and if not, why not."""

    sender: str
    answer: str
    helpful: bool
    reason: str | None


def feedback_from(data: Mapping[str, Any]) -> Feedback:
    """Check the object in a request. There is no free text in it: nobody can leave personal data. Raises BadRequest."""
    sender, answer, helpful, reason = (data.get(name) for name in ("sender", "answer_id", "helpful", "reason"))
    if not isinstance(sender, str) or not 0 < len(sender) <= MAX_SENDER:
        raise BadRequest(f"sender must be a text of 1 to {MAX_SENDER} characters")
    if not isinstance(answer, str) or not _ANSWER.fullmatch(answer):
        raise BadRequest("answer_id must be the id of an answer")
    if not isinstance(helpful, bool):
        raise BadRequest("helpful must be true or false")
    if reason is not None and reason not in VOTE_REASONS:
        raise BadRequest(f"reason must be null or one of: {', '.join(VOTE_REASONS)}")
    return Feedback(sender, answer, helpful, reason)
