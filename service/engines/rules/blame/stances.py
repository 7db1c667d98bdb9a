"""What stances a charge stands under: the words above it in its sentence, from the nearest outwards."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Stance
from wirebrief.service.engines.rules.blame.grammar import (
    NOMINAL,
    VERBAL,
    after,
    agents,
    companion_of,
    is_none,
    is_passive,
    negated,
    objects_of_preposition,
    owner_of,
    patients,
)
from wirebrief.service.engines.rules.blame.who import can_answer
from wirebrief.service.engines.rules.blame.words import Attitude, blame_words
from wirebrief.service.engines.rules.events.phrases import coordinated

_COPULAS = frozenset({"be", "remain", "become", "seem", "appear", "look", "sound"})
_MARKS = frozenset({"if", "unless", "whether", "lest"})
_CONTENT = frozenset({"ccomp", "xcomp", "acl", "relcl", "advcl", "pcomp", "csubj", "nsubj"})
_OBJECT = frozenset({"dobj", "nsubjpass", "pobj", "attr", "oprd", "appos", "conj"})
ANYBODY = -2
"""In the place of a source: somebody says so, but the words do not name who."""
_HEARING = frozenset({"hear", "learn"})
_PURSUING = frozenset(
    {
        "pursue",
        "consider",
        "examine",
        "investigate",
        "favour",
        "favor",
        "hold",
        "share",
        "make",
        "raise",
        "level",
    }
)
_IMAGINED = frozenset({"would", "could", "should", "might", "'d", "must", "can"})
_SOURCELESS = frozenset({"appear", "seem", "tend", "look", "prove"})
_TELLING = frozenset(
    {"tell", "inform", "assure", "confess", "admit", "swear", "complain", "remind", "persuade", "convince"}
)
_RECEIVING = frozenset(
    {
        "investigate",
        "probe",
        "examine",
        "study",
        "review",
        "consider",
        "look",
        "check",
        "face",
        "draw",
        "prompt",
        "suffer",
        "meet",
        "counter",
        "answer",
        "await",
        "escape",
        "receive",
        "fight",
        "hear",
    }
)
_ANSWERING = frozenset({"denies", "rejects", "confirms", "accepts"})
_DUMMIES = frozenset({"it", "there", "this", "that", "all", "everything", "what"})


def stances_on(article: Article, top: int) -> list[Stance] | None:
    """The stances above the head of a clause or a noun, the innermost first; None where one of them says that
    nobody tells of it as real."""
    parsed = article.parsed
    found: list[Stance] = []
    node, direct = top, True
    while parsed.head[node] != node:
        if (node != top or parsed.dep[node] == "pcomp") and (
            _is_supposed(article, node) or _is_imagined(article, node)
        ):
            return found if any(s.source >= 0 for s in found) else None
        up = parsed.head[node]
        above = list(_above(article, node, up))
        if not above and parsed.pos[top] in NOMINAL and not found and parsed.pos[up] in VERBAL:
            return None
        if not above and parsed.dep[node] in ("relcl", "acl", "advcl", "appos"):
            direct = False
        for stance in above:
            if not direct and (stance.attitude not in ("asserts", "unreal") or stance.source < 0):
                continue
            if stance.attitude == "unreal" or (
                stance.negated and stance.attitude in ("asserts", "confirms", "admits")
            ):
                return found if any(s.source >= 0 for s in found) else None
            found.append(stance)
        node = up
    return found


def _is_supposed(article: Article, node: int) -> bool:
    parsed = article.parsed
    if parsed.dep[node] == "pcomp" and parsed.lower[parsed.head[node]] in ("without", "instead"):
        return True  # "without admitting liability"
    return any(parsed.dep[c] == "mark" and parsed.lower[c] in _MARKS for c in parsed.children[node])


def _is_imagined(article: Article, node: int) -> bool:
    parsed = article.parsed
    return any(
        parsed.dep[c] == "aux" and parsed.lower[c] in ("would", "will", "should", "'ll", "'d")
        for c in parsed.children[node]
    )


def _above(article: Article, node: int, up: int) -> Iterator[Stance]:
    """The stances that the word above a node takes to it."""
    parsed = article.parsed
    dep = parsed.dep[node]
    if parsed.pos[up] == "ADP" or dep in ("pobj", "pcomp"):
        if parsed.head[up] == up or dep not in ("pobj", "pcomp"):
            return
        governor = parsed.head[up]
        if parsed.pos[governor] in VERBAL:
            yield from _of_verb(article, node, governor, parsed.lower[up])
        elif parsed.pos[governor] in NOMINAL:
            yield from _of_noun(article, node, governor, parsed.lower[up])
        return
    if (
        parsed.tag[up] == "VBN"
        and parsed.lower[up] in blame_words().stances.adjectives
        and parsed.dep[node] == "ccomp"
    ):
        yield from _of_participle(article, up)
    elif parsed.dep[up] == "acomp" and parsed.lower[up] in blame_words().stances.adjectives:
        yield from _of_adjective(article, up)
    elif parsed.pos[up] in VERBAL:
        if parsed.lemma[up] in _COPULAS:
            yield from _of_copula(article, node, up)
            if parsed.lemma[up] == "be":
                return
        if dep in ("ccomp", "xcomp", "dobj", "nsubjpass", "csubjpass", "csubj", "oprd") or (
            dep == "acl" and parsed.pos[node] in VERBAL
        ):
            yield from _of_verb(article, node, up, "")
    elif parsed.pos[up] in NOMINAL:
        if dep in ("relcl", "acl", "ccomp") and _is_told_to(article, node, up):
            teller = (
                parsed.head[up] if parsed.pos[parsed.head[up]] in VERBAL else parsed.head[parsed.head[up]]
            )
            yield from _of_verb(article, node, teller, "")
        elif dep in ("acl", "ccomp", "relcl") and _verb_read_as_noun(article, up) >= 0:
            entry = blame_words().stances.verbs[parsed.lemma[up]][0]
            yield Stance(entry.attitude, _verb_read_as_noun(article, up), up)
        elif dep in ("acl", "ccomp", "relcl", "appos", "xcomp"):
            yield from _of_noun(article, node, up, "")
    elif parsed.pos[up] == "ADJ" and dep in ("ccomp", "xcomp", "acl", "advcl"):
        yield from _of_adjective(article, up)


def _verb_read_as_noun(article: Article, noun: int) -> int:
    """The subject of a verb that the parser takes for a noun: "Orlo Shipping disputes that …"; or -1."""
    parsed = article.parsed
    if (
        parsed.tag[noun] not in ("NNS", "NN")
        or parsed.head[noun] != noun
        or parsed.lemma[noun] not in blame_words().stances.verbs
    ):
        return -1
    before = [
        c for c in parsed.children[noun] if c == noun - 1 and parsed.dep[c] in ("compound", "nmod", "amod")
    ]
    return next((c for c in before if can_answer(article.parsed, c)), -1)


def _is_told_to(article: Article, node: int, noun: int) -> bool:
    """Whether a clause that the parser hung on a hearer is what he is told: "told a clerk he had done it"."""
    parsed = article.parsed
    own = parsed.child(node, "nsubj", "nsubjpass")
    if own < 0 or parsed.tag[own] in ("WP", "WDT"):
        return False
    up = parsed.head[noun]
    if parsed.dep[noun] in ("dobj", "dative"):
        return parsed.lemma[up] in _TELLING
    return (
        parsed.dep[noun] == "pobj" and parsed.lower[up] == "to" and parsed.lemma[parsed.head[up]] in _TELLING
    )


def _of_verb(article: Article, node: int, verb: int, preposition: str) -> Iterator[Stance]:
    parsed = article.parsed
    entry = next(
        (
            e
            for e in blame_words().stances.verbs.get(parsed.lemma[verb], ())
            if companion_of(parsed, verb, e.companion)
        ),
        None,
    )
    if entry is None:
        return
    attitude = entry.attitude
    nominal = parsed.pos[node] in NOMINAL
    if (
        nominal
        and attitude == "suspects"
        and parsed.lemma[node] in blame_words().stances.nouns
        and parsed.lemma[verb] in ("believe", "think", "credit")
    ):
        attitude = "accepts"  # "do not believe the claim that"
    if (
        nominal
        and attitude in ("accepts", "confirms")
        and blame_words().stances.nouns.get(parsed.lemma[node]) == "suspects"
        and parsed.lemma[verb] in ("share", "echo", "voice")
    ):
        attitude = "suspects"  # "share her suspicion that"
    if (
        nominal
        and attitude == "asserts"
        and verdict_given(article, verb, node) is None
        and parsed.lemma[verb]
        not in ("allege", "reveal", "describe", "show", "prove", "establish", "find", "call")
    ):
        return
    if preposition and nominal and attitude == "asserts":
        return
    if preposition in ("in", "by", "after", "before", "during", "since", "near", "from"):
        return
    if attitude == "rejects" and negated(parsed, verb):  # "cannot rule out that"
        attitude = "suspects"
        yield from (Stance(attitude, s, verb) for s in speakers(article, verb) or (-1,))
        return
    sources = () if parsed.lemma[verb] in _SOURCELESS else speakers(article, verb)
    if any(parsed.dep[c] == "aux" and parsed.lower[c] in _IMAGINED for c in parsed.children[verb]):
        yield Stance("unreal", -1, verb)
        return
    if sources and all(parsed.lemma[s] in blame_words()["parties.mute"] for s in sources):
        yield Stance("suspects" if attitude == "suspects" else "asserts", -1, verb, negated(parsed, verb))
        return
    if _is_of_nothing(article, verb):  # "found nothing to suggest that", "no evidence supports the claim"
        yield from (Stance("rejects", s, verb) for s in (*_finders(article, verb), -1)[:1])
        return
    if parsed.lemma[verb] in _HEARING or (
        is_passive(parsed, verb) and parsed.lemma[verb] in ("tell", "inform")
    ):
        yield Stance(attitude, ANYBODY, verb, negated(parsed, verb))
        return
    if parsed.lemma[verb] in ("agree", "concur") and not nominal:
        attitude = "accepts"
        for other in after(parsed, verb, ("with",)):
            if can_answer(article.parsed, other):
                yield Stance("asserts", other, verb)
    if nominal and parsed.lemma[verb] in blame_words()["verdicts.naming"] and not denied_verb(article, verb):
        named = verdict_given(article, verb, node)
        attitude = named or attitude
    if is_passive(parsed, verb) and attitude == "asserts" and not sources and parsed.dep[node] == "ccomp":
        about = parsed.child(verb, "nsubjpass")
        if about >= 0 and parsed.lower[about] == "it":  # "it is alleged that"
            attitude = "suspects"
    raised = is_passive(parsed, verb) and parsed.dep[node] in ("xcomp", "oprd") and attitude == "asserts"
    if raised and parsed.lemma[verb] not in ("find", "prove", "show", "establish"):
        attitude = "suspects"
    denied = negated(parsed, verb)
    if not sources:
        yield Stance(attitude, -1, verb, denied)
    for source in sources:
        yield Stance(attitude, source, verb, denied)


def _is_of_nothing(article: Article, verb: int) -> bool:
    parsed = article.parsed
    if parsed.dep[verb] in ("relcl", "acl") and (
        is_none(parsed, parsed.head[verb]) or parsed.lower[parsed.head[verb]] == "little"
    ):
        return parsed.pos[parsed.head[verb]] != "PRON" or parsed.lower[parsed.head[verb]] in (
            "nothing",
            "none",
            "little",
        )
    things = [h for h in agents(parsed, verb) if is_none(parsed, h)]
    return any(parsed.lower[h] == "nothing" or parsed.lemma[h] in blame_words().stances.nouns for h in things)


def _finders(article: Article, verb: int) -> tuple[int, ...]:
    """Who has found nothing."""
    parsed = article.parsed
    finding = parsed.head[parsed.head[verb]]
    return (
        speakers(article, finding) if parsed.pos[finding] in VERBAL and parsed.lemma[finding] != "be" else ()
    )


def speakers(article: Article, verb: int) -> tuple[int, ...]:
    """Who says it with a verb, coordinated ones each."""
    parsed = article.parsed
    found = agents(article.parsed, verb)
    if parsed.dep[verb] == "pcomp" and parsed.lower[parsed.head[verb]] == "as":
        quoting = parsed.head[parsed.head[verb]]  # "quoted two officials as saying"
        found = patients(parsed, quoting) if parsed.lemma[quoting] in ("quote", "cite") else found
    if (
        parsed.dep[verb] == "advcl"
        and parsed.tag[verb] == "VBG"
        and parsed.text[parsed.left[verb] - 1] == ","
    ):
        found = _main_subject(article, verb) or found
    if not found and parsed.head[verb] == verb and parsed.tag[verb] in ("VBD", "VBZ", "VBP"):
        found = _noun_before(article, verb)
    if found and not any(is_speaker(article, h) for h in found) and parsed.dep[verb] == "conj":
        found = _matrix_subject(article, verb) or found
    return tuple(h for h in found if is_source(article, h) and parsed.lower[h] not in _DUMMIES - {"it"})


def _noun_before(article: Article, verb: int) -> tuple[int, ...]:
    """Of a main verb without a subject the noun before it: "Within hours its wing, the Assembly, denied …"."""
    parsed, at = article.parsed, verb - 1
    while (
        at >= 0
        and (parsed.pos[at] in ("PUNCT", "ADV", "AUX"))
        and parsed.sentence[at] == parsed.sentence[verb]
    ):
        at -= 1
    return (at,) if at >= 0 and parsed.pos[at] in NOMINAL and can_answer(article.parsed, at) else ()


def _matrix_subject(article: Article, verb: int) -> tuple[int, ...]:
    """Of a verb that the parser joined to what is said ("said the plane had failed and rejected the claim") the
    subject of the saying."""
    parsed, at = article.parsed, verb
    while parsed.dep[at] == "conj" and parsed.head[at] != at:
        at = parsed.head[at]
    return agents(parsed, parsed.head[at]) if parsed.dep[at] == "ccomp" else ()


def _main_subject(article: Article, verb: int) -> tuple[int, ...]:
    """Of a participle behind a comma (", calling it absurd") the subject of the whole sentence."""
    parsed, at = article.parsed, verb
    while parsed.head[at] != at:
        at = parsed.head[at]
    return agents(parsed, at) if parsed.pos[at] in VERBAL else ()


def is_speaker(article: Article, head: int) -> bool:
    """Whether a phrase names somebody, or a body or paper, that can judge what others say."""
    parsed = article.parsed
    return (
        can_answer(article.parsed, head)
        or parsed.lemma[head] in blame_words()["parties.judges"] | blame_words()["parties.writings"]
    )


def is_source(article: Article, head: int) -> bool:
    """Whether a phrase can say something: a party, or a piece of writing."""
    parsed = article.parsed
    if parsed.lemma[head] in blame_words()["parties.writings"] | blame_words()["parties.judges"]:
        return True
    if parsed.lower[head] in ("another", "others", "some", "many", "several", "one", "both", "most"):
        return True
    if parsed.entity[head] in ("DATE", "TIME", "MONEY", "CARDINAL", "PERCENT"):
        return False
    if parsed.pos[head] == "ADJ" and parsed.dep[head].startswith("nsubj") and parsed.child(head, "det") >= 0:
        return True  # "the accused", "a private"
    if parsed.pos[head] in ("NOUN", "PROPN") and parsed.dep[head] not in ("compound", "amod"):
        return not article.deeds.is_deed(head) or can_answer(article.parsed, head)
    return can_answer(article.parsed, head)


def _of_noun(article: Article, node: int, noun: int, preposition: str) -> Iterator[Stance]:
    """ "X's claim that …", "no evidence of …"; and who answers it: "…, which Y rejected"."""
    parsed = article.parsed
    attitude = blame_words().stances.nouns.get(parsed.lemma[noun])
    grounds = blame_words()["verdicts.grounds"] - {"doubt", "question"} - set(blame_words().stances.nouns)
    if parsed.lemma[noun] in grounds and is_none(parsed, noun) and preposition in ("", "in", "for", "to"):
        yield Stance("rejects", -1, noun)  # "there was no truth in the claim"
        return
    if (
        parsed.lemma[noun] in blame_words()["verdicts.false"]
        and parsed.dep[noun] == "attr"
        and attitude is None
    ):
        yield Stance("rejects", -1, noun)  # "it is a lie that we shot anyone"
        return
    if attitude is None or preposition not in ("", "of", "about", "that", "to", "for", "over"):
        return
    if attitude == "unreal":
        yield Stance(attitude, -1, noun)
        return
    none = is_none(parsed, noun) or _is_unseen(article, noun)
    if none and attitude in ("asserts", "suspects"):
        attitude, none = "rejects", False
    elif none and attitude == "rejects":
        attitude, none = "asserts", False
    sources = holders(article, noun)
    if sources:
        yield from (Stance(attitude, source, noun, none) for source in sources)
    else:
        yield Stance(attitude, -1, noun, none)
    yield from answers_beside(article, noun)


def _is_unseen(article: Article, noun: int) -> bool:
    """ "did not see any evidence that": the verb is negated in the noun's stead."""
    parsed, verb = article.parsed, article.parsed.head[noun]
    if parsed.lower[verb] == "of" and parsed.lemma[parsed.head[verb]] in (
        "shred",
        "scrap",
        "trace",
        "hint",
        "scintilla",
        "iota",
        "jot",
    ):
        part = parsed.head[verb]  # "not a shred of evidence"
        return is_none(parsed, part) or negated(parsed, part) or negated(parsed, parsed.head[part])
    seen = parsed.lemma[verb] in (
        "see",
        "find",
        "have",
        "present",
        "offer",
        "provide",
        "produce",
        "give",
        "show",
        "uncover",
    )
    return seen and parsed.pos[verb] in VERBAL and negated(parsed, verb)


