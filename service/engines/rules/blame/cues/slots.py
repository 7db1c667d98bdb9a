"""Who and what stands in the slots of a cue."""

from collections.abc import Iterable

from wirebrief.service.engines.rules.blame.article import Article
from wirebrief.service.engines.rules.blame.cues.harm import names_the_act
from wirebrief.service.engines.rules.blame.stances import holders, is_source, speakers
from wirebrief.service.engines.rules.blame.voices import reporters
from wirebrief.service.engines.rules.blame.who import can_answer, is_party_word
from wirebrief.service.engines.rules.blame_words import BlameCue, blame_words
from wirebrief.service.engines.rules.syntax.clauses import within_clause
from wirebrief.service.engines.rules.syntax.negation import is_none
from wirebrief.service.engines.rules.syntax.owners import owner_of
from wirebrief.service.engines.rules.syntax.participants import agents, companion_of, patients
from wirebrief.service.engines.rules.syntax.phrases import coordinated
from wirebrief.service.engines.rules.syntax.prepositions import after, inner, objects_of_preposition
from wirebrief.service.engines.rules.syntax.subjects import subject
from wirebrief.service.engines.rules.syntax.voice import is_passive

_CLAIM_OF = "claim of responsibility"
_ROLES = frozenset("oprd acomp xcomp ccomp attr conj prep advmod appos".split())
_SECOND = frozenset({"dobj", "npadvmod"})
_BESIDE = frozenset({"compound", "nmod", "amod"})


# --- whether the words are there


def fits(article: Article, verb: int, cue: BlameCue) -> bool:
    """Whether the words that a cue asks for stand in their places."""
    if cue.party == ("at",) and not cue.object and patients(article.parsed, verb):
        return False  # "pointed a pistol at the clerk"
    parsed = article.parsed
    bare = cue.party != ("object",) or not cue.deed or not after(parsed, verb, cue.deed)
    if parsed.dep[verb] == "amod" and bare:  # "suspected rebels", but "suspected of the arson"
        return False
    if not companion_of(parsed, verb, cue.companion):
        return False
    if cue.object and not _objects_named(article, verb, cue):
        return False
    if cue.subject and not any(_is_subject(article, verb, h, cue) for h in _subjects(article, verb)):
        return False
    if cue.roles and not roles_of(article, verb, cue):
        return False
    return not cue.object_deed or names_the_act(article, verb, cue)


def _objects_named(article: Article, verb: int, cue: BlameCue) -> list[int]:
    """The objects that a cue asks for; one of two ("was handed nine years") the parser takes for a time."""
    parsed = article.parsed
    second = [c for c in parsed.children[verb] if c > verb and parsed.dep[c] in _SECOND]
    return [o for o in (*patients(parsed, verb), *second) if _is_one(article, o, cue.object)]


def _subjects(article: Article, verb: int) -> Iterable[int]:
    """Heads of what stands as the subject, of active and passive alike."""
    if is_passive(article.parsed, verb):
        return patients(article.parsed, verb)
    about = subject(article.parsed, verb)
    return coordinated(article.parsed, about) if about >= 0 else ()


def _is_subject(article: Article, verb: int, head: int, cue: BlameCue) -> bool:
    """Whether a cue's subject is of the sort that it asks for; "they" and "we" are whoever says it."""
    parsed = article.parsed
    if parsed.pos[head] == "PRON" and cue.source != "none":
        return any(parsed.lemma[h] in cue.subject for h in reporters(article, verb))
    return parsed.lemma[head] in cue.subject


def _is_one(article: Article, head: int, words: frozenset[str]) -> bool:
    parsed = article.parsed
    if parsed.lemma[head] in words or parsed.lower[head] in words:
        return True
    if parsed.lemma[head] != "claim" or _CLAIM_OF not in words:
        return False
    return any(parsed.lemma[t] in ("responsibility", "credit") for t in range(head, parsed.right[head] + 1))


# --- as what somebody is taken


def roles_of(article: Article, verb: int, cue: BlameCue) -> list[int]:
    """The words that say as what somebody is taken: "named X as a suspect", "held X responsible"."""
    parsed = article.parsed
    found = []
    for token in range(verb + 1, parsed.right[verb] + 1):
        named = parsed.lemma[token] in cue.roles or parsed.lower[token] in cue.roles
        finite = parsed.tag[token] in ("VBD", "VBZ", "VBP")  # "held nobody and blames"
        if named and not finite and _is_in_role(article, token, verb):
            found.append(token)
    return found


