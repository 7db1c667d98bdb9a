"""Wirebrief's service."""
