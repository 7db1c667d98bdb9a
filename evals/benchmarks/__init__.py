"""Adapters to public benchmarks, in their original formats; the data stays outside the project."""