def holders(article: Article, noun: int) -> tuple[int, ...]:
    """Whose claim it is: "X's claim", "a government claim", "X made the claim"."""
    parsed, parties = article.parsed, article.parties
    owner = owner_of(parsed, noun)
    if owner >= 0:
        return tuple(h for h in coordinated(parsed, owner) if is_source(article, h))
    for child in parsed.children[noun]:
        if child < noun and (parsed.dep[child] in ("compound", "nmod") or parsed.entity[child] == "NORP"):
            if can_answer(parsed, child) and not article.deeds.is_deed(child):
                return (child,)
    pursued = [c for c in parsed.children[noun] if parsed.dep[c] == "acl" and parsed.lemma[c] in _PURSUING]
    if pursued:  # "a theory being pursued by detectives"
        return speakers(article, pursued[0])
    verb = parsed.head[noun]
    if parsed.pos[verb] == "ADP" and parsed.lower[verb] == "in" and parsed.lemma[parsed.head[verb]] == "be":
        return speakers(article, parsed.head[verb])  # "is in no doubt that"
    if parsed.pos[verb] == "ADP" and parsed.lower[verb] in ("of", "to", "about", "on", "under"):
        verb = parsed.head[verb]
    if parsed.pos[verb] not in VERBAL or parsed.lemma[verb] in _RECEIVING | {"be"}:
        return ()
    if any(e.attitude in _ANSWERING for e in blame_words().stances.verbs.get(parsed.lemma[verb], ())):
        return ()
    return tuple(h for h in speakers(article, verb) if can_answer(parsed, h) and h != noun)


