"""Classes of words that every reader of the tree goes by."""

VERBAL = ("VERB", "AUX")
NOMINAL = ("NOUN", "PROPN")
COPULAS = frozenset({"be", "remain", "become", "seem", "appear"})
DUMMIES = frozenset({"it", "this", "that", "those", "these"})
"""Subjects of "be" that name nobody."""
