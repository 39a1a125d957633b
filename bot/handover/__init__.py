"""The hand-over to a person. It runs inside the Rasa server: it must work when the action server is what failed."""