def answers_beside(article: Article, noun: int) -> Iterator[Stance]:
    """Stances of a relative clause that hangs on a noun of saying: "the claim, which Y rejected"."""
    parsed = article.parsed
    for child in parsed.children[noun]:
        if parsed.dep[child] in ("relcl", "acl") and noun in patients(parsed, child):
            yield from (s for s in _of_verb(article, noun, child, "") if s.source >= 0)


def _of_copula(article: Article, node: int, verb: int) -> Iterator[Stance]:
    """ "our theory is that …", "it is our belief that …", "it is likely that …", "the claim that … is false"."""
    parsed, nouns = article.parsed, blame_words().stances.nouns
    about, dep = parsed.child(verb, "nsubj"), parsed.dep[node]
    if dep in ("nsubj", "csubj", "nsubjpass"):
        verdict = verdict_of(article, verb)
        if verdict is not None:
            yield Stance(verdict, -1, verb)
        return
    if (
        about >= 0
        and about != node
        and parsed.lemma[about] in nouns
        and dep in ("ccomp", "acl", "attr", "advcl", "xcomp")
    ):
        yield from _of_noun(article, node, about, "")
        return
    dummy = about >= 0 and parsed.lower[about] in ("it", "that", "this")
    for child in parsed.children[verb]:
        if child == node or dep not in ("ccomp", "acl", "advcl", "xcomp"):
            continue
        if (
            dummy
            and parsed.dep[child] in ("attr", "acomp")
            and (verdict := verdict_word(article, child)) is not None
        ):
            yield Stance(_turned(verdict) if negated(parsed, verb) else verdict, -1, child)
            continue
        if parsed.dep[child] == "attr" and parsed.lemma[child] in nouns:
            yield from _of_noun(article, node, child, "")
        elif parsed.dep[child] == "acomp" and parsed.lemma[child] in blame_words().stances.adjectives:
            yield from _of_adjective(article, child)


