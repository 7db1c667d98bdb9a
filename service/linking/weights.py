"""The weights of comparison, from `weights.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

from wirebrief.schemas.events import Feature


@dataclass(frozen=True, slots=True)
class Weights:
    """Attributes:
    prior: bits for any two incidents that are compared at all.
    threshold: bits above which two are one event.
    bits: weight of each level, by feature.
    akin: unordered pairs of types that one act may be told as.
    """

    prior: float
    threshold: float
    bits: Mapping[str, Mapping[str, float]]
    akin: frozenset[tuple[str, str]]


@cache
def weights() -> Weights:
    """Those that are shipped."""
    told = tomllib.loads(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8"))
    groups = told["groups"].values()
    return Weights(
        prior=told["prior"],
        threshold=told["threshold"],
        bits={feature: told[feature] for feature in get_args(Feature)},
        akin=frozenset((a, b) for group in groups for a in group for b in group if a != b),
    )
