"""Flows of questions with conditions: which question is next, what a message answers, and the plan at the end.

Pure: knows the knowledge base, not Rasa (docs/decisions/0015).
"""
