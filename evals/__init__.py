"""Wirebrief's evals."""
