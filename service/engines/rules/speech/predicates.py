"""Reports that a verb or a noun governs: "said that …", "urged X to …", "according to …"."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.lexicon import Cue, Cues
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.clauses import (
    Extent,
    clause,
    phrase,
    subject,
    trim,
    verb_group,
    without,
)
from wirebrief.service.engines.rules.speech.report import Report, merged

Content = tuple[Extent, ...]


def governed(parsed: Parsed, cues: Cues, *, include_belief: bool = False) -> Iterator[Report]:
    """Every report whose content depends on a reporting word of the lexicon, in the order of the cues."""
    for i, pos in enumerate(parsed.pos):
        if parsed.lower[i] == "according":
            yield from _according(parsed, i)
        elif pos in ("VERB", "AUX"):
            cue = cues.verbs.get(parsed.lemma[i])
            if cue and (cue.said or include_belief):
                yield from _verb(parsed, i, cue)
        elif pos == "NOUN":
            cue = cues.nouns.get(parsed.lemma[i])
            if cue and (cue.said or include_belief):
                yield from _noun(parsed, i, cue)


def _verb(parsed: Parsed, verb: int, cue: Cue) -> Iterator[Report]:
    if _is_passive(parsed, verb):
        found = _passive(parsed, verb, cue)
        speaker = _agent(parsed, verb)
        if found is None and "clause" in cue.frames:
            found = _clause(parsed, verb, speaker)
    else:
        speaker = subject(parsed, verb)
        found = _active(parsed, verb, cue, speaker)
    if found is None:
        return
    frame, content = found
    source = phrase(parsed, speaker) if speaker >= 0 else None
    if source is not None:
        content = tuple(piece for extent in content for piece in without(parsed, extent, [source]))
    if content:
        yield Report(
            content=content,
            source=source,
            source_head=speaker,
            cue=verb_group(parsed, verb),
            cue_head=verb,
            frame=frame,
            stance=cue.stance,
            sort=cue.sort,
            negated=parsed.child(verb, "neg") >= 0,
        )


def _is_passive(parsed: Parsed, verb: int) -> bool:
    if parsed.tag[verb] != "VBN":
        return False
    return parsed.child(verb, "auxpass", "nsubjpass", "agent") >= 0


def _agent(parsed: Parsed, verb: int) -> int:
    by = parsed.child(verb, "agent")
    return parsed.child(by, "pobj") if by >= 0 else -1


def _active(parsed: Parsed, verb: int, cue: Cue, speaker: int) -> tuple[str, Content] | None:
    """The first of the cue's frames that the sentence fills."""
    if "clause" in cue.frames and (found := _clause(parsed, verb, speaker)):
        return found
    objects = [c for c in parsed.children[verb] if parsed.dep[c] == "dobj"]
    target = objects[0] if objects else -1
    if target >= 0:
        if "small_clause" in cue.frames and (found := _small_clause(parsed, verb, target)):
            return found
        if "addressee_infinitive" in cue.frames and (
            found := _infinitive(parsed, verb, "addressee_infinitive")
        ):
            return found
        for preposition in cue.object_prepositions:
            if found := _object_preposition(parsed, verb, target, preposition):
                return found
    if "infinitive" in cue.frames and (found := _infinitive(parsed, verb, "infinitive")):
        return found
    if target >= 0 and "object" in cue.frames and (extent := _noun_phrase(parsed, target)):
        return "object", (extent,)
    for preposition in cue.prepositions:
        if found := _preposition(parsed, verb, preposition):
            return found
    return None


def _clause(parsed: Parsed, verb: int, speaker: int) -> tuple[str, Content] | None:
    holes = [_own_words(parsed, verb, speaker)]
    pieces: list[Extent] = []
    for child in parsed.children[verb]:
        if parsed.dep[child] == "ccomp" and (extent := clause(parsed, child)):
            pieces += without(parsed, extent, holes)
    if pieces:
        return "clause", merged(pieces)
    if parsed.dep[verb] in ("parataxis", "ccomp", "dep", "intj") and _is_parenthetical(parsed, verb):
        head = parsed.head[verb]
        extent = trim(parsed, parsed.left[head], parsed.right[head])
        if extent:
            return "parenthetical", without(parsed, extent, [(parsed.left[verb], parsed.right[verb])])
    return None


def _is_parenthetical(parsed: Parsed, verb: int) -> bool:
    """Set off by commas and without a clause of its own: "The road, he said, is shut."."""
    first, last = parsed.left[verb], parsed.right[verb]
    before = parsed.text[first - 1] if first else ""
    after = parsed.text[last + 1] if last + 1 < len(parsed) else ""
    sets_off = {",", "--", "-", "–", "—", '"', "(", ")", ".", ""}
    return before in sets_off and after in sets_off and last - first < 12


def _own_words(parsed: Parsed, verb: int, speaker: int) -> Extent:
    first, last = verb_group(parsed, verb)
    if speaker >= 0 and parsed.head[speaker] == verb:
        source = phrase(parsed, speaker)
        first, last = min(first, source[0]), max(last, source[1])
    return first, last


