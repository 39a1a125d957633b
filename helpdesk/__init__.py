"""Tickets, feedback, figures and the editors' worklist. Knows nothing of Rasa."""
