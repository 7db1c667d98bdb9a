"""Cues: words that say in themselves who holds whom responsible, read by the slots of
`lexicons/blame.toml`."""

from collections.abc import Iterator

from wirebrief.schemas.vocabulary import Act
from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.blame.charges.done import does_harm
from wirebrief.service.engines.rules.blame.grammar import (
    VERBAL,
    after,
    agents,
    clause_of,
    companion_of,
    is_none,
    is_passive,
    negated,
    objects_of_preposition,
    owner_of,
    patients,
    reach_of,
    within_clause,
)
from wirebrief.service.engines.rules.blame.stances import holders, is_source, is_speaker, speakers, stances_on
from wirebrief.service.engines.rules.blame.voices import reporter_of_none, reporters, voiced
from wirebrief.service.engines.rules.blame.who import can_answer, same_side
from wirebrief.service.engines.rules.blame.words import BlameCue, blame_words
from wirebrief.service.engines.rules.events.phrases import coordinated, singular
from wirebrief.service.engines.rules.speech.clauses import subject

_UNREAL = frozenset({"would", "will", "shall", "should", "can", "could", "may", "might", "'ll", "'d", "must"})
_NOT_CLAIMED = frozenset(
    {"death", "life", "victim", "damage", "casualty", "body", "injury", "loss", "corpse", "hostage"}
)
_ACTS: dict[str, Act] = {
    "asserts": "blames",
    "suspects": "suspects",
    "claims": "claims_responsibility",
    "denies": "denies_responsibility",
    "rejects": "rejects",
    "confirms": "confirms",
}


def of_cues(article: Article) -> Iterator[Blame]:
    """The attributions that cues make, in the order of the cues."""
    parsed, cues = article.parsed, blame_words().cues
    for token, lemma in enumerate(parsed.lemma):
        if parsed.lower[token] in ("suspect", "suspects") and parsed.dep[token] in ("compound", "amod"):
            yield from _misread_suspect(article, token)
            continue
        listed = cues.get(lemma)
        if listed is None or (parsed.pos[token] not in VERBAL and not _is_participle(article, token)):
            continue
        for cue in listed:
            found = list(_read(article, token, cue))
            yield from found
            if found:
                break


def _misread_suspect(article: Article, token: int) -> Iterator[Blame]:
    """ "villagers suspect game rangers", "the railway suspects sabotage by X", where the parser sees one
    noun."""
    parsed, noun = article.parsed, article.parsed.head[token]
    source = token - 1
    between = source >= 0 and noun > token and parsed.tag[token] != "JJ"
    if not between or parsed.pos[source] not in ("NOUN", "PROPN", "PRON") or not is_speaker(article, source):
        return
    heads = list(coordinated(parsed, noun))
    if article.deeds.is_event(noun):
        heads = list(after(parsed, noun, ("by",)))
    for party in heads:
        accused = article.parties.actor(party)
        if can_answer(article.parsed, party) and accused is not None and article.deeds.recalled(token):
            clause = clause_of(parsed, noun)
            yield Blame(
                "suspects", article.parties.actor(source), accused, token, clause, clause, party, source
            )


def _is_participle(article: Article, token: int) -> bool:
    parsed = article.parsed
    return parsed.tag[token] in ("VBN", "VBD", "VBG") and parsed.dep[token] in (
        "acl",
        "advcl",
        "relcl",
        "ROOT",
    )


