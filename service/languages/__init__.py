"""What is known of each language: a folder of data a language, read when it is asked for.

`sentences.toml` says where sentences end, `words.toml` what words do (`words.py`), `times.toml` how times are
said, `countries.txt` what countries are called. CONTRIBUTING.md says how to add a language.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


def _with(name: str) -> frozenset[str]:
    """The languages whose folder has a file."""
    folders = [entry for entry in files(__package__).iterdir() if entry.is_dir()]
    return frozenset(folder.name for folder in folders if folder.joinpath(name).is_file())


WITH_SENTENCES = _with("sentences.toml")
WITH_WORDS = _with("words.toml")
"""Languages with the file; what English words do is still said by the modules that check English."""
WITH_TIMES = _with("times.toml")


@cache
def table(language: str, name: str) -> Mapping[str, frozenset[str]]:
    """The words of a language by what they do; a value is words with spaces between.

    Args:
        name: of the file, without `.toml`.
    """
    return {key: frozenset(value.split()) for key, value in data(language, f"{name}.toml").items()}


def data(language: str, name: str) -> dict[str, Any]:
    """A file of a language's folder as it stands: what is in it depends on the file."""
    return tomllib.loads(text(language, name))


def text(language: str, name: str) -> str:
    """A file of a language's folder, unread."""
    return files(__package__).joinpath(language, name).read_text("utf-8")
