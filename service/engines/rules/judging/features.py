"""What the judge looks at: a word and its frame, what it is done by and to, what holds it unreal, what the
passage is about. A feature is a name and a weight of at most 1; names that training never saw weigh nothing.
"""

from collections.abc import Iterator

from wirebrief.service.engines.rules.incident_words import Trigger
from wirebrief.service.engines.rules.judging.classes import class_of
from wirebrief.service.engines.rules.judging.domains import Topics
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import content_head
from wirebrief.service.engines.rules.syntax.weapons import weapon_at

Features = dict[str, float]

_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "obj", "dative")
_NEAR = 2
_FULL = 3.0
_DENSE = 0.12
_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday overnight today".split()
)
_CLEARLY_REAL = frozenset("police officials hospital rescuers witnesses authorities army ministry".split())


def features(parsed: Parsed, topics: Topics, token: int, trigger: Trigger | None) -> Features:
    """The features of one word; `trigger` is its entry in the lexicon of incidents, if it has one."""
    found: Features = {"": 1.0}
    for name in _names(parsed, topics, token, trigger):
        found[name] = 1.0
    found.update(_about(parsed, topics, token, trigger))
    return found


def _names(parsed: Parsed, topics: Topics, token: int, trigger: Trigger | None) -> Iterator[str]:
    noun = parsed.pos[token] not in ("VERB", "AUX") and parsed.tag[token] != "VBG"
    key = f"{parsed.lemma[token]}.{'n' if noun else 'v'}"
    kind = f"{trigger.type}/{trigger.frame or trigger.of}" if trigger else "deed"
    yield f"t={key}"
    yield f"k={kind}"
    if trigger and "+" in trigger.lemma:
        yield f"e={trigger.lemma}"
    roles = list(_of_noun(parsed, topics, token) if noun else _of_verb(parsed, topics, token))
    for role in roles:
        yield role
        yield f"{kind}|{role}"
        yield f"{key}|{role}"
    yield from (f"{'n' if noun else 'v'}|{state}" for state in state_of(parsed, token))


def _of_verb(parsed: Parsed, topics: Topics, verb: int) -> Iterator[str]:
    subject, obj = _arguments(parsed, verb)
    yield f"s={class_of(parsed, topics, subject)}"
    yield f"o={class_of(parsed, topics, obj)}"
    if obj >= 0:
        yield f"ol={parsed.lemma[content_head(parsed, obj)]}"
        if parsed.child(obj, "nummod") >= 0 or parsed.pos[obj] == "NUM":
            yield "o#"
    if subject >= 0 and parsed.pos[subject] == "NOUN":
        yield f"sl={parsed.lemma[subject]}"
    for child in parsed.children[verb]:
        dep = parsed.dep[child]
        if dep == "prt":
            yield f"prt={parsed.lower[child]}"
        elif dep in ("prep", "agent"):
            what = parsed.child(child, "pobj", "pcomp")
            yield f"p={parsed.lower[child]}.{class_of(parsed, topics, what)}"
        elif dep in ("advmod", "acomp", "oprd") and parsed.pos[child] in ("ADV", "ADJ"):
            yield f"adv={parsed.lower[child]}"


def _arguments(parsed: Parsed, verb: int) -> tuple[int, int]:
    """Heads of who does it and of what it is done to, as near as the tree has them; -1 for none."""
    subject, obj, up = parsed.child(verb, *_SUBJECTS), parsed.child(verb, *_OBJECTS), parsed.head[verb]
    beside = parsed.dep[verb] in ("acl", "amod")
    if parsed.child(verb, "auxpass", "nsubjpass") >= 0 or (beside and parsed.tag[verb] == "VBN"):
        return -1, up if subject < 0 and beside else subject
    if subject < 0 and parsed.dep[verb] in ("acl", "relcl"):
        return up, obj
    if subject < 0 and parsed.dep[verb] in ("conj", "advcl", "xcomp"):
        return parsed.child(up, *_SUBJECTS), obj
    return subject, obj