def _read(article: Article, verb: int, cue: BlameCue) -> Iterator[Blame]:
    parsed = article.parsed
    if not _fits(article, verb, cue):
        return
    stances = stances_on(article, verb)
    if (stances is None and not cue.refused) or not _is_real(article, verb, cue):
        return
    if (
        any(
            parsed.lower[c] in ("usually", "often", "regularly", "always", "frequently", "routinely")
            for c in parsed.children[verb]
        )
        and cue.attitude == "claims"
    ):
        return
    if cue.attitude == "claims" and _none_claims(article, verb):
        yield _unclaimed(article, verb)
        return
    refused = parsed.dep[verb] == "xcomp" and parsed.lemma[parsed.head[verb]] in ("refuse", "decline")
    no = negated(parsed, verb)
    if (
        any(is_none(parsed, h) for h in agents(parsed, verb))
        or (no and not cue.negated)
        or (refused and not cue.refused)
    ):
        return
    attitude = cue.refused if refused else cue.negated if no else cue.attitude
    if cue.object and all(is_none(parsed, o) for o in patients(parsed, verb)) and cue.attitude == "claims":
        attitude = cue.refused  # "take no responsibility"
        if not attitude:
            return
    if cue.roles and all(negated(parsed, r) for r in _roles(article, verb, cue)):
        attitude = "rejects"  # "was found not guilty"
    if (
        parsed.dep[verb] in ("acl", "relcl")
        and is_none(parsed, parsed.head[verb])
        and attitude in ("suspects", "asserts")
    ):
        attitude = "rejects"  # "no evidence linking X to the raid"
    sources = _sources(article, verb, cue)
    parties = _parties(article, verb, cue)
    if not parties or not _is_harm(article, verb, cue, parties):
        return
    if not sources and parsed.dep[verb] in ("acl", "relcl") and all(_is_kind(article, p) for p in parties):
        return
    for source in sources or (-1,):
        for party in (source,) if source in parties and set(parties) <= set(sources) else parties:
            yield from _blame(article, verb, attitude, voiced(article, verb, source), party)


def _fits(article: Article, verb: int, cue: BlameCue) -> bool:
    """Whether the words that a cue asks for stand in their places."""
    parsed = article.parsed
    if parsed.dep[verb] == "amod" and not (
        cue.party == ("object",) and cue.deed and after(parsed, verb, cue.deed)
    ):
        return False
    if not companion_of(parsed, verb, cue.companion):
        return False
    if cue.object and not any(_is_one(article, o, cue.object) for o in patients(parsed, verb)):
        return False
    if cue.subject:
        about = subject(parsed, verb)
        heads = (
            patients(parsed, verb)
            if is_passive(parsed, verb)
            else tuple(coordinated(parsed, about))
            if about >= 0
            else ()
        )
        if not any(parsed.lemma[h] in cue.subject for h in heads):
            return False
    if cue.roles and not _roles(article, verb, cue):
        return False
    return not cue.object_deed or _names_the_act(article, verb, cue)


def _is_one(article: Article, head: int, words: frozenset[str]) -> bool:
    parsed = article.parsed
    if parsed.lemma[head] in words or parsed.lower[head] in words:
        return True
    return (
        parsed.lemma[head] == "claim"
        and "claim of responsibility" in words
        and any(parsed.lemma[t] in ("responsibility", "credit") for t in range(head, parsed.right[head] + 1))
    )


def _roles(article: Article, verb: int, cue: BlameCue) -> list[int]:
    """The words that say as what somebody is taken: "named X as a suspect", "held X responsible"."""
    parsed = article.parsed
    return [
        t
        for t in range(verb + 1, parsed.right[verb] + 1)
        if (
            parsed.lemma[t] in cue.roles
            or parsed.lower[t] in cue.roles
            or ("culprit" in cue.roles and _is_doer(article, t))
        )
        and _as_role(article, t, verb)
    ]


def _is_doer(article: Article, noun: int) -> bool:
    """ "picked him out as the man who lit the fire", "as the commander who ordered the raid"."""
    parsed = article.parsed
    if parsed.dep[noun] != "pobj":
        return False
    told = [c for c in parsed.children[noun] if parsed.dep[c] == "relcl"]
    return any(article.deeds.is_act(c) or does_harm(article, c) for c in told)


def _as_role(article: Article, token: int, verb: int) -> bool:
    parsed = article.parsed
    dep, up = parsed.dep[token], parsed.head[token]
    if dep == "pobj":
        return parsed.lower[up] in ("as", "under", "on") and within_clause(parsed, up, verb)
    if dep in ("oprd", "acomp", "xcomp", "ccomp", "attr", "conj", "prep", "advmod", "appos"):
        return up == verb or up in patients(parsed, verb) or parsed.head[up] == verb
    if dep == "amod":
        return token > up and up in patients(parsed, verb)
    return dep == "dobj" and up == verb and len(patients(parsed, verb)) > 1


