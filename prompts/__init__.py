"""Wirebrief's prompts."""
