"""What is known of each language: a folder of data a language, read when it is asked for.

`sentences.toml` says where sentences end, `words.toml` what words do. A value is words with spaces between,
or a list where one has several words.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

WITH_SENTENCES = frozenset({"en", "de"})
WITH_WORDS = frozenset({"de"})
"""Languages with the file; what English words do is still said by the modules that check English."""


@cache
def table(language: str, name: str) -> Mapping[str, frozenset[str]]:
    """The words of a language by what they do.

    Args:
        name: of the file, without `.toml`.
    """
    source = files(__package__).joinpath(language, f"{name}.toml").read_text("utf-8")
    return {key: frozenset(_each(value)) for key, value in tomllib.loads(source).items()}


def _each(value: str | list[str]) -> list[str]:
    return value.split() if isinstance(value, str) else value
