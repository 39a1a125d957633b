"""Figures about conversations, without personal data: what is recorded, what it means, and how it is shown."""
