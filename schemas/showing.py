"""What people and notebooks expect of a summary itself. The work is done in rooms above this one, which are
imported when they are asked: the contract alone still needs nothing but pydantic.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, cast

if TYPE_CHECKING:
    from wirebrief.schemas.summary import ArticleSummary

_COUNTED = ("incidents", "attributions", "quotes", "warnings")


class Showing:
    """Ways to look at an `ArticleSummary`."""

    def __repr__(self) -> str:
        """One line: the headline, and how many records there are."""
        summary = cast("ArticleSummary", self)
        counts = ", ".join(f"{len(getattr(summary, name))} {name}" for name in _COUNTED)
        return f"<ArticleSummary {summary.headline!r}: {counts}>"

    __str__ = __repr__

    def _repr_html_(self) -> str:
        """As notebooks show it."""
        return str(_above("rendering.notebook", "render_notebook")(self))

    def to_markdown(self) -> str:
        """The whole summary as Markdown."""
        return str(_above("rendering.markdown", "render_markdown")(self))

    def to_frames(self, library: Literal["pandas", "polars"] | None = None) -> dict[str, Any]:
        """A data frame for each kind of record, by the names of docs/desk.md.

        Args:
            library: by default pandas where it is installed, else polars.

        Raises:
            MissingExtra: neither is installed, or pyarrow (the extra `desk`) is not.
        """
        return dict(_above("desk.frames", "frames")([self], library))


def _above(module: str, name: str) -> Any:  # noqa: ANN401 - a function of a room that this one does not know
    return getattr(import_module(f"wirebrief.service.{module}"), name)
