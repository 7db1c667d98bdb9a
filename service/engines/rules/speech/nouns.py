"""Reports that hang on a noun or an adjective: "her claim that …", "is sure that …"."""

from wirebrief.service.engines.rules.lexicon import Cue
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.report import Report
from wirebrief.service.engines.rules.speech.told import Content, Found
from wirebrief.service.engines.rules.syntax.clauses import Extent, clause, phrase, trim, without_relative
from wirebrief.service.engines.rules.syntax.subjects import subject


def of_noun(parsed: Parsed, noun: int, cue: Cue) -> Report | None:
    """What a noun of saying governs, with whose word it is."""
    found = _content(parsed, noun, cue) or (_predicated(parsed, noun) if cue.has("clause") else None)
    if found is None:
        return None
    speaker = _speaker(parsed, noun)
    sense = cue.sense(found[0].removeprefix("noun_"))
    return Report(
        content=found[1],
        source=phrase(parsed, speaker) if speaker >= 0 else None,
        source_head=speaker,
        cue=(noun, noun),
        cue_head=noun,
        frame=found[0],
        stance=sense.stance,
        sort=sense.sort,
    )


def of_adjective(parsed: Parsed, adjective: int, cue: Cue) -> Report | None:
    """What an adjective of a state of mind governs: "is confident that …"."""
    copula = parsed.head[adjective]
    if parsed.dep[adjective] not in ("acomp", "ccomp", "oprd") or copula > adjective:
        return None
    found = _content(parsed, adjective, cue, bare=True) or _content(parsed, copula, cue, bare=True)
    if found is None or (parsed.dep[adjective] != "acomp" and parsed.lemma[copula] != "make"):
        return None
    content = _behind(parsed, found[1], adjective)
    speaker = subject(parsed, copula)
    if speaker < 0 or not content:
        return None
    if parsed.lower[speaker] == "it" and parsed.lemma[copula] != "make":
        return None
    sense = cue.sense(found[0].removeprefix("noun_"))
    return Report(
        content=content,
        source=phrase(parsed, speaker),
        source_head=speaker,
        cue=(copula, adjective),
        cue_head=adjective,
        frame=f"adjective_{found[0].removeprefix('noun_')}",
        stance=sense.stance,
        sort=sense.sort,
    )


def _behind(parsed: Parsed, content: Content, word: int) -> Content:
    """What of a content stands behind a word and its "that": not the "clear that" of "made clear that"."""
    pieces: list[Extent] = []
    for first, last in content:
        begins = max(first, word + 1)
        begins += begins <= last and parsed.lower[begins] == "that"
        if begins <= last:
            pieces.append((begins, last))
    return tuple(pieces)


def _content(parsed: Parsed, noun: int, cue: Cue, *, bare: bool = False) -> Found:
    """The clause, infinitive or prepositional phrase behind a word; `bare`: it may lack its "that"."""
    for child in parsed.children[noun]:
        if child < noun:
            continue
        dep, first = parsed.dep[child], parsed.left[child]
        if dep == "prep" and parsed.lower[child] in cue.prepositions:
            extent = trim(parsed, child + 1, parsed.right[child])
            frame = f"noun_prep:{parsed.lower[child]}"
        elif (
            dep in ("acl", "ccomp", "relcl")
            and cue.has("clause")
            and (bare or (parsed.lower[first] == "that" and parsed.dep[first] == "mark"))
        ):
            extent, frame = clause(parsed, child), "noun_clause"
        elif dep in ("acl", "xcomp") and cue.has("infinitive") and parsed.lower[first] in ("to", "not"):
            extent, frame = trim(parsed, first, parsed.right[child]), "noun_infinitive"
        else:
            continue
        if extent:
            return frame, (without_relative(parsed, noun, extent),)
    return None


def _predicated(parsed: Parsed, noun: int) -> Found:
    """ "Her claim is that …"; or a that-clause right behind the noun which the parser has hung elsewhere."""
    head = parsed.head[noun]
    if parsed.dep[noun] == "nsubj" and parsed.lemma[head] == "be":
        told = parsed.child(head, "ccomp")
        extent = clause(parsed, told) if told > head else None
        return ("noun_clause", (extent,)) if extent else None
    behind = parsed.right[noun] + 1
    if behind < len(parsed) and parsed.lower[behind] == "that" and parsed.dep[behind] == "mark":
        extent = clause(parsed, parsed.head[behind])
        return ("noun_clause", (extent,)) if extent and extent[0] > noun else None
    return None


def _speaker(parsed: Parsed, noun: int) -> int:
    """Whose claim it is: "her claim", "a claim by the union", "the union made the claim"."""
    owner = parsed.child(noun, "poss")
    if owner >= 0:
        return owner
    for child in parsed.children[noun]:
        if parsed.dep[child] == "prep" and parsed.lower[child] in ("by", "from", "among"):
            return parsed.child(child, "pobj")
    head, dep = parsed.head[noun], parsed.dep[noun]
    if dep == "conj":
        head, dep = parsed.head[head], parsed.dep[head]
    if dep == "pobj":  # "spoke of a plan to …": the noun is within what the verb's subject does
        head = parsed.head[head]
    if dep in ("dobj", "pobj") and parsed.pos[head] == "VERB":
        return subject(parsed, head)
    return -1
