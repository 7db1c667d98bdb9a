"""The libraries of extras, asked for where they are used."""

from importlib import import_module
from types import ModuleType

from wirebrief.service.errors import MissingExtra


def needed(module: str, what: str, extra: str = "desk") -> ModuleType:
    """A library that may not be installed.

    Args:
        what: who needs it, to begin a sentence with: "Parquet".
        extra: what brings it.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(
            f"{what} needs {module.split('.')[0]}.", hint=f"Install it with: pip install 'wirebrief[{extra}]'"
        ) from error
