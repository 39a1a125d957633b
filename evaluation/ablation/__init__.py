"""Measures what each component of search is worth, by leaving it out and learning the rest again."""