def _is_in_role(article: Article, token: int, verb: int) -> bool:
    parsed = article.parsed
    dep, up, objects = parsed.dep[token], parsed.head[token], patients(parsed, verb)
    if dep == "pobj":
        return parsed.lower[up] in ("as", "under", "on", "to") and within_clause(parsed, up, verb)
    if dep in _ROLES:
        return up == verb or up in objects or parsed.head[up] == verb
    if dep == "amod":
        return token > up and up in objects
    return dep == "dobj" and up == verb and (len(objects) > 1 or is_passive(parsed, verb))


# --- who holds whom responsible


def sources_of(article: Article, verb: int, cue: BlameCue) -> tuple[int, ...]:
    """Who holds responsible: who the cue says, else who says the words around it."""
    parsed = article.parsed
    if cue.source == "none":
        nouns = [c for c in parsed.children[verb] if parsed.lemma[c] in cue.subject]
        own = tuple(h for n in nouns for h in holders(article, n))  # "the board's suspicions centre on"
        own = own or tuple(n for n in nouns if is_party_word(parsed, n))  # "detectives focus on"
    else:
        own = speakers(article, verb)
        if not own and is_passive(parsed, verb):  # "was named in the report as"
            papers = blame_words()["parties.writings"] | blame_words()["parties.judges"]
            own = tuple(h for h in after(parsed, verb, ("in", "by")) if parsed.lemma[h] in papers)
    return own or reporters(article, verb)


def parties_of(article: Article, verb: int, cue: BlameCue) -> tuple[int, ...]:
    """Who is held responsible: the first slot that a party fills."""
    parsed = article.parsed
    roles = roles_of(article, verb, cue) if cue.roles else []
    named_objects = _objects_named(article, verb, cue) if cue.object else []
    for slot in cue.party:
        found = []
        for head in _in_slot(article, verb, cue, slot, roles):
            able = is_source(article, head) if slot == "subject" else can_answer(parsed, head)
            able = able and not article.deeds.is_deed(head) and head not in roles and head != verb
            named = not is_none(parsed, head) and head not in named_objects and parsed.lower[head] != "both"
            if named and (able or is_mutual(article, head)):
                found.append(head)
        if found:
            return tuple(found)
    return _far_party(article, verb, cue)


def _in_slot(article: Article, verb: int, cue: BlameCue, slot: str, roles: list[int]) -> Iterable[int]:
    parsed, objects = article.parsed, patients(article.parsed, verb)
    if slot == "subject":
        return agents(parsed, verb)
    if slot == "object":
        within = [h for r in roles for h in (r, parsed.head[r]) if h != verb]  # "found X guilty"
        return objects or [c for h in within for c in parsed.children[h] if parsed.dep[c] == "nsubj"]
    if slot == "owner":
        return [h for o in objects if _is_one(article, o, cue.object) for h in _owners(article, o)]
    if slot == "role":
        return [h for r in roles for h in after(parsed, r, ("of",))]
    found = list(after(parsed, verb, (slot,)))
    for o in objects:  # "a finger pointed at": the preposition may hang on the object alone
        found += after(parsed, o, (slot,))
    return [h for head in dict.fromkeys(found) for h in coordinated(parsed, head)]


def _owners(article: Article, noun: int) -> list[int]:
    """Whose hallmark or part it is: "the hallmarks of the cartel", "cartel involvement"."""
    parsed, owner = article.parsed, owner_of(article.parsed, noun)
    beside = [c for c in parsed.children[noun] if c < noun and parsed.dep[c] in _BESIDE]
    found = [owner] if owner >= 0 else inner(parsed, noun, "of", "by")
    return [*found, *(c for c in beside if can_answer(parsed, c))]


def _far_party(article: Article, verb: int, cue: BlameCue) -> tuple[int, ...]:
    """The party behind "on" or "to" that the parser hung on a clause in between: "blamed the fall of the
    block, in which 31 died, on its builder"; the last one that there is."""
    parsed = article.parsed
    slots = {slot for slot in cue.party if slot in ("on", "to")}
    if not slots or is_passive(parsed, verb):
        return ()
    for at in range(parsed.bounds[parsed.sentence[verb]][1] - 1, verb, -1):
        if parsed.lower[at] in slots and parsed.pos[at] == "ADP":
            heads = tuple(h for h in objects_of_preposition(parsed, at) if can_answer(parsed, h))
            if heads:
                return heads
    return ()


def is_mutual(article: Article, head: int) -> bool:
    """ "each other", "one another"."""
    lower = article.parsed.lower
    return lower[head] in ("other", "another") and lower[head - 1] in ("each", "one")
