"""The libraries of the `desk` extra, asked for where they are used."""

from importlib import import_module
from types import ModuleType

from wirebrief.service.errors import MissingExtra


def needed(module: str, what: str) -> ModuleType:
    """A library that may not be installed.

    Args:
        what: who needs it, to begin a sentence with: "Parquet".

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(
            f"{what} needs {module.split('.')[0]}.", hint="Install it with: pip install 'wirebrief[desk]'"
        ) from error
