"""What a user installs: one package, whole, that runs away from the repository."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("service", "schemas", "prompts", "evals")


def _run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run([str(part) for part in command], cwd=cwd, env=clean, capture_output=True, text=True)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from that sdist."""
    folder = tmp_path_factory.mktemp("built")
    done = _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it, which borrows the dependencies of this one."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    install = ("install", "--quiet", "--no-deps", "--no-index", wheel)
    done = _run(sys.executable, "-m", "pip", "--python", python, *install, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    # A path named in a .pth file is searched, but .pth files inside it are not read: the link that makes the
    # development install editable stays out of reach.
    site = next(folder.glob("lib/python*/site-packages"))
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


def test_wheel_holds_one_package_and_its_metadata(names: set[str]) -> None:
    """Top-level folders called `service` or `schemas` would clash with everybody's."""
    tops = {name.split("/")[0] for name in names}
    assert len(tops) == 2
    assert "wirebrief" in tops
    assert any(top.endswith(".dist-info") for top in tops - {"wirebrief"})


@pytest.mark.parametrize("room", ROOMS)
def test_every_file_of_a_room_is_in_the_wheel(names: set[str], room: str) -> None:
    """Modules, prompt templates, lexicons and gold alike, save the seed article's folder."""
    ours = {path.relative_to(ROOT) for path in (ROOT / room).rglob("*") if path.is_file()}
    seed = Path("evals", "gold", "seed")
    expected = {
        f"wirebrief/{path.as_posix()}" for path in ours if path.suffix != ".pyc" and seed not in path.parents
    }
    assert expected
    assert expected - names == set()


def test_package_is_marked_as_typed(names: set[str]) -> None:
    assert {"wirebrief/__init__.py", "wirebrief/py.typed"} <= names


def test_seed_article_is_in_neither_archive(built: Path, names: set[str]) -> None:
    """It is the one text of the repository that is not ours to hand out."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        sdist = archive.getnames()
    assert [name for name in (*names, *sdist) if "gold/seed" in name] == []


def test_wheel_imports_away_from_the_repository(installed: Path, tmp_path: Path) -> None:
    code = "import wirebrief; print(wirebrief.__file__)"
    done = _run(installed / "bin" / "python", "-c", code, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).is_relative_to(installed)


def test_console_script_runs_away_from_the_repository(installed: Path, tmp_path: Path) -> None:
    done = _run(installed / "bin" / "wirebrief", "--help", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "summarize" in done.stdout


def test_editable_install_refuses_links_that_became_plain_files(tmp_path: Path) -> None:
    """Git writes a link as a one-line text file where links are off (Windows, some archives)."""
    for name in ("pyproject.toml", "hatch_build.py", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "README.md").touch()
    package = tmp_path / "src" / "wirebrief"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    for room in ROOMS:
        (package / room).write_text(f"../../{room}")
    code = "from hatchling.build import build_editable; build_editable('.')"
    done = _run(sys.executable, "-c", code, cwd=tmp_path)
    assert done.returncode != 0
    assert "should be symbolic links to the folders at the top of the repository" in done.stderr