def _of_noun(parsed: Parsed, topics: Topics, noun: int) -> Iterator[str]:
    up = parsed.head[noun]
    dep = parsed.dep[noun]
    yield f"dep={dep}"
    if dep == "pobj":
        yield f"in={parsed.lower[up]}"
        up = parsed.head[up]
    yield f"up={parsed.lemma[up]}"
    bare = True
    for child in parsed.children[noun]:
        relation = parsed.dep[child]
        if relation == "det":
            bare = False
            yield f"det={parsed.lower[child]}"
        elif relation in ("compound", "amod", "nmod"):
            yield f"m={parsed.lemma[child]}"
            yield f"mc={class_of(parsed, topics, child)}"
        elif relation == "poss":
            bare = False
            yield f"poss={class_of(parsed, topics, child)}"
        elif relation == "prep":
            yield f"p={parsed.lower[child]}.{class_of(parsed, topics, parsed.child(child, 'pobj', 'pcomp'))}"
        elif relation == "nummod":
            yield "n#"
    if bare:
        yield "bare"
    if parsed.tag[noun] == "NNS":
        yield "plural"


def state_of(parsed: Parsed, token: int) -> Iterator[str]:
    """What holds a word unreal, or in another's mouth."""
    tag = parsed.tag[token]
    yield f"tag={tag}"
    verb = token
    while parsed.pos[verb] not in ("VERB", "AUX") and parsed.head[verb] != verb:
        verb = parsed.head[verb]
    aux = sorted(parsed.lower[c] for c in parsed.children[verb] if parsed.dep[c] in ("aux", "auxpass"))
    yield from (f"aux={word}" for word in aux)
    yield f"vt={parsed.tag[verb]}"
    if parsed.child(verb, "neg") >= 0:
        yield "neg"
    yield from (
        f"mark={parsed.lower[c]}"
        for c in parsed.children[verb]
        if parsed.dep[c] in ("mark", "advmod") and c < verb
    )
    up = parsed.head[verb]
    if up != verb:
        yield f"under={parsed.dep[verb]}.{parsed.lemma[up]}"
    sentence = parsed.sentence[token]
    last = parsed.bounds[sentence][1] - 1
    if "?" in parsed.text[max(0, last - 1) : last + 1]:
        yield "asked"
    if parsed.quote[token] >= 0:
        yield "quoted"
    if parsed.document.sentences[sentence].zone != "body":
        yield "title"


def _about(
    parsed: Parsed, topics: Topics, token: int, trigger: Trigger | None
) -> Iterator[tuple[str, float]]:
    kind = trigger.type if trigger else "deed"
    for name, share in passage_of(parsed, topics, token):
        yield name, share
        if name.startswith("d="):
            yield f"{kind}|{name}", share
    first, end = parsed.bounds[parsed.sentence[token]]
    words = parsed.lower[first:end]
    if not _WEEKDAYS.isdisjoint(words):
        yield "on a day", 1.0
    if not _CLEARLY_REAL.isdisjoint(words):
        yield "who would know", 1.0
    if any(parsed.entity[t] in ("GPE", "LOC") for t in range(first, end)):
        yield "at a place", 1.0
    if any(
        weapon_at(parsed, t) is not None for t in range(first, end) if t != token and parsed.pos[t] == "NOUN"
    ):
        yield "armed", 1.0


def passage_of(parsed: Parsed, topics: Topics, token: int) -> Iterator[tuple[str, float]]:
    """What the sentence of a word, those around it and the article are about, the word itself left out."""
    sentence = parsed.sentence[token]
    own = topics.of_token(token)
    for name, n in topics.counts(*parsed.bounds[sentence]).items():
        yield f"d={name}", min((n - (name in own)) / _FULL, 1.0)
    low = parsed.bounds[max(0, sentence - _NEAR)][0]
    high = parsed.bounds[min(sentence + _NEAR, len(parsed.bounds) - 1)][1]
    for name, n in topics.counts(low, high).items():
        yield f"n={name}", min((n - (name in own)) / _FULL / 2, 1.0)
    for name, whole in topics.shares().items():
        yield f"a={name}", min(whole / _DENSE, 1.0)
