"""Bytes to lines, as they come. Only a line feed ends one; texts may hold what ends lines elsewhere."""


class Lines:
    """Puts together what comes in pieces."""

    def __init__(self) -> None:
        self._begun: list[bytes] = []

    def add(self, piece: bytes) -> list[bytes]:
        """The lines that are whole with this piece."""
        first, *rest = piece.split(b"\n")
        self._begun.append(first)
        if not rest:
            return []
        whole = [b"".join(self._begun), *rest[:-1]]
        self._begun = [rest[-1]]
        return whole
