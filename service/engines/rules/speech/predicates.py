"""Reports that a reporting word governs: "said that …", "urged X to …", "according to …"."""

from collections.abc import Callable, Iterator
from itertools import accumulate

from wirebrief.service.engines.rules.lexicon import ANY, SAID, Cue, Cues, grammar
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.beside import speaker_beside
from wirebrief.service.engines.rules.speech.frames import active, passive
from wirebrief.service.engines.rules.speech.nouns import of_adjective, of_noun
from wirebrief.service.engines.rules.speech.phrases import of_according, of_phrase
from wirebrief.service.engines.rules.speech.report import Report
from wirebrief.service.engines.rules.speech.told import Found, as_said, content_clause
from wirebrief.service.engines.rules.syntax.clauses import Extent, phrase, verb_group, without
from wirebrief.service.engines.rules.syntax.subjects import passes_on, relative, subject
from wirebrief.service.engines.rules.syntax.voice import is_passive

_LISTED_AS = {"parenthetical": "clause", "passive_clause": "clause"}
"""Frames as the lexicon calls them."""
_SOURCELESS = ("appearance", "passive_infinitive", "passive_clause")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_UNREAL = frozenset(
    {"should", "can", "could", "may", "might", "'d", "must", "will", "shall", "'ll", "wo", "ca"}
)
_OPEN = frozenset({"infinitive", "appearance", "adjective_infinitive"})
_TOLD = frozenset({"speech", "writing"})
_VOICED = SAID | {"judgement"}
_ADDRESSED = frozenset({"you", "one"})
_NESTABLE = frozenset({"clause", "according_to"})


def governed(parsed: Parsed, cues: Cues) -> list[Report]:
    """Every report whose content depends on a reporting word of the lexicon, in the order of the cues.

    Words inside quotation marks report nothing: what a speaker says that others say is part of what he says.
    """
    found = [report for report in _all(parsed, cues) if report.source is not None or _may_lack_source(report)]
    # "seemed to say that …", "demanded to know whether …": what is said, not that it seemed so
    opened = {
        parsed.head[r.cue_head] for r in found if parsed.dep[r.cue_head] == "xcomp" and r.frame == "clause"
    }
    found = [report for report in found if report.frame not in _OPEN or report.cue_head not in opened]
    depth = _depths(len(parsed), found)
    return [report for report in found if _may_nest(report) or not _is_nested(report, depth)]


def _may_lack_source(report: Report) -> bool:
    """ "The closure was announced", "it seems to rain"; but no judgement that nobody passes."""
    return report.frame in _SOURCELESS or (report.frame.startswith("passive") and report.sort in SAID)


def _may_nest(report: Report) -> bool:
    """Whether it stands within what another says: a clause that is said in its turn, but no thought."""
    return report.frame in _NESTABLE and report.sort in _TOLD


def _depths(tokens: int, reports: list[Report]) -> list[int]:
    """In how many stretches of content each token stands."""
    changes = [0] * (tokens + 1)
    for first, last in (extent for report in reports for extent in report.content):
        changes[first] += 1
        changes[last + 1] -= 1
    return list(accumulate(changes))


def _is_nested(report: Report, depth: list[int]) -> bool:
    """Whether its cue is part of what another report says ("said it rejected the plan")."""
    own = sum(first <= report.cue_head <= last for first, last in report.content)
    return report.cue_head >= 0 and depth[report.cue_head] > own


def _all(parsed: Parsed, cues: Cues) -> Iterator[Report]:
    tables = {"VERB": cues.verbs, "AUX": cues.verbs, "NOUN": cues.nouns, "ADJ": cues.adjectives}
    for i, pos in enumerate(parsed.pos):
        if parsed.quote[i] >= 0:
            continue
        report = of_according(parsed, i) if parsed.lower[i] == "according" else None
        if pos == "ADP" and (known := cues.phrases.get(parsed.lower[i])):
            report = of_phrase(parsed, i, known)
        table = tables.get(pos)
        cue = (table.get(parsed.lemma[i]) or table.get(ANY)) if table is not None else None
        if report is None and cue is not None:
            report = _of_cue(parsed, i, cue, cues)
        if report is not None:
            yield report


