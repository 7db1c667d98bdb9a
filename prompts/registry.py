"""Prompts by name and version: what each is for, what it renders to, and its hash.

A prompt is a file `NAME.vVERSION.md`: TOML front matter between `+++` lines, then a template that is
rendered once per role (`system`, `user`). A released file is never edited; a change is a new version.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from wirebrief.prompts.front_matter import FrontMatter, split
from wirebrief.prompts.render import Message, render_messages
from wirebrief.schemas import PromptUse

FOLDER = Path(__file__).parent
_FILE = re.compile(r"(?P<name>[a-z_]+)\.v(?P<version>\d+)\.md")


class UnknownPrompt(LookupError):
    """No prompt has this name and version; the message lists those there are."""


class BrokenPrompt(ValueError):
    """A prompt file whose front matter or template cannot be used; the message names the file."""


@dataclass(frozen=True)
class Prompt:
    """One version of one prompt.

    Attributes:
        source: the file's text, front matter included.
        template: the text below the front matter.
        example: the worked example, as `{"article": [line, …], "answer": {…}}`.
        sha256: hash over everything that decides what is sent: this file, those it extends, and the example.
    """

    front: FrontMatter
    source: str = field(repr=False)
    template: str = field(repr=False)
    example: Mapping[str, object] = field(repr=False)
    sha256: str

    @property
    def name(self) -> str:
        return self.front.name

    @property
    def version(self) -> str:
        return self.front.version

    @property
    def use(self) -> PromptUse:
        """What a result says about this prompt in its provenance."""
        return PromptUse(name=self.name, version=self.version, sha256=self.sha256)

    def render(self, variables: Mapping[str, object]) -> list[Message]:
        """The messages to send.

        Raises:
            jinja2.UndefinedError: the template uses a variable that is not given.
        """
        return render_messages(self.template, {**variables, "example": self.example}, _template_text)


def prompts() -> tuple[Prompt, ...]:
    """Every prompt there is, by name and version."""
    found = [match for path in sorted(FOLDER.iterdir()) if (match := _FILE.fullmatch(path.name))]
    ordered = sorted(found, key=lambda match: (match["name"], int(match["version"])))
    return tuple(_load(match.string) for match in ordered)


def prompt(name: str, version: str | None = None) -> Prompt:
    """The prompt called `name`; without a version the newest.

    Raises:
        UnknownPrompt: there is none.
    """
    candidates = [p for p in prompts() if p.name == name and version in (None, p.version)]
    if not candidates:
        there_are = ", ".join(f"{p.name} v{p.version}" for p in prompts())
        wanted = name if version is None else f"{name} v{version}"
        raise UnknownPrompt(f"There is no prompt {wanted!r}. There are: {there_are}.")
    return candidates[-1]


@cache
def _load(filename: str) -> Prompt:
    source = (FOLDER / filename).read_text(encoding="utf-8")
    try:
        front, template = split(source)
    except (ValueError, tomllib.TOMLDecodeError) as error:
        raise BrokenPrompt(f"{filename}: {error}") from error
    if filename != f"{front.name}.v{front.version}.md":
        raise BrokenPrompt(f"{filename} says that it is {front.name} v{front.version}")
    example = (FOLDER / front.example).read_text(encoding="utf-8")
    decides = [source, *_parents(template), example]
    return Prompt(front, source, template, json.loads(example), _sha256(decides))


def _parents(template: str) -> list[str]:
    """The sources that a template extends, nearest first."""
    sources = []
    for filename in re.findall(r'{%-?\s*extends\s+"([^"]+)"', template):
        source = (FOLDER / filename).read_text(encoding="utf-8")
        sources += [source, *_parents(split(source)[1])]
    return sources


def _template_text(filename: str) -> str:
    return split((FOLDER / filename).read_text(encoding="utf-8"))[1]


def _sha256(texts: list[str]) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(hashlib.sha256(text.encode()).digest())
    return digest.hexdigest()
