"""Refuse an editable install of a checkout whose links became plain files."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOMS = ("service", "schemas", "prompts", "evals")


class LinkCheck(BuildHookInterface):
    """Only an editable install follows the links; wheels and sdists take the rooms themselves."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Stop with one sentence when a room is not reachable through `src/wirebrief`."""
        broken = [room for room in ROOMS if not Path(self.root, "src", "wirebrief", room).is_dir()]
        if version == "editable" and broken:
            raise RuntimeError(
                f"src/wirebrief/{{{','.join(broken)}}} should be symbolic links to the folders at the top of "
                "the repository, but this checkout has plain files or nothing in their place: turn links on "
                "(git config core.symlinks true) and check out again (git checkout -- src/wirebrief)."
            )
