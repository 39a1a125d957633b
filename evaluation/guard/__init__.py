"""Measures what must never go wrong: danger, victims, personal data, and messages that are not for us."""
