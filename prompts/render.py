"""From a template and its variables to the messages of a chat.

Templates are ours, yet what fills them is not: the environment is sandboxed, its values are immutable, an
undefined variable is an error, and a value is only ever inserted, never read as a template.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import FunctionLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

ROLES = ("system", "user")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the chat; `role` is `system` or `user`."""

    role: str
    content: str


def compact(value: object) -> str:
    """JSON as a model should write it: no white space, characters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@cache
def _compiled(template: str, parent: Callable[[str], str | None]) -> Template:
    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(parent),
        undefined=StrictUndefined,
        autoescape=False,  # a prompt is no HTML
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["compact"] = compact
    return environment.from_string(template)


def render_messages(
    template: str, variables: Mapping[str, object], parent: Callable[[str], str | None]
) -> list[Message]:
    """One message per role; the template sees the variable `role` and renders that role's part.

    `parent` gives the text of a template that this one extends, by file name.
    """
    compiled = _compiled(template, parent)
    return [Message(role, compiled.render({**variables, "role": role}).strip()) for role in ROLES]
