"""A small network that reads beside the rules: how likely words mean what they seem to, and of whom."""

from wirebrief.service.engines.rules.tagger.tags import Tags

__all__ = ["Tags"]