def _names_the_act(article: Article, verb: int, cue: BlameCue) -> bool:
    """Whether what the verb is done to is a harmful act: "attributed the blast", "owned up to the arson"."""
    parsed, deeds = article.parsed, article.deeds
    heads = [h for h in patients(parsed, verb) if parsed.lemma[h] not in _NOT_CLAIMED]
    if cue.attitude == "claims":
        if cue.companion or parsed.lemma[verb] not in (
            "claim",
            "acknowledge",
            "concede",
            "vaunt",
            "avow",
            "trumpet",
        ):
            heads += after(parsed, verb, cue.deed)
        heads = [
            h
            for h in heads
            if parsed.lemma[h] not in _NOT_CLAIMED and parsed.child(h, "nsubj", "nsubjpass") < 0
        ]
        pointing = ("it", "this", "one", "them", "these")
        return any(
            deeds.is_event(h)
            or any(deeds.is_deed(t) for t in parsed.children[h])
            or (parsed.lower[h] in pointing and parsed.lemma[verb] == "claim" and deeds.recent(verb, 2))
            for h in heads
        )
    return bool(heads) and deeds.meant(tuple(heads), verb)


def _is_real(article: Article, verb: int, cue: BlameCue) -> bool:
    parsed = article.parsed
    if cue.refused and parsed.lemma[parsed.head[verb]] in ("refuse", "decline"):
        return True
    if any(parsed.dep[c] == "aux" and parsed.lower[c] in _UNREAL for c in parsed.children[verb]):
        return False
    if parsed.tag[verb] == "VB" and any(parsed.lower[c] == "to" for c in parsed.children[verb]):
        if cue.needs == "suspicion" and parsed.lemma[parsed.head[verb]] in (
            "want",
            "seek",
            "wish",
            "hope",
            "try",
        ):
            return True
        quick = parsed.child(parsed.head[verb], "acomp", "attr")
        quick = parsed.head[verb] if parsed.pos[parsed.head[verb]] == "ADJ" else quick
        if quick >= 0:  # "were quick to claim", but "it is hard to blame"
            return parsed.lower[quick] in (
                "quick",
                "swift",
                "first",
                "last",
                "prompt",
                "fast",
                "slow",
                "proud",
            )
        return parsed.lemma[parsed.head[verb]] in (
            "come",
            "step",
            "rush",
            "move",
            "go",
            "begin",
            "continue",
            "start",
            "hasten",
            "be",
            "attempt",
            "bid",
            "have",
            "appear",
            "seem",
        )
    return not any(
        parsed.dep[c] == "mark" and parsed.lower[c] in ("if", "unless", "whether")
        for c in parsed.children[verb]
    )


def _none_claims(article: Article, verb: int) -> bool:
    parsed = article.parsed
    if parsed.lemma[verb] == "claim" and negated(parsed, verb) and not is_passive(parsed, verb):
        return True
    if is_passive(parsed, verb):
        return (
            negated(parsed, verb)
            and not agents(parsed, verb)
            or any(is_none(parsed, h) for h in agents(parsed, verb))
        )
    return any(is_none(parsed, h) for h in agents(parsed, verb))


def _unclaimed(article: Article, verb: int) -> Blame:
    clause = clause_of(article.parsed, verb)
    source = reporter_of_none(article, verb)
    return Blame("no_claim", source, None, verb, clause, reach_of(article.parsed, verb))


def _sources(article: Article, verb: int, cue: BlameCue) -> tuple[int, ...]:
    if cue.source == "none":
        nouns = (c for c in article.parsed.children[verb] if article.parsed.lemma[c] in cue.subject)
        own = [h for n in nouns for h in holders(article, n)]  # "the board's suspicions centre on"
        return tuple(own) or reporters(article, verb)
    own = speakers(article, verb)
    if not own and is_passive(article.parsed, verb):  # "was named in the report as"
        writings = blame_words()["parties.writings"] | blame_words()["parties.judges"]
        own = tuple(
            h for h in after(article.parsed, verb, ("in", "by")) if article.parsed.lemma[h] in writings
        )
    return own or reporters(article, verb)


def _parties(article: Article, verb: int, cue: BlameCue) -> tuple[int, ...]:
    """Who is held responsible: the first slot that a party fills."""
    parsed = article.parsed
    roles = _roles(article, verb, cue) if cue.roles else []
    for slot in cue.party:
        heads = [h for h in _slot(article, verb, cue, slot, roles) if h not in roles and h != verb]
        able = is_source if slot == "subject" else lambda _, h: can_answer(article.parsed, h)
        found = tuple(
            h for h in heads if (able(article, h) and not article.deeds.is_deed(h)) or _is_mutual(article, h)
        )
        found = tuple(h for h in found if not is_none(parsed, h) and singular(parsed, h) not in cue.object)
        if found:
            return found
    return _far_party(article, verb, cue)


