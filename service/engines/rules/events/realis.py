"""Whether a trigger tells of something that happened: not planned, threatened, denied, supposed or
commemorated."""

from wirebrief.service.engines.rules.events.mention import Mention, Realis
from wirebrief.service.engines.rules.events.patterns import attributive, sums_up, unspecific
from wirebrief.service.engines.rules.incident_words import incidents, parties
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import content_head, facility, singular


def settle(parsed: Parsed, mention: Mention) -> None:
    """Settle realis, outcome of an attempt, definiteness and aggregation of a mention."""
    token = mention.token
    mention.realis = _noun_realis(parsed, token) if mention.trigger.noun else _verb_realis(parsed, token)
    if _attempted(parsed, token) and mention.realis in ("actual", "unreal"):
        mention.realis = "actual"
        mention.outcome = mention.outcome or "failed"
    if _lawful(parsed, mention):
        mention.realis = "unreal"
    if mention.realis == "negated" and _did_not_strike(parsed, mention):
        mention.realis, mention.outcome = "actual", "failed"
    mention.apart = _set_apart(parsed, mention)
    mention.aggregate = sums_up(parsed, mention)
    mention.vague = unspecific(parsed, mention) or attributive(parsed, mention)
    if not mention.trigger.noun:
        mention.definite = _recalled(parsed, token)
    if mention.trigger.noun:
        mention.definite = _definite(parsed, token)
        _set_outcome_of_noun(parsed, mention)


_SEARCHES = frozenset({"raid", "destroy", "burn", "demolish", "operation", "action"})


_ARRESTS = frozenset({"arrest", "detain", "capture", "apprehend", "confiscate"})


def _lawful(parsed: Parsed, mention: Mention) -> bool:
    """Whether police and courts search and seize: "police raided a hideout" is no attack."""
    agents = {singular(parsed, content_head(parsed, p.head)) for p in mention.perpetrators}
    if not agents and mention.trigger.lemma == "raid":
        first, last = parsed.bounds[mention.sentence]
        return bool(
            _ARRESTS & set(parsed.lemma[first:last])
        )  # "four people were arrested in raids on two flats"
    if not agents or mention.victims or mention.trigger.lemma not in _SEARCHES:
        return False
    if agents <= parties().law:
        return True
    houses = bool(mention.targets) and all(facility(parsed, t.head) == "building" for t in mention.targets)
    return mention.trigger.lemma == "raid" and houses and agents <= parties().forces | parties().law


_STANDING = frozenset({"fight", "battle", "combat"})
"""As participles of a noun these say what somebody is for: "the coalition fighting the rebels"."""


def _did_not_strike(parsed: Parsed, mention: Mention) -> bool:
    """ "The bomb did not go off", "none of the rockets hit the base": fired or laid all the same."""
    own = parsed.child(mention.token, "neg") >= 0 or any(
        parsed.lower[c] == "none" for c in parsed.children[mention.token]
    )
    struck = mention.trigger.frame == "burst" or mention.trigger.lemma in ("hit", "strike")
    return own and struck and bool(mention.weapons)


_APART = frozenset({"another", "second", "third", "fourth", "fifth", "separate", "other", "different"})


def _set_apart(parsed: Parsed, mention: Mention) -> bool:
    """ "another attack", "a second bomb exploded": words that tell it from what was told before."""
    heads = [mention.token] if mention.trigger.noun else [w.phrase.head for w in mention.weapons]
    for head in heads:
        words = {parsed.lower[c] for c in parsed.children[head]}
        if words & _APART and not words & {"the", "this", "that", "these", "those"}:
            return True
    return False


