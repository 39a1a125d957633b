"""The Kompas knowledge base: content, validation, store and search. Knows nothing of Rasa."""
