"""Actors: the noun phrases of an article, clustered into those who act and speak in it."""

from wirebrief.service.engines.rules.actors.cast import Actor, Cast

__all__ = ["Actor", "Cast"]