def _verb_realis(parsed: Parsed, verb: int) -> Realis:
    lexicon = incidents().unreal
    if parsed.tag[verb] == "VBG" and parsed.dep[verb] in ("acl", "relcl") and parsed.lemma[verb] in _STANDING:
        return "unreal"
    if parsed.child(verb, "neg") >= 0 or _negated_subject(parsed, verb):
        return "negated"
    if parsed.dep[verb] == "conj" and parsed.child(verb, "nsubj", "nsubjpass") < 0:
        first = parsed.head[verb]  # "no clerk was threatened or harmed"
        if parsed.pos[first] == "VERB" and _negated_subject(parsed, first, parties=("nsubj", "nsubjpass")):
            return "negated"
    if any(parsed.dep[c] == "aux" and parsed.lower[c] in lexicon["modals"] for c in parsed.children[verb]):
        return "unreal"
    if parsed.lemma[verb] in ("attack", "assault", "assail") and _with_words(parsed, verb):
        return "unreal"
    if _conditional(parsed, verb) or _bare_passive(parsed, verb):
        return "unreal"
    if parsed.tag[verb] in ("VB", "VBP", "VBZ") and not _past_auxiliary(parsed, verb):
        return _infinitive_realis(parsed, verb)
    if parsed.tag[verb] == "VBG":
        return _gerund_realis(parsed, verb)
    return _governed(parsed, verb)


_WITH_WORDS = frozenset(
    {
        "harshly",
        "verbally",
        "bitterly",
        "sharply",
        "vehemently",
        "publicly",
        "strongly",
        "furiously",
        "angrily",
    }
)


def _with_words(parsed: Parsed, verb: int) -> bool:
    """ "harshly attacked the minister": with words."""
    return any(parsed.lower[c] in _WITH_WORDS for c in parsed.children[verb])


def _bare_passive(parsed: Parsed, verb: int) -> bool:
    """ "ordered that the town be shelled", "to be shelled"."""
    auxiliary = parsed.child(verb, "auxpass")
    if auxiliary < 0 or parsed.lower[auxiliary] != "be":
        return False
    return not any(parsed.lower[c] in ("have", "has", "had") for c in parsed.children[verb])


def _governed(parsed: Parsed, verb: int, depth: int = 0) -> Realis:
    """What the clauses above say: "they deny that …", "if …", "would have …"."""
    head = parsed.head[verb]
    if (
        head == verb
        or depth > 4
        or parsed.dep[verb] not in ("ccomp", "xcomp", "conj", "advcl", "acl", "pcomp", "prep")
    ):
        return "actual"
    lexicon = incidents().unreal
    if parsed.dep[verb] == "conj":
        above = head
        if any(
            parsed.dep[c] == "aux" and parsed.lower[c] in lexicon["modals"] for c in parsed.children[above]
        ):
            own = any(parsed.dep[c] in ("aux", "nsubj", "nsubjpass") for c in parsed.children[verb])
            return "actual" if own else "unreal"
    if parsed.dep[verb] == "ccomp" and parsed.lemma[head] in ("deny", "doubt", "rule"):
        return "negated"
    return _governed(parsed, head, depth + 1) if parsed.dep[verb] != "advcl" else "actual"


def _infinitive_realis(parsed: Parsed, verb: int) -> Realis:
    """A bare form: a finished act under "managed to", a general truth in the present, else not (yet) one."""
    head = parsed.head[verb]
    if parsed.tag[verb] in ("VBP", "VBZ"):
        return "actual" if parsed.dep[verb] in ("ccomp", "ROOT") and _narrates(parsed, verb) else "unreal"
    if parsed.dep[verb] == "xcomp" and parsed.lemma[head] in ("manage", "begin", "start", "proceed", "go"):
        return "actual"
    return "unreal"


def _narrates(parsed: Parsed, verb: int) -> bool:
    """A headline in the present tense."""
    return parsed.document.sentences[parsed.sentence[verb]].zone in ("title", "standfirst")


def _gerund_realis(parsed: Parsed, verb: int) -> Realis:
    head = parsed.head[verb]
    dep = parsed.dep[verb]
    lexicon = incidents().unreal
    if dep in ("pcomp", "xcomp") and (
        parsed.lemma[head] in lexicon["governors"]
        or parsed.lemma[parsed.head[head]] in lexicon["governors"] | lexicon["nouns"]
    ):
        return "unreal"
    if dep == "pcomp" and parsed.lower[head] in ("of", "for", "from", "without", "instead"):
        return "actual" if _speaks_of_the_past(parsed, parsed.head[head]) else "unreal"
    if dep == "pcomp" and parsed.lower[head] == "by":  # "went on by burning two buses": as real as that
        above = parsed.head[head]
        return "unreal" if parsed.tag[above] == "VB" or _verb_unreal(parsed, above) else "actual"
    return "actual"