def _of_participle(article: Article, participle: int) -> Iterator[Stance]:
    """ "is convinced (that)", "are satisfied (that)": a state of mind in the form of a passive."""
    parsed = article.parsed
    copula = parsed.head[participle] if parsed.dep[participle] == "acomp" else participle
    subjects = patients(parsed, participle) if copula == participle else agents(parsed, copula)
    attitude = blame_words().stances.adjectives[parsed.lower[participle]]
    for source in [h for h in subjects if is_source(article, h)] or [-1]:
        yield Stance(attitude, source, participle, negated(parsed, copula))


def _of_adjective(article: Article, adjective: int) -> Iterator[Stance]:
    parsed = article.parsed
    adjectives = blame_words().stances.adjectives
    attitude: Attitude | None = adjectives.get(parsed.lemma[adjective]) or adjectives.get(
        parsed.lower[adjective]
    )
    if attitude is None:
        return
    copula = parsed.head[adjective]
    raised = attitude == "suspects" and parsed.lemma[adjective] not in ("inclined", "fearful", "suspicious")
    sources: tuple[int, ...] = ()
    if not raised and parsed.pos[copula] in VERBAL:
        sources = tuple(
            h for h in agents(parsed, copula) if parsed.lower[h] not in _DUMMIES and is_source(article, h)
        )
    denied = negated(parsed, copula) if parsed.pos[copula] in VERBAL else False
    if attitude == "asserts" and parsed.lower[adjective] in ("evident", "obvious", "clear") and denied:
        attitude, denied = "unreal", False
    for source in sources or (-1,):
        yield Stance(attitude, source, adjective, denied or negated(parsed, adjective))


