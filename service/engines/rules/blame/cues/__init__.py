"""Cues: verbs that say in themselves who holds whom responsible, read by the slots of
`lexicons/blame.toml`."""

from wirebrief.service.engines.rules.blame.cues.reading import of_cues

__all__ = ["of_cues"]