def _speaks_of_the_past(parsed: Parsed, above: int) -> bool:
    """ "accused of burning", "accused the rebels of burning", "those responsible for burning"."""
    if parsed.lemma[above] in _AFTER_THE_FACT:
        return True
    return parsed.dep[above] in ("dobj", "attr") and parsed.lemma[parsed.head[above]] in _AFTER_THE_FACT


def _commemorated(parsed: Parsed, token: int) -> bool:
    """Whether it is remembered rather than reported: "the anniversary of the killing of … in a raid"."""
    words = incidents().unreal["commemorated"]
    for _ in range(8):
        above = parsed.head[token]
        if above == token or parsed.dep[token] not in ("pobj", "prep", "dobj", "pcomp", "appos", "nmod"):
            return False
        token = above
        if parsed.lemma[token] in words:
            return True
    return False


_HABITUAL = frozenset({"still", "often", "regularly", "repeatedly", "frequently", "sometimes", "usually"})


def _habitual(parsed: Parsed, noun: int) -> bool:
    """ "still carry out attacks": what they do, not something that they did."""
    if parsed.tag[noun] != "NNS" or any(
        parsed.dep[c] in ("det", "nummod", "poss") for c in parsed.children[noun]
    ):
        return False
    verb = _verb_above(parsed, noun)
    if verb < 0 or parsed.dep[noun] != "dobj" or _narrates(parsed, verb):
        return False
    adverbs = {parsed.lower[c] for c in parsed.children[verb]}
    present = parsed.tag[verb] in ("VBP", "VBZ") and not adverbs & {"have", "has"}
    return present or bool(adverbs & _HABITUAL)


def _noun_realis(parsed: Parsed, noun: int) -> Realis:
    lexicon = incidents().unreal
    if _commemorated(parsed, noun):
        return "commemorated"
    if _habitual(parsed, noun):
        return "unreal"
    for child in parsed.children[noun]:
        if parsed.lower[child] in ("no", "neither") and parsed.dep[child] in ("det", "neg", "preconj"):
            return "negated"
        if parsed.lower[child] in (
            "possible",
            "potential",
            "future",
            "further",
            "any",
            "imminent",
            "planned",
            "new",
            "likely",
        ):
            return "unreal" if parsed.lower[child] != "new" else "actual"
    above = _noun_above(parsed, noun)
    if above >= 0 and (
        parsed.lemma[above] in lexicon["nouns"] or parsed.lemma[above] in lexicon["commemorated"]
    ):
        return "commemorated" if parsed.lemma[above] in lexicon["commemorated"] else "unreal"
    verb = _verb_above(parsed, noun)
    if verb < 0:
        return "actual"
    brings_about = parsed.lemma[verb] in {*incidents().light_verbs, *incidents().happens, *_OCCUR}
    if brings_about and parsed.dep[noun] in _ARGUMENTS and _verb_unreal(parsed, verb):
        return "negated" if parsed.child(verb, "neg") >= 0 and parsed.lemma[verb] in _OCCUR else "unreal"
    if (
        parsed.head[noun] == verb
        and parsed.dep[noun] == "dobj"
        and parsed.lemma[verb] in lexicon["governors"]
    ):
        return "unreal" if not _definite(parsed, noun) else "actual"
    return "actual"


_ARGUMENTS = frozenset({"nsubjpass", "dobj", "obj", "nsubj"})
_AFTER_THE_FACT = frozenset(
    "accuse suspect charge accusation convict blame responsible responsibility guilty condemn criticize "
    "criticise jail "
    "sentence try arrest confess admit sanction punish wanted prosecute credit suspicion die begin "
    "deny".split()
)
"""What is said about an act that happened: "charged with killing", "responsibility for burning"."""
_OCCUR = frozenset({"occur", "happen", "take", "carry", "commit", "launch"})


def _verb_unreal(parsed: Parsed, verb: int) -> bool:
    lexicon = incidents().unreal
    if any(parsed.dep[c] == "aux" and parsed.lower[c] in lexicon["modals"] for c in parsed.children[verb]):
        return True
    if parsed.child(verb, "neg") >= 0 and parsed.lemma[verb] in _OCCUR:
        return True
    return (
        parsed.tag[verb] == "VB"
        and parsed.dep[verb] == "xcomp"
        and parsed.lemma[parsed.head[verb]] in lexicon["governors"]
    )


