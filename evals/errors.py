"""What stops the harness itself, as opposed to a model that does badly."""

from typing import ClassVar

from wirebrief.service.errors import ConfigurationError


class HarnessError(ConfigurationError):
    """Gold, outputs, a baseline or a configuration that cannot be used; nothing was measured."""

    code: ClassVar[str] = "harness"
    exit_code: ClassVar[int] = 2


class HashMismatch(HarnessError):
    """Two measurements that were not made against the same gold, schema or scorer."""

    code: ClassVar[str] = "hash_mismatch"