def _far_party(article: Article, verb: int, cue: BlameCue) -> tuple[int, ...]:
    """The party behind "on" or "to" that the parser hung on a clause in between: "blamed the fall of the
    block, in which 31 died, on its builder"; the last one that there is."""
    parsed = article.parsed
    slots = {slot for slot in cue.party if slot in ("on", "to")}
    if not slots or is_passive(parsed, verb):
        return ()
    for at in range(parsed.bounds[parsed.sentence[verb]][1] - 1, verb, -1):
        if parsed.lower[at] in slots and parsed.pos[at] == "ADP":
            heads = tuple(h for h in objects_of_preposition(parsed, at) if can_answer(article.parsed, h))
            if heads:
                return heads
    return ()


def _slot(article: Article, verb: int, cue: BlameCue, slot: str, roles: list[int]) -> tuple[int, ...]:
    parsed = article.parsed
    if slot == "subject":
        return agents(parsed, verb)
    if slot == "object":
        heads = patients(parsed, verb)
        if not heads and roles:
            heads = tuple(c for r in roles for c in parsed.children[r] if parsed.dep[c] == "nsubj")
        return heads
    if slot == "owner":
        found: list[int] = []
        for o in patients(parsed, verb):
            if _is_one(article, o, cue.object):
                owner = owner_of(parsed, o)
                found += (
                    [owner]
                    if owner >= 0
                    else [
                        h
                        for c in parsed.children[o]
                        if parsed.lower[c] in ("of", "by")
                        for h in objects_of_preposition(parsed, c)
                    ]
                )
                found += [
                    c
                    for c in parsed.children[o]
                    if c < o
                    and parsed.dep[c] in ("compound", "nmod", "amod")
                    and can_answer(article.parsed, c)
                ]
        return tuple(found)
    if slot == "role":
        return tuple(h for r in roles for h in after(parsed, r, ("of",)))
    found = [_borne_by(article, h) for h in after(parsed, verb, (slot,))]
    for o in patients(parsed, verb):  # "a finger pointed at": the preposition may hang on the object alone
        found += after(parsed, o, (slot,))
    return tuple(h for head in dict.fromkeys(found) for h in coordinated(parsed, head))


def _borne_by(article: Article, head: int) -> int:
    """On whose shoulders, at whose door: the owner of what stands for a party."""
    parsed = article.parsed
    if parsed.lemma[head] not in ("shoulder", "door", "doorstep", "foot", "head", "lap"):
        return head
    owner = owner_of(parsed, head)
    inner = [
        h for c in parsed.children[head] if parsed.lower[c] == "of" for h in objects_of_preposition(parsed, c)
    ]
    return owner if owner >= 0 else inner[0] if inner else head


def _is_harm(article: Article, verb: int, cue: BlameCue, parties: tuple[int, ...]) -> bool:
    """Whether it is a harmful act that the party is held responsible for."""
    parsed, deeds = article.parsed, article.deeds
    if cue.object_deed or cue.party == ("as",):
        return True
    if cue.needs == "suspicion":
        return _on_suspicion(article, verb)
    first, last = reach_of(article.parsed, verb)
    told = [*after(parsed, verb, cue.deed)]
    for role in _roles(article, verb, cue) if cue.roles else ():
        told += after(parsed, role, cue.deed)
    named = tuple(h for h in dict.fromkeys(told) if h not in parties and _names_something(article, h))
    if any(parsed.lemma[o] == "credit" for o in patients(parsed, verb)):
        return any(deeds.is_event(h) or deeds.is_act(h) for h in named) or (
            not named and deeds.recalled(verb)
        )
    if named and (deeds.meant(named, verb)):
        return True
    inside = (t for t in range(first, last + 1) if t != verb and within_clause(parsed, t, verb))
    if any(
        deeds.is_deed(t) and not any(t in range(parsed.left[h], parsed.right[h] + 1) for h in named)
        for t in inside
    ):
        return True
    if named and not (parsed.dep[verb] in ("relcl", "acl") and deeds.is_event(parsed.head[verb])):
        if cue.attitude == "asserts" and cue.needs != "deed" and all(parsed.tag[h] == "VBG" for h in named):
            return deeds.recalled(verb)  # "blamed the owner for sailing in a gale", after a sinking
        if cue.attitude != "claims" or any(parsed.lemma[o] == "credit" for o in patients(parsed, verb)):
            return False
        if parsed.lemma[verb] != "claim":
            return False
        return not any(
            parsed.lemma[h] in blame_words()["deeds.harmless"] or parsed.pos[h] in VERBAL for h in named
        )
    after_that = parsed.sentence[verb] + 1
    if (
        cue.needs != "deed"
        and after_that < len(parsed.bounds)
        and deeds.recent(parsed.bounds[after_that][0], 0)
    ):
        return parsed.bounds[after_that][0] < len(parsed)
    if cue.needs == "deed":
        return parsed.dep[verb] in ("relcl", "acl") and deeds.in_extent(first, last)
    return deeds.recalled(verb)


