"""What runs inside the Rasa server: NLU components, training data importer, guarded channels."""
