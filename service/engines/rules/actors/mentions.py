"""Mentions: noun phrases that can stand for an actor, and what their words say about it."""

from dataclasses import dataclass
from typing import Literal

from wirebrief.schemas.vocabulary import ActorKind
from wirebrief.service.engines.rules.actor_words import words
from wirebrief.service.engines.rules.actors.accused import is_of_the_verb
from wirebrief.service.engines.rules.incident_words import parties
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.clauses import Extent, phrase, trim

Gender = Literal["male", "female", ""]
Sort = Literal["name", "role", "pronoun", "group"]


PRONOUNS: dict[str, tuple[Gender, bool]] = {
    "he": ("male", False),
    "him": ("male", False),
    "his": ("male", False),
    "himself": ("male", False),
    "she": ("female", False),
    "her": ("female", False),
    "hers": ("female", False),
    "herself": ("female", False),
    "it": ("", False),
    "its": ("", False),
    "they": ("", True),
    "them": ("", True),
    "their": ("", True),
    "themselves": ("", True),
}
"""Pronoun -> gender, and whether it is plural."""

_LONGEST_POST = 7
"""Words of "mayor of the city of …" behind its head."""

_SPEECH_ACT_PERSONS = frozenset({"i", "we", "you", "me", "us", "this", "that", "these", "those"})
_BELONGS = frozenset({"for", "of", "at", "in", "with"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One noun phrase."""

    head: int
    extent: Extent
    sort: Sort
    name: Extent
    """The words that name it, without determiner, rank or title; for a pronoun the pronoun."""
    role: Extent | None
    """Rank, title or post as printed, beside a name or in place of one."""
    kind: ActorKind
    gender: Gender
    plural: bool
    definite: bool
    """False after "a", "some", "several": a new or unnamed one."""
    owner: int
    """Head of the noun phrase that this one belongs to or speaks for, or -1."""


def mention(parsed: Parsed, head: int) -> Mention | None:
    """What the noun phrase of a head says about whom it stands for; None where it can stand for nobody."""
    pos = parsed.pos[head]
    if parsed.lower[head] in PRONOUNS and pos == "PRON":
        return _pronoun(parsed, head)
    if pos not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"):
        return None
    if parsed.dep[head] in ("compound", "nmod", "amod") and parsed.pos[head] in ("NOUN", "PROPN"):
        return _modifier(parsed, head)
    if parsed.lemma[head] in words().vehicles and (issuer := _issuer(parsed, head)) >= 0:
        return mention(parsed, issuer)
    appositive = _appositive(parsed, head)
    if appositive >= 0 and not _is_named(parsed, head) and _is_named(parsed, appositive):
        return _named(parsed, appositive, outer=head)
    if _is_named(parsed, head):
        return _named(parsed, head, outer=-1)
    return _described(parsed, head)


def _issuer(parsed: Parsed, vehicle: int) -> int:
    """Who speaks in "a ministry statement": the ministry."""
    for child in parsed.children[vehicle]:
        if parsed.dep[child] in ("compound", "poss", "nmod", "amod") and _can_own(parsed, child):
            return child
        if child > vehicle and parsed.dep[child] == "prep" and parsed.lower[child] in ("by", "from"):
            return parsed.child(child, "pobj")
    return -1


def _modifier(parsed: Parsed, head: int) -> Mention:
    """A body named inside another phrase: "defence ministry" in "a defence ministry spokesman"."""
    first = head
    lexicon = words()
    while first > parsed.left[parsed.head[head]] and _goes_before_name(parsed, first - 1):
        if parsed.lower[first - 1] in lexicon.titles or parsed.lemma[first - 1] in lexicon.roles:
            break
        first -= 1
    kind = lexicon.kinds.get(parsed.lower[head]) or lexicon.kinds.get(parsed.lemma[head], "other")
    named = parsed.pos[head] == "PROPN"
    if named:
        kind = _kind_of_name(parsed, head, (first, head), None)
    return Mention(
        head, (first, head), "name" if named else "group", (first, head), None, kind, "", False, True, -1
    )


def _pronoun(parsed: Parsed, head: int) -> Mention:
    gender, plural = PRONOUNS[parsed.lower[head]]
    kind: ActorKind = "person" if gender else "people" if plural else "other"
    return Mention(head, (head, head), "pronoun", (head, head), None, kind, gender, plural, True, -1)


def _appositive(parsed: Parsed, head: int) -> int:
    """What stands beside a noun as another word for it; through one description to the name ("a rival, the
    jockey Tim Arden")."""
    beside = parsed.child(head, "appos")
    if beside >= 0 and parsed.pos[beside] == "NOUN":
        inner = parsed.child(beside, "appos")
        return inner if inner >= 0 and parsed.pos[inner] == "PROPN" else beside
    return beside


def _is_named(parsed: Parsed, head: int) -> bool:
    """Whether the head is (part of) a proper name that is not merely a capitalised post."""
    if parsed.pos[head] != "PROPN" or not parsed.text[head][0].isupper():
        return False
    if parsed.lower[head] in words().roles and not any(
        parsed.pos[child] == "PROPN" and child < head for child in parsed.children[head]
    ):
        return False
    return parsed.entity[head] not in ("DATE", "TIME", "MONEY", "PERCENT", "LAW", "LANGUAGE")


def _named(parsed: Parsed, head: int, outer: int) -> Mention:
    """A name, with the post before it ("spokesman Ann Lee") or after it ("Ann Lee, a spokeswoman")."""
    lexicon = words()
    first, last = _name_extent(parsed, head)
    before = first
    left = parsed.left[head]
    while before > left and _goes_before_name(parsed, before - 1):
        before -= 1
    role = trim(parsed, before, first - 1) if before < first else None
    appositive = outer if outer >= 0 else _appositive(parsed, head)
    if role is None and appositive >= 0 and parsed.lemma[appositive] in lexicon.roles:
        role = _core(parsed, appositive)
    kind = _kind_of_name(parsed, head, (first, last), role)
    extent = phrase(parsed, outer if outer >= 0 else head)
    return Mention(
        head=head,
        extent=extent,
        sort="name",
        name=(first, last),
        role=role if kind == "person" else None,
        kind=kind,
        gender=_gender(parsed, range(before, last + 1), first) if kind == "person" else "",
        plural=parsed.tag[head] == "NNPS" and kind != "person",
        definite=True,
        owner=_owner(parsed, role, head) if kind == "person" else -1,
    )


def _name_extent(parsed: Parsed, head: int) -> Extent:
    """The run of name words that ends in the head, titles and posts left out; "Jr." taken in."""
    titles = words().titles
    first = last = head
    while first - 1 >= parsed.left[head] and _is_name_word(parsed, first - 1):
        if parsed.lower[first - 1] in words().forms_of_address:
            break
        if parsed.lower[first - 1] in titles and parsed.entity[head] != "ORG":
            break
        if parsed.lower[first - 1] in words().roles and first - 1 == parsed.bounds[parsed.sentence[head]][0]:
            break  # "Policeman Tom Reed said …": a capital that only opens the sentence
        if parsed.entity[head] == "PERSON" and _says_what(parsed, first - 1):
            break
        first -= 1
    while first < head and (parsed.lower[first] in ("the", "a", "an", ".") or _tells_day(parsed, first)):
        first += 1
    right = parsed.right[head]
    if parsed.entity[head] in ("ORG", "GPE", "FAC") and parsed.lower[min(last + 1, right)] in ("of", "for"):
        while last + 1 <= right and parsed.entity[last + 1] == parsed.entity[head]:
            if parsed.text[last + 1] in ("(", ","):
                break
            last += 1
    return first, _with_suffix(parsed, last)


def _says_what(parsed: Parsed, token: int) -> bool:
    """Whether a capitalised word before a name is none: "Magistrate Nora Veil", where a sentence begins."""
    return not parsed.entity[token] and parsed.lower[token] in parties().people


_CALENDAR = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)


def _tells_day(parsed: Parsed, token: int) -> bool:
    """Whether a word is of a date that only stands before: "on 9 May guards …", "on Monday troops …"."""
    day = token + 1 < len(parsed) and parsed.text[token].isdigit() and parsed.lower[token + 1] in _CALENDAR
    return day or (parsed.lower[token] in _CALENDAR and parsed.entity[token] in ("DATE", "TIME"))


def _with_suffix(parsed: Parsed, last: int) -> int:
    """The last token of a name that goes on with ", Jr."."""
    after = last + 1
    if after < len(parsed) and parsed.text[after] == ",":
        after += 1
    if after >= len(parsed) or parsed.lower[after].rstrip(".") not in ("jr", "sr", "ii", "iii"):
        return last
    stop = (
        after + 1 < len(parsed)
        and parsed.text[after + 1] == "."
        and parsed.end[after] == parsed.start[after + 1]
    )
    goes_on = after + 2 < len(parsed) and parsed.sentence[after + 2] == parsed.sentence[after]
    return after + 1 if stop and goes_on else after


def _is_name_word(parsed: Parsed, token: int) -> bool:
    if _is_capitalised_verb(parsed, token):
        return True
    if parsed.pos[token] == "PROPN" or (parsed.text[token] in ("&", "'s", "-") and parsed.entity[token]):
        return True
    if parsed.text[token] == "-" and parsed.end[token] == parsed.start[token + 1]:
        return parsed.pos[token - 1] == "PROPN" and parsed.end[token - 1] == parsed.start[token]
    if parsed.entity[token] == "PERSON" and parsed.lower[token] in _PARTICLES:
        return True  # "Carlos Paim de Oliveira"
    return parsed.entity[token] in ("PERSON", "ORG") and parsed.text[token][:1].isupper()


_PARTICLES = frozenset("de del la las los da do dos das van von der den y e".split())


def _is_capitalised_verb(parsed: Parsed, token: int) -> bool:
    """ "Shining" of "the Shining Path": within a sentence nothing but a name has a capital."""
    inside = token > parsed.bounds[parsed.sentence[token]][0]
    return inside and parsed.pos[token] == "VERB" and parsed.text[token].istitle()


def _goes_before_name(parsed: Parsed, token: int) -> bool:
    if _is_capitalised_verb(parsed, token):
        return True
    return parsed.pos[token] in ("PROPN", "NOUN", "ADJ") or parsed.text[token] in ("-", "'s", "'")


def _core(parsed: Parsed, head: int) -> Extent:
    """A description from behind its determiner to its head, with a short "of …" or "for …" behind it."""
    first, last = phrase(parsed, head)[0], head
    while first < head and (
        parsed.pos[first] in ("DET", "PUNCT")
        or parsed.tag[first] in ("PRP$", "DT")
        or _tells_day(parsed, first)
        or parsed.lower[first] == "not"
    ):
        first += 1
    for child in parsed.children[head]:
        if (
            child == last + 1
            and parsed.dep[child] == "prep"
            and parsed.lower[child] in ("of", "for", "to", "at")
            and not is_of_the_verb(parsed, child)
        ):
            target = parsed.child(child, "pobj")
            if target >= 0 and target - head <= _LONGEST_POST:
                last = _core(parsed, target)[1]
    return first, last


def _kind_of_name(parsed: Parsed, head: int, name: Extent, role: Extent | None) -> ActorKind:
    lexicon = words()
    entity = parsed.entity[head]
    if name[0] > parsed.left[head] and parsed.lower[name[0] - 1] in lexicon.forms_of_address:
        return "person"
    spelled = " ".join(parsed.lower[name[0] : name[1] + 1])
    for candidate in (spelled, parsed.lower[name[1]], parsed.lower[name[0]]):
        if candidate in lexicon.kinds and (entity != "PERSON" or candidate == spelled):
            return lexicon.kinds[candidate]
    if entity == "PERSON" or (role is not None and parsed.lemma[role[1]] in lexicon.roles | lexicon.titles):
        return "person"
    if entity in ("GPE", "LOC"):
        return "state"
    if entity == "NORP":
        return "people"
    if entity == "ORG":
        return "company" if spelled.endswith((" inc.", " corp.", " co.", " ltd.")) else "other"
    if parsed.lower[name[0]] in lexicon.men or parsed.lower[name[0]] in lexicon.women:
        return "person"
    return "person" if name[1] > name[0] else "other"


def _described(parsed: Parsed, head: int) -> Mention | None:
    """A description without a name: "the spokesman", "residents", "a coalition official", "the army"."""
    lexicon = words()
    lower, lemma = parsed.lower[head], parsed.lemma[head]
    if parsed.tag[head] in ("WP", "WDT", "EX") or parsed.lower[head] in _SPEECH_ACT_PERSONS:
        return None
    plural = parsed.tag[head] in ("NNS", "NNPS")
    extent = phrase(parsed, head)
    name = _core(parsed, head)
    definite = not any(parsed.lower[c] in lexicon.indefinite for c in parsed.children[head] if c < head)
    if plural and parsed.left[head] == head and lower not in lexicon.kinds:
        definite = False
    if lemma in lexicon.roles:
        kind: ActorKind = "people" if plural else "person"
        role = None if plural else name
        gender = _gender(parsed, range(head, head + 1))
        owner = _owner(parsed, name, head)
        return Mention(head, extent, "role", name, role, kind, gender, plural, definite, owner)
    kind = lexicon.kinds.get(lower) or lexicon.kinds.get(lemma) or ("people" if plural else "other")
    return Mention(head, extent, "group", name, None, kind, "", plural, definite, _home(parsed, name, head))


def _home(parsed: Parsed, name: Extent, head: int) -> int:
    """The body whose members some people are: "army soldiers", "members of the Sea Lily"."""
    if parsed.text[head][0].isupper():
        return -1  # "the People's Front of Sarn" is a name
    for token in range(name[1], name[0] - 1, -1):
        if token == head or parsed.pos[token] not in ("PROPN", "NOUN") or not _can_own(parsed, token):
            continue
        inside = parsed.dep[token] in ("compound", "nmod", "poss") and token < head
        after = parsed.dep[token] == "pobj" and parsed.lower[parsed.head[token]] in _BELONGS
        named = parsed.pos[token] == "PROPN" and parsed.entity[token] != "GPE"
        if (inside or after) and (named or _is_body(parsed, token)):
            return token
    return -1


def _is_body(parsed: Parsed, token: int) -> bool:
    return words().kinds.get(parsed.lower[token]) in ("military", "government_body")


def _owner(parsed: Parsed, role: Extent | None, head: int) -> int:
    """For whom the holder of a post speaks: "ministry spokesman", "spokesman for the army"."""
    if role is None:
        return -1
    for token in range(role[1], role[0] - 1, -1):
        if parsed.dep[token] == "pobj" and parsed.lower[parsed.head[token]] in _BELONGS:
            return token
    for token in range(role[1], role[0] - 1, -1):
        if token == head or parsed.lemma[token] in words().roles or parsed.lower[token] in words().titles:
            continue
        if parsed.pos[token] in ("PROPN", "NOUN") and _can_own(parsed, token):
            return token
    return -1


def _can_own(parsed: Parsed, token: int) -> bool:
    return parsed.entity[token] in ("ORG", "GPE") or parsed.lower[token] in words().kinds


def _gender(parsed: Parsed, tokens: range, name: int = -1) -> Gender:
    """What a title, a noun or else a given name tells of a person's gender."""
    lexicon = words()
    spoken = parsed.lower[tokens.start : tokens.stop]
    if any(word in lexicon.female for word in spoken):
        return "female"
    if any(word in lexicon.male for word in spoken):
        return "male"
    if name < 0:
        return ""
    given = parsed.lower[name]
    return "female" if given in lexicon.women else "male" if given in lexicon.men else ""
