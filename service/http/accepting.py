"""Which of the forms on offer a client wants (RFC 9110, 12.5.1)."""

from collections.abc import Sequence


def preferred(accept: str, offered: Sequence[str]) -> str:
    """The media type that the client likes best; the first on offer where it has no preference.

    Args:
        accept: the header.
        offered: media types without parameters. A client that accepts none of them gets the first: an answer
            in another form tells it more than a refusal.
    """
    wishes = dict(_wish(part) for part in reversed(accept.lower().split(",")))
    return max(offered, key=lambda media_type: _liking(media_type, wishes))


def _wish(part: str) -> tuple[str, float]:
    media_type, *parameters = (piece.strip() for piece in part.split(";"))
    said = [value for name, _, value in (p.partition("=") for p in parameters) if name.strip() == "q"]
    try:
        return media_type, float(said[0]) if said else 1.0
    except ValueError:
        return media_type, 0.0


def _liking(media_type: str, wishes: dict[str, float]) -> float:
    for called in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
        if called in wishes:
            return wishes[called]
    return 0.0
