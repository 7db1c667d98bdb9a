"""Who is told of first and named later: "A retired clerk was jailed. Ivo Lind, 71, showed no emotion"."""

from wirebrief.service.engines.rules.blame.who.kinds import names_one_person
from wirebrief.service.engines.rules.blame.who.naming import is_definite, named_in
from wirebrief.service.engines.rules.incident_words import incidents
from wirebrief.service.engines.rules.lexicon import cues
from wirebrief.service.engines.rules.parse import Parsed

_REACH = 3
"""Sentences on that the same word may come back with a name."""
_INDEFINITE = frozenset({"a", "an", "another"})
_ALONE = frozenset({"he", "she", "his", "her", "him"})
"""Before a name: "Asked how he pleaded, Ivo Lind said …" goes on with him who was told of."""
_OF_THE_CASE = frozenset(
    {"suspect", "man", "woman", "attacker", "gunman", "accused", "defendant", "arrested"}
)
_SUBJECTS = ("nsubj", "nsubjpass")
_OF_NAMES = frozenset({"compound", "punct", "nummod", "amod", "relcl", "acl", "appos", "flat", "case"})


def named_later(parsed: Parsed, head: int) -> int:
    """The head of the name that a description of one person gets in a later sentence, or -1."""
    if parsed.pos[head] != "NOUN" or parsed.tag[head] != "NN" or not names_one_person(parsed, head):
        return -1
    sentence = parsed.sentence[head]
    again = _same_word(parsed, head, min(sentence + _REACH, len(parsed.bounds) - 1))
    if again >= 0 or sentence + 1 >= len(parsed.bounds) or not _is_introduced(parsed, head):
        return again
    given = _name_given(parsed, sentence)
    return given if given >= 0 else _new_name(parsed, sentence)


def _name_given(parsed: Parsed, sentence: int) -> int:
    """The name of "They named him as Ivo Lind", "The suspect was identified as Ivo Lind", or -1."""
    for verb in range(*parsed.bounds[sentence + 1]):
        if parsed.lemma[verb] not in ("name", "identify") or parsed.pos[verb] != "VERB":
            continue
        whom = [c for c in parsed.children[verb] if parsed.dep[c] in ("dobj", "nsubjpass")]
        if any(parsed.lower[c] in _ALONE or parsed.lemma[c] in _OF_THE_CASE for c in whom):
            as_whom = [c for c in parsed.children[verb] if parsed.lower[c] == "as"]
            names = (g for c in as_whom for g in parsed.children[c] if parsed.pos[g] == "PROPN")
            return next(names, -1)
    return -1


def _same_word(parsed: Parsed, head: int, last: int) -> int:
    """The name beside the same word: "a coach was accused … . The coach, Ivo Lind, says"."""
    for token in range(head + 1, parsed.bounds[last][1]):
        if parsed.lemma[token] == parsed.lemma[head] and is_definite(parsed, token):
            name = max(named_in(parsed, token), parsed.child(token, "appos"))
            if name > token and parsed.pos[name] == "PROPN" and parsed.entity[name] != "GPE":
                return name
    return -1


def _is_introduced(parsed: Parsed, head: int) -> bool:
    """Whether a sentence opens the story of somebody: "A clerk was charged", and names no person itself."""
    first, last = parsed.bounds[parsed.sentence[head]]
    indefinite = any(parsed.lower[c] in _INDEFINITE and c < head for c in parsed.children[head])
    names = (t for t in range(first, last) if parsed.entity[t] == "PERSON")
    named = any(parsed.child(t, "compound") >= 0 for t in names)
    return indefinite and parsed.dep[head] in _SUBJECTS and not named


def _new_name(parsed: Parsed, sentence: int) -> int:
    """The person of whom the next sentence tells by a bare name, as if known, and who says nothing there."""
    for token in range(*parsed.bounds[sentence + 1]):
        verb = parsed.head[token]
        if parsed.dep[token] not in _SUBJECTS or parsed.dep[verb] not in ("ROOT", "ccomp"):
            continue
        if parsed.entity[token] != "PERSON" or parsed.pos[token] != "PROPN":
            return -1
        said_of = any(parsed.lower[t] in _ALONE for t in range(parsed.bounds[sentence + 1][0], token))
        if (_says(parsed, verb) and not said_of) or _is_victim(parsed, token, verb):
            return -1
        bare = all(parsed.dep[c] in _OF_NAMES and _says_no_post(parsed, c) for c in parsed.children[token])
        return token if bare else -1
    return -1


def _says(parsed: Parsed, verb: int) -> bool:
    return parsed.lemma[verb] in cues().verbs and parsed.child(verb, "ccomp", "parataxis") >= 0


def _is_victim(parsed: Parsed, token: int, verb: int) -> bool:
    """ "Ivo Lind died", "Ivo Lind was stabbed"; but who was arrested is none."""
    told = incidents().verbs.get(parsed.lemma[verb], ())
    hurt = any(trigger.type != "arrest" for _, trigger in told)
    return parsed.lemma[verb] == "die" or (parsed.dep[token] == "nsubjpass" and hurt)


def _says_no_post(parsed: Parsed, child: int) -> bool:
    return parsed.pos[child] != "NOUN"
