"""Places in a text, and what the finders share to read them."""

from __future__ import annotations

import re

Span = tuple[int, int]
ONES = "(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)"  # one to nine in Dutch words, a pattern


def group(match: re.Match[str], *names: str) -> Span:
    """The span of the first of these groups that took part in the match."""
    return next(match.span(name) for name in names if match[name] is not None)


def digits(text: str) -> str:
    """Only the digits of a text.

    >>> digits("06-12 (3)")
    '06123'
    """
    return "".join(c for c in text if c in "0123456789")
