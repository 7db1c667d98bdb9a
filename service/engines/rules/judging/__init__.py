"""Whether a word that may tell of an incident tells of one here: rules propose, a linear model judges."""

from wirebrief.service.engines.rules.judging.judge import Judge

__all__ = ["Judge"]