def _names_something(article: Article, head: int) -> bool:
    parsed = article.parsed
    return parsed.entity[head] not in ("DATE", "TIME", "GPE", "LOC", "ORG") and parsed.lemma[head] not in (
        "interview",
        "statement",
        "speech",
        "court",
        "report",
        "conference",
        "capital",
        "connection",
        "message",
        "video",
        "letter",
        "post",
    )


def _on_suspicion(article: Article, verb: int) -> bool:
    parsed, deeds = article.parsed, article.deeds
    sought = parsed.lemma[verb] in (
        "want",
        "seek",
        "hunt",
        "look",
        "question",
        "quiz",
        "interview",
        "interrogate",
    )
    for preposition in parsed.children[verb]:
        if parsed.dep[preposition] != "prep":
            continue
        for head in objects_of_preposition(parsed, preposition):
            word = parsed.lemma[head]
            if parsed.lower[preposition] == "on" and word not in (
                "suspicion",
                "charge",
                "allegation",
                "accusation",
                "count",
            ):
                continue
            if parsed.lower[preposition] == "in" and word != "connection":
                continue
            named = word in ("suspicion", "connection") or sought
            if (
                named
                and parsed.lower[preposition] in ("on", "in", "over", "for", "about")
                and deeds.in_phrase(head)
            ):
                return True
            if (
                word in ("suspicion", "connection")
                and deeds.recalled(verb)
                and deeds.in_extent(verb, parsed.right[verb])
            ):
                return True
    return False


def _blame(article: Article, verb: int, attitude: str, source: int, party: int) -> Iterator[Blame]:
    parsed, parties = article.parsed, article.parties
    clause, reach = clause_of(parsed, verb), reach_of(article.parsed, verb)
    if _is_mutual(article, party):
        yield from _mutual(article, verb, attitude, source)
        return
    holder = source if attitude in ("claims", "denies", "confirms") else -1
    accused = parties.actor(party, holder)
    said_by = parties.actor(source) if source >= 0 else None
    if accused is None:
        return
    act = _ACTS[attitude]
    if attitude == "claims":
        behalf = [
            h for h in after(parsed, verb, ("of",)) if parsed.lower[parsed.head[h] - 1] in ("behalf", "name")
        ]
        accused = parties.actor(behalf[0]) if behalf else parties.spoken_for(party, accused)
    elif attitude == "denies" and accused != said_by and not same_side(parties, source, accused, party):
        act = "rejects"
    elif attitude == "confirms" and accused == said_by:
        act = "claims_responsibility"
    elif accused == said_by:
        act = "claims_responsibility" if act == "blames" else act
    yield Blame(act, said_by, accused, verb, clause, reach, party, source, by_cue=True)


def _is_kind(article: Article, head: int) -> bool:
    """Whether a phrase speaks of a kind of people, not of some: "immigrants convicted of crimes"."""
    parsed = article.parsed
    if any(parsed.lower[c] in ("any", "every", "each", "no") for c in parsed.children[head]):
        return True
    bare = not any(parsed.dep[c] in ("det", "poss", "nummod", "appos") for c in parsed.children[head])
    return parsed.tag[head] == "NNS" and bare


def _is_mutual(article: Article, head: int) -> bool:
    parsed = article.parsed
    if parsed.lower[head] not in ("other", "another"):
        return False
    return parsed.lower[head - 1] in ("each", "one")


def _mutual(article: Article, verb: int, attitude: str, source: int) -> Iterator[Blame]:
    """ "X and Y blamed each other"."""
    clause, reach = clause_of(article.parsed, verb), reach_of(article.parsed, verb)
    sides = [article.parties.actor(h) for h in speakers(article, verb)]
    one = article.parties.actor(source)
    for other in sides:
        if other is not None and other != one:
            yield Blame(_ACTS[attitude], one, other, verb, clause, reach)
