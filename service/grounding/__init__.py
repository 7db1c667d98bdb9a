"""Grounding: from an engine's draft to a checked, assembled summary."""
