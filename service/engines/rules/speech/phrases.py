"""Reports in a phrase: "according to the mayor", "in his view", "to many, …", "in a new poll, …"."""

from wirebrief.service.engines.rules.lexicon import ANY, Phrase
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.beside import can_speak
from wirebrief.service.engines.rules.speech.report import Report
from wirebrief.service.engines.rules.syntax.clauses import phrase, without
from wirebrief.service.engines.rules.syntax.subjects import own_subject

_PEOPLE = frozenset({"many", "some", "others", "most", "me", "him", "her", "them", "us"})


def of_according(parsed: Parsed, token: int) -> Report | None:
    """ "according to X": X says the clause that the phrase hangs on."""
    to = parsed.child(token, "prep")
    speaker = parsed.child(to, "pobj") if to >= 0 else parsed.child(token, "pobj")
    if speaker < 0:
        return None
    return _report(parsed, token, speaker, (token, to if to >= 0 else token), "according_to", "speech")


def of_phrase(parsed: Parsed, token: int, known: tuple[Phrase, ...]) -> Report | None:
    """A phrase of the lexicon, whose clause the one in it says or thinks."""
    noun = parsed.child(token, "pobj")
    if noun < 0 or parsed.pos[parsed.head[token]] not in ("VERB", "AUX"):
        return None
    for entry in known:
        if entry.opens and not _opens(parsed, token):
            continue
        if parsed.lemma[noun] in entry.lemmas:
            speaker = parsed.child(noun, "poss") if entry.owned else noun
        elif ANY in entry.lemmas and (can_speak(parsed, noun) or parsed.lower[noun] in _PEOPLE):
            speaker = noun
        else:
            continue
        if speaker >= 0:
            return _report(parsed, token, speaker, (token, token), "phrase", entry.sort)
    return None


def _opens(parsed: Parsed, token: int) -> bool:
    """Whether a phrase opens its sentence and is set off by a comma."""
    first, end = parsed.segments[parsed.segment[token]]
    last = parsed.right[token] + 1
    return parsed.left[token] == first and last < end and parsed.text[last] == ","


def _report(
    parsed: Parsed, token: int, speaker: int, cue: tuple[int, int], frame: str, sort: str
) -> Report | None:
    """The clause that a phrase hangs on, without the phrase."""
    head = parsed.head[token]
    while parsed.head[head] != head and not _is_clause(parsed, head):
        head = parsed.head[head]
    aside = (parsed.left[token], parsed.right[token])
    content = without(parsed, (parsed.left[head], parsed.right[head]), [aside])
    if not content:
        return None
    return Report(content, phrase(parsed, speaker), speaker, cue, token, frame, sort=sort)


def _is_clause(parsed: Parsed, head: int) -> bool:
    """Whether a word heads a clause with a subject of its own: not the second verb of "rose and fell"."""
    if parsed.pos[head] not in ("VERB", "AUX") or parsed.dep[head] in ("aux", "auxpass", "cc"):
        return False
    return own_subject(parsed, head) >= 0 or parsed.dep[head] not in ("conj", "advcl", "acl")