def _noun_above(parsed: Parsed, noun: int) -> int:
    """The noun that this one depends on through "of", "to" or "for"."""
    if parsed.dep[noun] == "pobj":
        above = parsed.head[parsed.head[noun]]
        return above if parsed.pos[above] == "NOUN" else -1
    return -1


def _verb_above(parsed: Parsed, noun: int) -> int:
    head = parsed.head[noun]
    while parsed.pos[head] not in ("VERB", "AUX") and parsed.head[head] != head:
        head = parsed.head[head]
    return head if parsed.pos[head] in ("VERB", "AUX") else -1


def _past_auxiliary(parsed: Parsed, verb: int) -> bool:
    return any(
        parsed.dep[c] in ("aux", "auxpass") and parsed.lower[c] in ("did", "was", "were", "had", "been")
        for c in parsed.children[verb]
    )


def _negated_subject(
    parsed: Parsed, verb: int, parties: tuple[str, ...] = ("nsubj", "nsubjpass", "dobj")
) -> bool:
    for child in parsed.children[verb]:
        if parsed.dep[child] in parties:
            if parsed.lower[child] in ("nobody", "none", "nothing") or any(
                parsed.lower[c] in ("no", "neither") and parsed.dep[c] in ("det", "neg", "preconj")
                for c in parsed.children[child]
            ):
                return True
            if parsed.lower[child] == "one" and child and parsed.lower[child - 1] == "no":
                return True
    return False


def _conditional(parsed: Parsed, verb: int) -> bool:
    return any(
        parsed.dep[c] == "mark" and parsed.lower[c] in incidents().unreal["conditional"]
        for c in parsed.children[verb]
    )


def _attempted(parsed: Parsed, token: int) -> bool:
    """ "tried to kill", "failed to explode", "an attempted murder", "an attempt to kill"."""
    lexicon = incidents().attempted
    head = parsed.head[token]
    if parsed.dep[token] == "xcomp" and parsed.lemma[head] in lexicon["verbs"]:
        return parsed.tag[head] in ("VBD", "VBN") or _past_auxiliary(parsed, head)
    if parsed.dep[token] in ("acl", "relcl") and parsed.lemma[head] in lexicon["nouns"]:
        return True
    modifiers = {parsed.lower[c] for c in parsed.children[token] if parsed.dep[c] in ("amod", "compound")}
    if modifiers & lexicon["adjectives"]:
        return True
    return parsed.lemma[token] == "attempt" or (
        parsed.dep[head] == "compound" and parsed.lemma[parsed.head[head]] in lexicon["nouns"]
    )


def _set_outcome_of_noun(parsed: Parsed, mention: Mention) -> None:
    """ "The attack was foiled", "the attack failed"."""
    verb = parsed.head[mention.token]
    passive = parsed.dep[mention.token] == "nsubjpass"
    if passive and parsed.lemma[verb] in ("foil", "thwart", "prevent", "avert", "disrupt"):
        mention.outcome = "foiled"
    elif (passive and parsed.lemma[verb] in ("repel", "repulse")) or (
        parsed.dep[mention.token] == "nsubj" and parsed.lemma[verb] in incidents().attempted["missed"]
    ):
        mention.outcome = "failed"


def _definite(parsed: Parsed, noun: int) -> bool:
    first = noun
    while first > 0 and parsed.entity[first - 1] == "DATE" and parsed.lower[first - 1] != "the":
        first -= 1
    if first < noun and parsed.lower[first - 1] == "the":
        return True  # "the May 12, 2029 strike": the parser may give the article to the month
    if parsed.dep[noun] == "attr":  # "this was a planned attack" speaks of the one told before
        return True
    return any(
        (parsed.dep[c] == "det" and parsed.lower[c] in ("the", "this", "that", "these", "those"))
        or parsed.dep[c] == "poss"
        for c in parsed.children[noun]
    )


def _recalled(parsed: Parsed, verb: int) -> bool:
    """ "the camp shelled on Friday": a participle of a definite noun goes back to what was told before."""
    if parsed.dep[verb] != "acl" or parsed.tag[verb] != "VBN":
        return False
    return any(parsed.lower[c] in ("the", "that", "same") for c in parsed.children[parsed.head[verb]])
