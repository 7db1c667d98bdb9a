"""Wirebrief."""
