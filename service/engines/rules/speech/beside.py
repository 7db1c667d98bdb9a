"""Cues and speakers beside quotation marks, found by their place where the parse does not tell."""

from wirebrief.service.engines.rules.actor_words import words
from wirebrief.service.engines.rules.lexicon import Cues
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.clauses import Extent
from wirebrief.service.engines.rules.syntax.subjects import own_subject, passes_on

_AFTER = 28
"""Words after the closing mark within which its cue must stand."""
_BEFORE_TAG = (",", "?", "!")
"""How words in marks end before a speech tag."""
_SOON = 3
_SHORT = 6
_BREAKS = (",", "-", "--", "–", "—")
_DASHES = ("-", "–", "—")
_PERSONS = ("he", "she", "they")
_NOMINAL = ("PROPN", "NOUN", "PRON")


def cue_after(parsed: Parsed, cues: Cues, extent: Extent) -> int:
    """The nearest reporting verb between the closing mark and the end of its sentence, or -1."""
    first, end = extent[1] + 1, parsed.segments[parsed.segment[extent[1]]][1]
    while first < end and (parsed.mark[first] or parsed.pos[first] == "PUNCT"):
        first += 1
    if first < end and (parsed.pos[first] == "SCONJ" or parsed.tag[first] == "WRB"):
        return -1  # '…," when the mayor blamed him': no tag, but a clause of the sentence before
    if _awaits_tag(parsed, extent):
        for i in range(first, min(end, first + _AFTER)):
            if parsed.quote[i] >= 0:
                break
            if _is_cue(parsed, cues, i):
                whole = parsed.text[extent[0]][:1].isupper()
                return i if whole or i - first < _SOON or _governs(parsed, i, extent) else -1
    return _tag_cut_off(parsed, cues, extent)


def _tag_cut_off(parsed: Parsed, cues: Cues, extent: Extent) -> int:
    """The cue of a speech tag that reads like a sentence of its own: ("Why now?" Ann Lee went on.)"""
    segment = parsed.segment[extent[1]]
    ends_with_it = all(parsed.mark[i] for i in range(extent[1] + 1, parsed.segments[segment][1]))
    if parsed.text[extent[1]] not in ("?", "!") or not ends_with_it or segment + 1 == len(parsed.segments):
        return -1
    first, end = parsed.segments[segment + 1]
    sentences = parsed.document.sentences
    if sentences[parsed.sentence[first]].paragraph != sentences[parsed.sentence[extent[1]]].paragraph:
        return -1
    for i in range(first + 1, min(end, first + _SHORT)):
        if (
            _is_cue(parsed, cues, i)
            and parsed.child(i, "ccomp", "dobj", "xcomp") < 0
            and own_subject(parsed, i) < i
        ):
            return i
    return -1


def tag_after(parsed: Parsed, cues: Cues, extent: Extent) -> int:
    """The verb of a speech tag right behind the closing mark ('…," the driver said'), or -1.

    The words in marks must end as they do before a tag: with a comma, a question mark or an exclamation mark.
    The verb is taken by its form where the parser sees a noun in it ("…," the sign reads).
    """
    if not _awaits_tag(parsed, extent):
        return -1
    cue = cue_after(parsed, cues, extent)
    if cue >= 0:
        return cue
    first, end = extent[1] + 1, parsed.segments[parsed.segment[extent[1]]][1]
    for i in range(first + 1, min(end, first + _AFTER)):
        entry = cues.verbs.get(parsed.lemma[i])
        at_end = i + 1 == end or parsed.text[i + 1] in (".", ",")
        if entry and entry.has("quote") and at_end and parsed.quote[i] < 0:
            return i
    return _unlisted_tag(parsed, first, end)


def _unlisted_tag(parsed: Parsed, first: int, end: int) -> int:
    """A verb of a tag that no list has, known by its subject behind it ("Wait!" beamed Ann Lee), or -1."""
    while first < end and parsed.mark[first]:
        first += 1
    if first >= end or parsed.tag[first] not in ("VBD", "VBZ") or parsed.pos[first] != "VERB":
        return -1
    found = own_subject(parsed, first)
    return first if found > first and can_speak(parsed, found) else -1


def cue_before(parsed: Parsed, cues: Cues, extent: Extent) -> int:
    """The nearest reporting verb before the opening mark, or of a sentence that ends in a colon, or -1."""
    first, outside = _lead(parsed, extent)
    for i in range(outside, first - 1, -1):
        if parsed.quote[i] >= 0:
            break
        if _is_cue(parsed, cues, i):
            return i if _introduces(parsed, i, outside, extent) else -1
    return -1


def _awaits_tag(parsed: Parsed, extent: Extent) -> bool:
    """Whether words in marks end as they do before a speech tag; a mark within them may close there too."""
    first, last = extent
    while last > first and parsed.text[last] in ("'", "’", "''", '"'):
        last -= 1
    return parsed.text[last] in _BEFORE_TAG


def _introduces(parsed: Parsed, cue: int, outside: int, extent: Extent) -> bool:
    """Whether a verb before the mark goes with it: next to it, above it in the parse, or set off from it."""
    if cue == outside:
        return True
    opened = bool({parsed.text[outside], parsed.text[outside + 1]} & {",", ":"})
    if opened and parsed.text[extent[0]][:1].isupper():
        return True
    return not _verb_between(parsed, cue + 1, outside) and (opened or _governs(parsed, cue, extent))