def _of_cue(parsed: Parsed, token: int, cue: Cue, cues: Cues) -> Report | None:
    if parsed.pos[token] == "NOUN":
        return of_noun(parsed, token, cue)
    if parsed.pos[token] == "ADJ":
        return of_adjective(parsed, token, cue)
    return _of_verb(parsed, token, cue, cues)


def _of_verb(parsed: Parsed, verb: int, cue: Cue, cues: Cues) -> Report | None:
    def is_cue(token: int) -> bool:
        entry = cues.verbs.get(parsed.lemma[token])
        return entry is not None and _is_voiced(entry)

    if passes_on(parsed, verb):
        return None
    is_done = parsed.tag[verb] == "VBN" and is_passive(parsed, verb)
    speaker = _agent(parsed, verb) if is_done else _speaker(parsed, verb, cue)
    found = _passive(parsed, verb, cue, is_cue) if is_done else active(parsed, verb, cue, speaker, is_cue)
    if found is None:
        return None
    frame, content = found
    sense = cue.sense(_LISTED_AS.get(frame, frame.replace("passive_prep", "object_prep")))
    if sense.said and _is_unreal(parsed, verb):
        return None
    if not sense.said and speaker >= 0 and parsed.lower[speaker] in _ADDRESSED:
        return None
    source = _source(parsed, -1 if is_done else relative(parsed, verb), speaker)
    if source is not None:
        content = tuple(piece for extent in content for piece in without(parsed, extent, [source]))
    if not content:
        return None
    return Report(
        content=content,
        source=source,
        source_head=speaker,
        cue=verb_group(parsed, verb),
        cue_head=verb,
        frame=frame,
        stance=sense.stance,
        sort=sense.sort,
        negated=_is_denied(parsed, verb),
    )


def _is_voiced(entry: Cue) -> bool:
    """Whether a verb reports by itself, and not only with words in marks beside it."""
    return any(frame != "quote" and sense.sort in _VOICED for frame, sense in entry.senses.items())


def _speaker(parsed: Parsed, verb: int, cue: Cue) -> int:
    """The subject of an active verb; where the parse has lost it, the noun phrase beside the verb."""
    if cue.has("appearance"):
        return -1
    found = subject(parsed, verb)
    return speaker_beside(parsed, verb) if found < 0 and parsed.tag[verb] in _FINITE else found


def _source(parsed: Parsed, pronoun: int, speaker: int) -> Extent | None:
    """The words that name the speaker: "who" where it stands for them."""
    if pronoun >= 0:
        return pronoun, pronoun
    return phrase(parsed, speaker) if speaker >= 0 else None


def _passive(parsed: Parsed, verb: int, cue: Cue, is_cue: Callable[[int], bool]) -> Found:
    found = passive(parsed, verb, cue)
    if found is None and cue.has("clause"):  # "was told that …": nobody is named who says it
        found = content_clause(parsed, verb, -1, is_cue) or as_said(parsed, verb)
        return ("passive_clause", found[1]) if found else None
    return found


def _is_unreal(parsed: Parsed, verb: int) -> bool:
    """ "could say", "will announce", "has yet to tell", "are not able to say": nobody says anything."""
    if any(parsed.dep[c] == "aux" and parsed.lower[c] in _UNREAL for c in parsed.children[verb]):
        return True
    up = parsed.head[verb]
    if parsed.dep[verb] != "xcomp" or parsed.tag[verb] != "VB":
        return False
    awaited = parsed.lemma[up] == "have" and any(parsed.lower[t] == "yet" for t in range(up, verb))
    copula = parsed.head[up] if parsed.dep[up] == "acomp" else up
    unable = parsed.lower[up] == "unable" or (parsed.lower[up] == "able" and parsed.child(copula, "neg") >= 0)
    return awaited or unable


def _is_denied(parsed: Parsed, verb: int) -> bool:
    """ "did not say", "declined to say", "would not want to say"."""
    while parsed.child(verb, "neg") < 0:
        head = parsed.head[verb]
        if parsed.dep[verb] != "xcomp" or parsed.lemma[head] in grammar().refusing:
            return parsed.dep[verb] == "xcomp"
        verb = head
    return True


def _agent(parsed: Parsed, verb: int) -> int:
    by = parsed.child(verb, "agent")
    return parsed.child(by, "pobj") if by >= 0 else -1
