"""What a prompt file says about itself above its template."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

_FENCE = "+++"

Sampling = Mapping[str, float | int | str | bool]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of one prompt.

    Attributes:
        draft: name of the model in `schemas/draft.py` that the answer fills.
        example: path of the worked example, relative to this folder.
        sampling: request settings that the prompt was made with, as the API names them.
        omittable: request settings that may be left out where a server refuses them.
    """

    name: str
    version: str
    purpose: str
    draft: str
    example: str
    sampling: Sampling = field(default_factory=dict)
    omittable: frozenset[str] = frozenset()


def split(source: str) -> tuple[FrontMatter, str]:
    """Front matter and template of a prompt file's text.

    Raises:
        ValueError: no front matter, or a key that is missing, unknown or of the wrong type.
    """
    opening, front, template = [*source.split(f"{_FENCE}\n", 2), "", ""][:3]
    if opening.strip() or not template:
        raise ValueError(f"no front matter between two lines of {_FENCE}")
    return _checked(tomllib.loads(front)), template


def _checked(given: dict[str, object]) -> FrontMatter:
    texts = {key: given.pop(key, None) for key in ("name", "version", "purpose", "draft", "example")}
    sampling, omittable = given.pop("sampling", {}), given.pop("omittable", [])
    wrong = [key for key, value in texts.items() if not isinstance(value, str)] + sorted(given)
    if wrong or not isinstance(sampling, dict) or not isinstance(omittable, list):
        raise ValueError(f"front matter lacks or does not know: {', '.join(wrong) or 'sampling, omittable'}")
    return FrontMatter(
        name=str(texts["name"]),
        version=str(texts["version"]),
        purpose=str(texts["purpose"]),
        draft=str(texts["draft"]),
        example=str(texts["example"]),
        sampling=sampling,
        omittable=frozenset(map(str, omittable)),
    )
