"""Compares the reply times of the assistant with those of stock Rasa, and shows where the time goes."""
