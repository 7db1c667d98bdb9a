"""Intervals over documents, comparisons of two runs, and what a sample of this size can show at all."""