# --- verdicts


def denied_verb(article: Article, verb: int) -> bool:
    return negated(article.parsed, verb)


def verdict_given(article: Article, verb: int, noun: int) -> Attitude | None:
    """What a verb of naming calls a noun: "called the suggestion that … an insult"; or None."""
    parsed = article.parsed
    if parsed.lemma[verb] not in blame_words()["verdicts.naming"]:
        return None
    names = [
        c for c in parsed.children[verb] if parsed.dep[c] in ("oprd", "acomp", "attr", "dobj") and c > noun
    ]
    names += [
        h
        for c in parsed.children[verb]
        if parsed.lower[c] == "as"
        for h in (*objects_of_preposition(parsed, c), *parsed.children[c])
    ]
    names += [
        h for c in parsed.children[noun] if parsed.lower[c] == "as" for h in objects_of_preposition(parsed, c)
    ]
    last = parsed.right[noun]
    if not names and parsed.mark[min(last, len(parsed) - 1)] or parsed.quote[last] >= 0:
        names = [last]  # 'called suggestions that … "an insult"', hung on the inner clause
    return next((v for n in names if (v := verdict_word(article, n)) is not None), None)


def verdict_of(article: Article, verb: int) -> Attitude | None:
    """Whether a predicate calls its subject false (rejects) or true (confirms)."""
    parsed = article.parsed
    denied = negated(parsed, verb)
    for child in parsed.children[verb]:
        if parsed.dep[child] in ("acomp", "attr", "prep", "advmod", "oprd", "xcomp"):
            found = verdict_word(article, child)
            if found is not None:
                return _turned(found) if denied else found
    return None


def verdict_word(article: Article, token: int) -> Attitude | None:
    """The verdict of a word: "absurd", "a lie", "without foundation", "not credible"."""
    parsed, words = article.parsed, blame_words()
    if parsed.pos[token] == "ADP":
        heads = tuple(objects_of_preposition(parsed, token))
        if any(parsed.lemma[h] in words["verdicts.grounds"] for h in heads):
            return "rejects" if parsed.lower[token] in ("without", "beyond", "out") else None
        return None
    none = is_none(parsed, token) or negated(parsed, token)
    if parsed.lemma[token] in words["answered.nouns"]:  # "these are baseless allegations"
        judged = (verdict_word(article, c) for c in parsed.children[token] if parsed.dep[c] == "amod")
        return next((v for v in judged if v is not None), None)
    if parsed.lemma[token] in words["verdicts.false"] or parsed.lower[token] in words["verdicts.false"]:
        return "confirms" if none else "rejects"
    if parsed.lemma[token] in words["verdicts.true"] or parsed.lower[token] in words["verdicts.true"]:
        return "rejects" if none else "confirms"
    return None


def _turned(attitude: Attitude) -> Attitude:
    return "confirms" if attitude == "rejects" else "rejects"


_ = _CONTENT, _OBJECT