def _verb_between(parsed: Parsed, first: int, last: int) -> bool:
    return any(parsed.pos[i] == "VERB" for i in range(first, last))


def _governs(parsed: Parsed, cue: int, extent: Extent) -> bool:
    """Whether a cue is the first verb above the words in marks."""
    for i in range(extent[0], extent[1] + 1):
        above = parsed.head[i]
        if extent[0] <= above <= extent[1] or parsed.pos[i] == "PUNCT":
            continue
        while parsed.head[above] != above and parsed.pos[above] not in ("VERB", "AUX"):
            above = parsed.head[above]
        if above == cue:
            return True
    return False


def credit_after(parsed: Parsed, extent: Extent) -> int:
    """Whose a quotation is by a dash and a name behind it ("…" - Ann Lee, mayor), or -1."""
    at, paragraph = extent[1] + 1, _paragraph(parsed, extent[1])
    while at < len(parsed) and (parsed.mark[at] or parsed.text[at] in (".", "!", "?")):
        at += 1
    dash = at
    if (
        dash + 1 >= len(parsed)
        or parsed.text[dash][0] not in _DASHES
        or _paragraph(parsed, dash) != paragraph
    ):
        return -1
    run = dash + 1
    while run < len(parsed) and parsed.pos[run] == "PROPN" and _paragraph(parsed, run) == paragraph:
        run += 1
    named = run > dash + 1 and (run == len(parsed) or parsed.pos[run] not in ("VERB", "AUX"))
    return run - 1 if named else -1


def _paragraph(parsed: Parsed, token: int) -> int:
    return parsed.document.sentences[parsed.sentence[token]].paragraph


def introducer(parsed: Parsed, extent: Extent) -> int:
    """Whom the words before a colon name ("The mayor's answer: …", "It did not surprise Lund: …"), or -1."""
    first, outside = _lead(parsed, extent)
    if outside < first or parsed.text[outside] != ":" or parsed.lower[first] in ("on", "about", "re"):
        return -1
    roots = (i for i in range(first, outside) if parsed.head[i] == i and parsed.pos[i] in ("VERB", "AUX"))
    named = [head for root in roots if (head := own_subject(parsed, root)) >= 0]
    named += [i for i in range(outside - 1, first - 1, -1) if parsed.pos[i] in _NOMINAL]
    things = (head for head in named if parsed.pos[head] != "PRON")
    return next((head for head in named if can_speak(parsed, head)), next(things, -1))


def can_speak(parsed: Parsed, head: int) -> bool:
    """Whether a noun phrase names somebody who can have words."""
    if parsed.pos[head] == "PRON":
        return parsed.lower[head] in _PERSONS
    if parsed.entity[head] in ("PERSON", "ORG", "GPE", "NORP") or parsed.lemma[head] in words().roles:
        return True
    return words().kinds.get(parsed.lower[head], "other") != "other"


def speaker_beside(parsed: Parsed, cue: int) -> int:
    """The noun phrase next to a cue whose subject the parse has lost ("…," said Ann Lee), or -1."""
    first, end = parsed.segments[parsed.segment[cue]]
    before = cue - 1
    while before >= first and parsed.pos[before] in ("ADV", "AUX", "PART"):
        before -= 1
    if before >= first and parsed.pos[before] in _NOMINAL and parsed.quote[before] < 0:
        return before
    if before >= first and parsed.text[before] in _BREAKS:
        named = _before_insertion(parsed, first, before)
        if named >= 0:
            return named
    if parsed.tag[cue] in ("VBG", "VB"):
        return -1
    after = cue + 1
    while after < end and parsed.pos[after] in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "PART"):
        after += 1
    for i in range(after - 1, cue, -1):
        if parsed.pos[i] in _NOMINAL and parsed.quote[i] < 0 and parsed.entity[i] not in ("DATE", "TIME"):
            return i
    return -1


def _before_insertion(parsed: Parsed, first: int, closing: int) -> int:
    """Whom an insertion before a verb belongs to ("Lee, the club's manager, said"), or -1."""
    for i in range(closing - 1, first, -1):
        if parsed.quote[i] >= 0 or parsed.text[i] == ";":
            return -1
        if (
            parsed.text[i] == parsed.text[closing]
            and parsed.pos[i - 1] in _NOMINAL
            and can_speak(parsed, i - 1)
        ):
            return i - 1
    return -1


def _lead(parsed: Parsed, extent: Extent) -> tuple[int, int]:
    """The words before a quotation: of its own sentence, or of the one before where that ends in a colon."""
    segment = parsed.segment[extent[0]]
    first = parsed.segments[segment][0]
    outside = extent[0] - 1
    while outside >= first and (
        parsed.mark[outside] or parsed.pos[outside] == "SPACE" or parsed.text[outside] == ","
    ):
        outside -= 1
    if outside < first and segment > 0:
        first, end = parsed.segments[segment - 1]
        if parsed.text[end - 1] != ":":
            return end, end - 1
        outside = end - 1
    return first, outside


def _is_cue(parsed: Parsed, cues: Cues, token: int) -> bool:
    entry = cues.verbs.get(parsed.lemma[token])
    if entry is None or parsed.pos[token] not in ("VERB", "AUX"):
        return False
    if parsed.tag[token] == "VBN" and parsed.child(token, "aux") < 0:
        return False  # "was interrupted", "printed": not the one who speaks
    if passes_on(parsed, token):
        return False
    return entry.has("quote") or (entry.has("clause") and entry.sense("clause").said)