def _small_clause(parsed: Parsed, verb: int, target: int) -> tuple[str, Content] | None:
    complement = parsed.child(verb, "oprd", "acomp")
    if complement < target:
        return None
    if extent := trim(parsed, parsed.left[target], parsed.right[complement]):
        return "small_clause", (extent,)
    return None


def _infinitive(parsed: Parsed, verb: int, frame: str) -> tuple[str, Content] | None:
    for child in parsed.children[verb]:
        if parsed.dep[child] == "xcomp" and child > verb and parsed.tag[child] in ("VB", "VBG"):
            extent = trim(parsed, parsed.left[child], parsed.right[child])
            if extent:
                return frame, (extent,)
    return None


def _object_preposition(parsed: Parsed, verb: int, target: int, word: str) -> tuple[str, Content] | None:
    for child in parsed.children[verb] + parsed.children[target]:
        if parsed.dep[child] == "prep" and child > target and parsed.lower[child] == word:
            extent = trim(parsed, parsed.left[target], parsed.right[child])
            if extent:
                return f"object_prep:{word}", (extent,)
    return None


def _preposition(parsed: Parsed, verb: int, word: str) -> tuple[str, Content] | None:
    for child in parsed.children[verb]:
        if parsed.dep[child] == "prep" and child > verb and parsed.lower[child] == word:
            if extent := trim(parsed, child + 1, parsed.right[child]):
                return f"prep:{word}", (extent,)
    return None


def _noun_phrase(parsed: Parsed, head: int) -> Extent | None:
    return trim(parsed, parsed.left[head], parsed.right[head])


def _passive(parsed: Parsed, verb: int, cue: Cue) -> tuple[str, Content] | None:
    target = parsed.child(verb, "nsubjpass")
    if target < 0 and parsed.dep[verb] == "acl":
        target = parsed.head[verb]
    infinitive = parsed.child(verb, "xcomp", "oprd")
    if "passive_infinitive" in cue.frames and infinitive > verb:
        pieces = [trim(parsed, parsed.left[infinitive], parsed.right[infinitive])]
        if target >= 0:
            pieces.append(phrase(parsed, target))
        return "passive_infinitive", merged([piece for piece in pieces if piece])
    if "passive" in cue.frames and target >= 0 and parsed.head[target] == verb:
        return "passive", (phrase(parsed, target),)
    return None


def _noun(parsed: Parsed, noun: int, cue: Cue) -> Iterator[Report]:
    found = _noun_content(parsed, noun, cue)
    if found is None:
        return
    frame, content = found
    speaker = _noun_speaker(parsed, noun)
    yield Report(
        content=content,
        source=phrase(parsed, speaker) if speaker >= 0 else None,
        source_head=speaker,
        cue=(noun, noun),
        cue_head=noun,
        frame=frame,
        stance=cue.stance,
        sort=cue.sort,
    )


def _noun_content(parsed: Parsed, noun: int, cue: Cue) -> tuple[str, Content] | None:
    for child in parsed.children[noun]:
        if child < noun:
            continue
        dep, first = parsed.dep[child], parsed.left[child]
        if dep in ("acl", "ccomp") and "clause" in cue.frames and parsed.lower[first] == "that":
            if extent := clause(parsed, child):
                return "noun_clause", (extent,)
        if dep == "acl" and "infinitive" in cue.frames and parsed.lower[first] == "to":
            if extent := trim(parsed, first, parsed.right[child]):
                return "noun_infinitive", (extent,)
        if dep == "prep" and parsed.lower[child] in cue.prepositions:
            if extent := trim(parsed, child + 1, parsed.right[child]):
                return f"noun_prep:{parsed.lower[child]}", (extent,)
    return None


def _noun_speaker(parsed: Parsed, noun: int) -> int:
    """Whose claim it is: "her claim", "a claim by the union", "the union made the claim"."""
    owner = parsed.child(noun, "poss")
    if owner >= 0:
        return owner
    for child in parsed.children[noun]:
        if parsed.dep[child] == "prep" and parsed.lower[child] in ("by", "from"):
            return parsed.child(child, "pobj")
    head = parsed.head[noun]
    if parsed.dep[noun] == "dobj" and parsed.pos[head] == "VERB":
        return subject(parsed, head)
    return -1


def _according(parsed: Parsed, token: int) -> Iterator[Report]:
    to = parsed.child(token, "prep")
    speaker = parsed.child(to, "pobj") if to >= 0 else parsed.child(token, "pobj")
    if speaker < 0:
        return
    head = parsed.head[token]
    while parsed.head[head] != head and parsed.pos[head] not in ("VERB", "AUX"):
        head = parsed.head[head]
    aside = (parsed.left[token], parsed.right[token])
    content = without(parsed, (parsed.left[head], parsed.right[head]), [aside])
    if content:
        source = phrase(parsed, speaker)
        cue = (token, to if to >= 0 else token)
        yield Report(content, source, speaker, cue, token, "according_to")
