"""Who can answer for an act, and who is meant: pronouns, descriptions, members, things that belong to
somebody, and those who speak for others."""

from collections.abc import Callable
from dataclasses import dataclass, field

from wirebrief.service.engines.rules.actor_words import words as actor_words
from wirebrief.service.engines.rules.actors import Actor, Cast
from wirebrief.service.engines.rules.blame.grammar import is_none, objects_of_preposition, owner_of
from wirebrief.service.engines.rules.blame.words import blame_words
from wirebrief.service.engines.rules.events.lexicon import incidents, parties
from wirebrief.service.engines.rules.events.phrases import (
    antecedent,
    is_facility_word,
    is_people,
    singular,
    weapon_at,
)
from wirebrief.service.engines.rules.events.reported import innermost
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech import Report

_NO_PARTY = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
_PLACES = frozenset({"LOC", "FAC", "EVENT"})
_IN_PLACES = frozenset({"in", "at", "near", "outside", "inside", "across", "over", "around", "off"})
_PARTY_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_SPEAKERS = frozenset({"i", "we", "me", "us", "my", "our", "ourselves", "myself", "ours", "mine"})
_SINGULAR = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "themselves", "theirs"})
_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_PERSONAL = _SPEAKERS | _SINGULAR | _PLURAL | _MALE | _FEMALE | {"you"}
_BELONGING = frozenset({"belong", "fly", "operate", "own", "fire", "launch", "crew", "pilot"})
_PEOPLES = ("an", "ian", "ese", "ish", "i", "ic", "ch", "er")
_OWN_SIDE = frozenset(
    {
        "country",
        "nation",
        "government",
        "organisation",
        "organization",
        "group",
        "company",
        "party",
        "movement",
        "side",
        "state",
        "firm",
    }
)
_SIGNING = frozenset(
    {
        "sign",
        "issue",
        "release",
        "write",
        "publish",
        "post",
        "send",
        "draft",
        "compile",
        "prepare",
        "make",
        "come",
        "purport",
    }
)
_SHARES = frozenset({"none", "neither", "any", "each", "some", "both", "several", "many", "most", "few"})
_PERSONS = ("er", "or", "ist", "ian", "eer", "ee", "ant", "smith", "herd", "folk", "mate")
_NAMING = frozenset({"call", "sign", "style", "name", "dub", "know", "identify", "term", "describe"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "no"})
_LEADING = frozenset({"command", "lead", "head", "run", "represent", "chair", "direct", "found", "own"})
_NEAR = 3
"""Sentences back that a pronoun may go back over."""
_REACH = 8
"""Sentences back that a description may go back over."""


@dataclass(slots=True)
class Parties:
    """The parties of one article. Parties go by the head of a noun phrase; `actor` says who that is."""

    parsed: Parsed
    cast: Cast
    reports: list[Report]
    _known: dict[tuple[int, int], int | None] = field(default_factory=dict)

    # --- who can answer

    def can_answer(self, head: int) -> bool:
        """Whether a phrase can name somebody held responsible: no event, weapon, time or mere thing."""
        parsed = self.parsed
        head = self.content(head)
        lower, lemma = parsed.lower[head], singular(parsed, head)
        if lower in _PERSONAL or lower in blame_words()["parties.nobody"]:
            return True
        if self.named_in(head) != head:
            return True
        if lower in ("someone", "somebody", "anyone", "anybody", "else"):
            return False
        if parsed.tag[head] in ("WP", "WDT", "EX") or parsed.pos[head] in ("DET", "ADP", "PUNCT", "SPACE"):
            return False
        if parsed.entity[head] in _NO_PARTY and lemma not in blame_words()["parties.people"]:
            return self.named_in(head) != head
        if parsed.entity[head] in _PLACES and self._is_place(head):
            return False
        known = self._is_party_word(head, lemma) or self._has_named_apposition(head)
        if not known and (lemma in incidents().nouns or weapon_at(parsed, head) is not None):
            return self.owner_of_thing(head) >= 0
        if parsed.pos[head] == "PROPN" and parsed.tag[head].startswith("NNP"):
            return True
        return (
            known
            or self.owner_of_thing(head) >= 0
            or self.named_in(head) != head
            or self._is_of_a_people(head, lemma)
        )

    def _has_named_apposition(self, head: int) -> bool:
        """ "a trading house, Granos del Sur": whatever it is, it has a name."""
        parsed = self.parsed
        beside = parsed.child(head, "appos")
        named = parsed.pos[head] == "NOUN" and beside > head and parsed.pos[beside] == "PROPN"
        return named and parsed.entity[beside] not in _NO_PARTY and not self._is_place(beside)

    def _is_of_a_people(self, head: int, lemma: str) -> bool:
        """A thing with a people's name beside it, whether or not the parser knows the people: "Tarskan jets"."""
        parsed = self.parsed
        if lemma not in blame_words()["parties.things"]:
            return False
        beside = [
            c for c in parsed.children[head] if c < head and parsed.dep[c] in ("compound", "amod", "nmod")
        ]
        return any(parsed.text[c][:1].isupper() and parsed.lower[c].endswith(_PEOPLES) for c in beside)

    def is_side(self, head: int) -> bool:
        """Whether a phrase names a force, a group or a country rather than a town or persons."""
        parsed = self.parsed
        return (
            self._owns(head)
            or parsed.entity[head] == "ORG"
            or (parsed.pos[head] == "PROPN" and parsed.entity[head] != "PERSON")
        )

    def _is_place(self, head: int) -> bool:
        """Whether a name that the parser takes for a place is one, by its last word or by what stands before it."""
        parsed = self.parsed
        lower = singular(parsed, head)
        if lower in parties().forces | parties().armed:
            return False
        if (
            is_facility_word(lower)
            or is_facility_word(parsed.lower[head])
            or parsed.lower[head] in blame_words()["parties.places"]
        ):
            return True
        return parsed.dep[head] == "pobj" and parsed.lower[parsed.head[head]] in _IN_PLACES

    def _is_party_word(self, head: int, lemma: str) -> bool:
        parsed, words, ours = self.parsed, parties(), blame_words()
        lower, who = parsed.lower[head], actor_words()
        if parsed.entity[head] in _PARTY_ENTITIES and parsed.pos[head] in ("PROPN", "NOUN", "ADJ"):
            return True
        pair = f"{parsed.lower[head - 1]} {lemma}" if head else ""
        named = {lower, lemma, pair} & (
            words.armed | words.forces | words.irregulars | ours["parties.people"]
        )
        if named or is_people(parsed, head) or lemma in who.roles:
            return True
        kind = who.kinds.get(lower) or who.kinds.get(lemma)
        if kind is not None and kind != "other":
            return not is_facility_word(lemma)
        return (
            parsed.pos[head] == "NOUN"
            and lemma.endswith(_PERSONS)
            and lemma not in ours["parties.no_persons"]
        )

    def owner_of_thing(self, head: int) -> int:
        """Who answers for a thing: "its jets", "an army drone", "one of its shells"; or -1."""
        parsed = self.parsed
        head = self.content(head)
        if singular(parsed, head) not in blame_words()["parties.things"]:
            return -1
        owner = owner_of(parsed, head)
        beside = [c for c in parsed.children[head] if c < head]
        beside = [c for c in beside if parsed.dep[c] in ("compound", "nmod", "amod") and self._owns(c)]
        inner = [c for c in self._of(head, "of") if self._owns(c)]
        for child in parsed.children[head]:  # "a drone belonging to X", "a jet flown by X"
            if parsed.dep[child] == "acl" and parsed.lemma[child] in _BELONGING:
                inner += [c for c in self._of(child, "to", "by") if self.can_answer(c)]
        found = next((c for c in (owner, *beside, *inner) if c >= 0), -1)
        return found if found < 0 or parsed.tag[found] not in ("WP", "WDT") else -1

    def content(self, head: int) -> int:
        """The noun that says what it is: "shells" in "one of its shells"."""
        parsed = self.parsed
        if (
            parsed.pos[head] == "NUM"
            or parsed.lower[head] in _SHARES
            or singular(parsed, head) in parties().cover
        ):
            return next((h for h in self._of(head, "of") if parsed.pos[h] in ("NOUN", "PROPN")), head)
        return head

    def _of(self, head: int, *prepositions: str) -> list[int]:
        parsed = self.parsed
        return [
            inner
            for c in parsed.children[head]
            if c > head and parsed.lower[c] in prepositions
            for inner in objects_of_preposition(parsed, c)
        ]

    def _owns(self, token: int) -> bool:
        parsed = self.parsed
        if parsed.entity[token] in ("ORG", "GPE", "NORP"):
            return True
        kind = actor_words().kinds.get(parsed.lower[token]) or actor_words().kinds.get(parsed.lemma[token])
        return kind not in (None, "other", "people") or singular(parsed, token) in parties().irregulars

    # --- who is meant

    def named_in(self, head: int) -> int:
        """The head that names a phrase: "a crew known as X", "a man calling himself X", "members of X"."""
        parsed = self.parsed
        for child in parsed.children[head]:
            if parsed.dep[child] in ("acl", "relcl") and parsed.lemma[child] in _NAMING:
                for name in self._called(child):
                    if parsed.pos[name] == "PROPN":
                        return name
        beside = max(self._name_beside(head), self._name_behind(head))
        if beside >= 0:
            return beside
        if singular(parsed, head) in blame_words()["parties.members"] | parties().cover:
            inner = next(iter(self._of(head, "of", "from")), -1)
            if inner < 0 and head + 1 < len(parsed) and parsed.lower[head + 1] == "from":
                inner = next(objects_of_preposition(parsed, head + 1), -1)
            if inner >= 0 and self._may_have_members(inner, head):
                return inner
        return head

    def _called(self, verb: int) -> list[int]:
        parsed = self.parsed
        inner = [
            c for c in parsed.children[verb] if parsed.dep[c] in ("oprd", "attr", "dobj", "appos", "npadvmod")
        ]
        return inner + [
            g for c in parsed.children[verb] if parsed.lower[c] == "as" for g in parsed.children[c]
        ]

    def _name_beside(self, head: int) -> int:
        """The name right behind its description, where the parser ties them not: "the group Red Column said"."""
        parsed = self.parsed
        if parsed.pos[head] != "NOUN" or parsed.dep[head] not in ("nsubj", "nsubjpass", "npadvmod", "dep"):
            return -1
        for other in parsed.children[parsed.head[head]]:
            beside = other > head and parsed.left[other] == head + 1 and parsed.pos[other] == "PROPN"
            if beside and parsed.dep[other] in ("nsubj", "nsubjpass"):
                return other
        return -1

    def _name_behind(self, head: int) -> int:
        """The name between commas behind a description: "a rival gang, the People's Axe, …"."""
        parsed = self.parsed
        if (
            parsed.pos[head] != "NOUN"
            or parsed.child(head, "appos") >= 0
            or head + 2 >= len(parsed)
            or parsed.text[head + 1] != ","
        ):
            return self._nested_apposition(head)
        at, name, end = head + 2, -1, parsed.bounds[parsed.sentence[head]][1]
        while at < end and (
            parsed.pos[at] in ("DET", "ADJ", "NOUN", "PROPN", "PART", "NUM")
            or parsed.lower[at] in ("of", "-")
        ):
            name = at if parsed.pos[at] == "PROPN" else name
            at += 1
        if name >= 0 and parsed.dep[name] == "appos" and parsed.head[name] != head:
            return -1  # it stands beside another noun
        closed = at == end or parsed.text[at] in (",", ".", ")", ";")
        return (
            name
            if closed and name >= 0 and parsed.dep[name] in ("appos", "npadvmod", "dep", "oprd", "conj")
            else -1
        )

    def _nested_apposition(self, head: int) -> int:
        """ "a rival, the jockey Tim Arden": a name beside what stands beside."""
        parsed = self.parsed
        inner = parsed.child(head, "appos")
        if inner < 0 or parsed.pos[inner] == "PROPN" or parsed.pos[head] == "PROPN":
            return -1
        name = parsed.child(inner, "appos")
        return name if name >= 0 and parsed.pos[name] == "PROPN" else -1

    def _may_have_members(self, inner: int, head: int) -> bool:
        parsed = self.parsed
        if singular(parsed, head) == "member" or parsed.pos[inner] == "PROPN":
            named = parsed.pos[inner] == "PROPN" and parsed.entity[inner] not in (
                "DATE",
                "TIME",
                "GPE",
                "LOC",
            )
            return named or singular(parsed, inner) in blame_words()["parties.collectives"]
        if singular(parsed, head) in parties().cover:
            return self._is_party_word(inner, singular(parsed, inner))
        return singular(parsed, inner) in blame_words()["parties.collectives"]

    def actor(self, head: int, holder: int = -1) -> int | None:
        """Index of the actor that a phrase stands for; `holder`: head of who says so, for "we" and "it"."""
        key = head, holder
        if key not in self._known:
            self._known[key] = None
            self._known[key] = self._resolve(head, holder)
        return self._known[key]

    def _resolve(self, head: int, holder: int) -> int | None:
        if head < 0:
            return None
        parsed = self.parsed
        head = self.named_in(self.content(antecedent(parsed, head)))
        if parsed.lower[head] in _PERSONAL:
            return self._pronoun(head, holder)
        owner = self.owner_of_thing(head)
        if owner >= 0:
            return self.actor(owner, holder)
        if holder >= 0 and (group := self._own_group(head, holder)) is not None:
            return group
        mine = parsed.child(head, "poss")
        if holder >= 0 and mine >= 0 and parsed.lemma[head] in _OWN_SIDE and parsed.lower[mine] in _PERSONAL:
            whose = self.actor(mine, holder)
            if whose is not None and whose == self.actor(holder) and self.principal(holder) != whose:
                return self.principal(holder)  # "the foreign minister said her country had not"
        if parsed.lemma[head] == "client" and holder >= 0:
            return self.principal(holder)
        signer = self.author(head)
        if signer != head:
            return self.actor(signer, holder)
        return self._canonical(self.cast.actor_of(head), head)

    def _own_group(self, head: int, holder: int) -> int | None:
        """The speaker's own group, by a bare word for any group: "a man from the Brigade said the group had"."""
        parsed = self.parsed
        bare = self._is_definite(head) and all(
            parsed.dep[c] == "det" for c in parsed.children[head] if c < head
        )
        if (
            not bare
            or parsed.tag[head] == "NNS"
            or parsed.lemma[head] not in blame_words()["parties.collectives"]
        ):
            return None
        for index in (self.principal(holder), self.actor(holder)):
            actor = self.cast.actors[index] if index is not None else None
            if (
                actor is not None
                and self._may_be_group(actor, parsed.lemma[head])
                and self._may_be_body(actor)
            ):
                return index
        return None

    def _canonical(self, index: int | None, head: int) -> int | None:
        """The actor that a description or a short name goes back to, else the one that the cast gives."""
        if index is None:
            return None
        actor = self.cast.actors[index]
        if actor.sort == "name":
            return self._whole_name(head, actor)
        if any(self.parsed.pos[c] == "PROPN" for c in self.parsed.children[head]) or not self._is_definite(
            head
        ):
            return index
        meant = self._described(head)
        if meant is None or meant == index:
            return index
        self.cast.identify(head, meant)
        return meant

    def source(self, head: int, accused: int = -1) -> int | None:
        """Index of the actor that says something; a pronoun is not whom it accuses ("X may have done it, they
        said") but who spoke last."""
        found = self.actor(head)
        member = (
            singular(self.parsed, head) in blame_words()["parties.members"] and self.parsed.tag[head] == "NN"
        )
        if member and self.named_in(head) in self._of(head, "of", "from"):
            return self.cast.actor_of(head)  # "a man from the Brigade said"
        if accused < 0 or accused >= head or self.parsed.pos[accused] == "PRON":
            return found
        if found is None or found != self.actor(accused):
            return found
        if self.parsed.lower[head] not in _PERSONAL:  # "X did it, the firm said"
            return self.cast.actor_of(head)
        told = [
            r.source_head for r in self.reports if 0 <= r.source_head < accused and r.content[0][0] < accused
        ]
        for speaker in sorted(told, reverse=True):
            index = self.actor(speaker)
            if index is not None and index != found and self._agrees(index, self.parsed.lower[head]):
                return index
        return found

    def author(self, head: int) -> int:
        """Who speaks by a piece of writing ("a note signed by the union"), else the head itself."""
        parsed = self.parsed
        if parsed.lemma[head] not in blame_words()["parties.writings"]:
            return head
        for token in range(head + 1, parsed.right[head] + 1):
            if parsed.lower[token] in ("by", "from") and parsed.pos[token] == "ADP":
                inner = next(objects_of_preposition(parsed, token), -1)
                verb = parsed.head[token]
                if inner >= 0 and self.can_answer(inner) and (verb == head or parsed.lemma[verb] in _SIGNING):
                    return inner
        for child in parsed.children[head]:
            if (
                parsed.dep[child] in ("poss", "compound", "nmod")
                and self.can_answer(child)
                and self._owns(child)
            ):
                return child
        return head

    # --- pronouns

    def _pronoun(self, head: int, holder: int) -> int | None:
        lower = self.parsed.lower[head]
        if lower == "you":
            return self._addressee(head)
        if lower in _SPEAKERS:
            speaker = (
                holder
                if holder >= 0 and self.parsed.lower[holder] not in _SPEAKERS
                else self.speaker_at(head)
            )
            return (
                self.principal(speaker) if lower not in ("i", "me", "my", "myself") else self.actor(speaker)
            )
        about = self._spoken_of(head)
        if about is not None and self._agrees(about, lower):
            return about
        said_by = self.actor(holder) if holder >= 0 and holder != head else None
        if (
            said_by is not None
            and self.parsed.quote[head] >= 0
            and self.parsed.quote[holder] != self.parsed.quote[head]
        ):
            said_by = None  # in his own words nobody calls himself "he"
        if said_by is not None:
            for index in (said_by, self.principal(holder)):
                if index is not None and self._binds(index, lower):
                    return index
        found = self.cast.actor_of(head)
        if found is not None and found != said_by and self._agrees(found, lower):
            earlier = [m.head for m in self.cast.actors[found].names if m.head < head]
            if earlier and self.parsed.sentence[head] - self.parsed.sentence[earlier[-1]] <= _NEAR:
                return self._canonical(found, earlier[-1])
        return self._nearest(
            head, lambda actor: actor.index != said_by and self._agrees(actor.index, lower), _NEAR
        )

    def _addressee(self, head: int) -> int | None:
        """To whom the words around "you" are said."""
        index = innermost(self.reports, head)
        cue = self.reports[index].cue_head if index is not None else -1
        told = self.parsed.child(cue, "dobj", "dative") if cue >= 0 else -1
        return self.actor(told) if told >= 0 else None

    def _spoken_of(self, head: int) -> int | None:
        """Of whom it is said: "They shot everyone," she said of the soldiers."""
        index = innermost(self.reports, head)
        cue = self.reports[index].cue_head if index is not None else -1
        if cue < 0 or cue < head or self.parsed.lemma[cue] not in ("say", "remark", "write", "add"):
            return None
        about = next((h for h in self._of(cue, "of", "about") if self.can_answer(h)), -1)
        return self.actor(about) if about >= 0 else None

    def _agrees(self, index: int, pronoun: str) -> bool:
        """Whether an actor can be meant by a pronoun of its number and gender."""
        actor = self.cast.actors[index]
        if self.parsed.entity[actor.names[0].head] in _NO_PARTY or not self._may_act(actor):
            return False
        person = self._is_surely_person(actor)
        if pronoun in _MALE | _FEMALE:
            gender = "male" if pronoun in _MALE else "female"
            single = actor.kind == "person" or (actor.kind == "other" and actor.sort == "name")
            single = single or self._is_one_of_people(actor)
            return single and not actor.plural and actor.gender in ("", gender)
        named = actor.sort == "name"
        if pronoun in _SINGULAR:
            return not person and actor.kind != "people" and (named or not actor.plural)
        if pronoun == "you":
            return True
        return actor.plural or not person and actor.kind != "state" and self._may_be_body(actor)

    def may_mean(self, head: int, index: int | None) -> bool:
        """Whether a pronoun or a bare description can mean an actor, by number and gender alone."""
        if index is None:
            return False
        lower, actor = self.parsed.lower[head], self.cast.actors[index]
        if lower in _PERSONAL:
            return self._agrees(index, lower)
        if not self._is_definite(head) or any(
            self.parsed.pos[c] == "PROPN" for c in self.parsed.children[head]
        ):
            return False
        plural = self.parsed.tag[head] == "NNS"
        return actor.kind != "state" and (
            actor.plural
            if plural and actor.kind == "person"
            else not (plural and self._is_surely_person(actor))
        )

    def _binds(self, index: int, pronoun: str) -> bool:
        """Whether who says something can be meant by a pronoun in it; the parser's guess at a name counts less."""
        actor = self.cast.actors[index]
        if pronoun in _MALE | _FEMALE and (self._is_one_name(actor) or self._is_one_of_people(actor)):
            return actor.gender in ("", "male" if pronoun in _MALE else "female")
        return self._agrees(index, pronoun)

    def _may_be_body(self, actor: Actor) -> bool:
        """Whether a name may be a group's: the parser takes many for persons, but these stand without "the"."""
        first = actor.names[0]
        article = (
            self.parsed.lower[max(first.name[0] - 1, 0)] == "the"
            or self.parsed.lower[first.extent[0]] == "the"
        )
        return actor.kind != "person" or article or self.parsed.entity[first.head] in ("ORG", "NORP")

    def _is_one_of_people(self, actor: Actor) -> bool:
        head = actor.names[0].head
        if actor.plural or actor.sort == "name":
            return False
        person = (
            is_people(self.parsed, head)
            or actor.kind == "person"
            or singular(self.parsed, head).endswith(_PERSONS)
        )
        return person and singular(self.parsed, head) not in blame_words()["parties.collectives"]

    def _is_one_name(self, actor: Actor) -> bool:
        first = actor.names[0]
        capital = self.parsed.text[first.head][:1].isupper() and not self._is_definite(first.head)
        return capital and (
            actor.sort == "name" or first.head > self.parsed.bounds[self.parsed.sentence[first.head]][0]
        )

    def _may_act(self, actor: Actor) -> bool:
        head = actor.names[0].head
        lemma = singular(self.parsed, head)
        if actor.sort == "name" or self._is_party_word(head, lemma):
            return True
        return actor.kind not in ("other", "people")

    def _is_surely_person(self, actor: Actor) -> bool:
        """A person by a post or a gender, not only by the parser's guess at a name."""
        if actor.kind != "person":
            return False
        return bool(actor.gender) or actor.role is not None or actor.sort == "role"

    def _nearest(self, head: int, fits: Callable[[Actor], bool], back: int = _REACH) -> int | None:
        """The actor last named before a word that fits."""
        low = self.parsed.bounds[max(0, self.parsed.sentence[head] - back)][0]
        best, at = None, -1
        for actor in self.cast.actors:
            seen = max((m.head for m in actor.names if low <= m.head < head), default=-1)
            if seen > at and fits(actor):
                best, at = actor.index, seen
        return best

    # --- descriptions

    def _is_definite(self, head: int) -> bool:
        parsed = self.parsed
        return any(parsed.lower[c] in _DEFINITE and c < head for c in parsed.children[head])

    def _whole_name(self, head: int, actor: Actor) -> int:
        """The actor whose name ends as this short one does: "the Brigades" after "the Qasr Brigades"."""
        short = all(m.name[0] == m.name[1] for m in actor.names if m.head <= head)
        if not short or self._is_surely_person(actor):
            return actor.index
        word = self.parsed.lower[head]
        for other in self.cast.actors:
            if other.kind == "person":
                continue
            for m in other.names:
                longer = m.name[1] > m.name[0] and self._is_proper(m.name) and other.index != actor.index
                if longer and self.parsed.lower[m.name[1]] == word:
                    return other.index
        return actor.index

    def _is_proper(self, name: tuple[int, int]) -> bool:
        return any(self.parsed.pos[t] == "PROPN" for t in range(name[0], name[1] + 1))

    def _described(self, head: int) -> int | None:
        """The actor that was called so, or may be meant by a word for any group."""
        lemma = singular(self.parsed, head)
        if is_none(self.parsed, head):  # "no guard had": those told of before
            return self._nearest(head, lambda actor: singular(self.parsed, actor.names[0].head) == lemma)
        beside = self._beside(head)
        bare = all(self.parsed.dep[c] == "det" for c in self.parsed.children[head] if c < head)
        called = self._nearest(
            head, lambda actor: actor.index not in beside and self._is_called(actor, lemma, head)
        )
        if (
            called is not None
            or lemma not in blame_words()["parties.collectives"]
            or self.parsed.tag[head] == "NNS"
            or not bare
        ):
            return called
        return self._nearest(
            head, lambda actor: actor.index not in beside and self._may_be_group(actor, lemma)
        )

    def _beside(self, head: int) -> set[int]:
        """The actors that stand beside a phrase under the same verb, and are others for that."""
        parsed, verb = self.parsed, self.parsed.head[head]
        heads = [
            c for c in parsed.children[verb] if c != head and parsed.dep[c] in ("nsubj", "nsubjpass", "dobj")
        ]
        return {index for h in heads if (index := self.cast.actor_of(h)) is not None}

    def _is_called(self, actor: Actor, lemma: str, head: int) -> bool:
        """Whether the words around an earlier name hold the description: "X, a coalition of", "the X network"."""
        parsed = self.parsed
        for m in actor.names:
            if m.head >= head or not (m.sort == "name" or self._is_proper(m.name)):
                continue
            first, last = m.extent
            low = parsed.bounds[parsed.sentence[m.head]][0]
            beside = [t for t in range(first, last + 1) if self._describes(t, m.head)]
            while first > low and parsed.pos[first - 1] in ("NOUN", "PROPN", "ADJ"):
                first -= 1
                beside.append(first)
            if any(singular(parsed, t) == lemma and parsed.pos[t] in ("NOUN", "PROPN") for t in beside):
                return True
        return False

    def _describes(self, token: int, name: int) -> bool:
        """Whether a word within a name's phrase says what it is, and stands in no prepositional phrase."""
        while token != name:
            if self.parsed.dep[token] in ("prep", "pobj", "relcl", "acl") or self.parsed.head[token] == token:
                return False
            token = self.parsed.head[token]
        return True

    def _may_be_group(self, actor: Actor, lemma: str) -> bool:
        if not any(self._is_proper(m.name) for m in actor.names) or actor.kind in ("people", "media"):
            return False
        if lemma in ("country", "nation"):
            return actor.kind == "state"
        if self.parsed.entity[actor.names[0].head] in _NO_PARTY | {"GPE"} or self._is_place(
            actor.names[0].head
        ):
            return False
        word = singular(self.parsed, actor.names[0].head)
        if is_facility_word(word) and word not in parties().forces | parties().armed:
            return False
        if lemma in parties().irregulars and actor.kind in ("military", "government_body", "company", "ngo"):
            return False
        return actor.kind != "state" and not self._is_surely_person(actor)

    # --- who speaks for whom

    def principal(self, source: int) -> int | None:
        """For whom somebody speaks: a spokesman for the union for the union, others for themselves."""
        owner = self.principal_head(source)
        if owner < 0:
            return self.actor(source)
        found = self.actor(owner)
        return found if found is not None else self.actor(source)

    def spoken_for(self, head: int, index: int) -> int:
        """For whom a mouthpiece claims or denies: a spokesman for the union, others for themselves."""
        nouns = [
            head,
            *(c for c in self.parsed.children[head] if self.parsed.dep[c] in ("appos", "compound")),
        ]
        if not any(singular(self.parsed, n) in blame_words()["parties.mouthpieces"] for n in nouns):
            return index
        found = self.principal(head)
        return found if found is not None else index

    def principal_head(self, source: int) -> int:
        """The head of the phrase that a speaker speaks for, or -1."""
        if source < 0:
            return -1
        parsed = self.parsed
        beside = [c for c in parsed.children[source] if parsed.dep[c] in ("appos", "compound", "nmod")]
        beside += [parsed.head[source]] if parsed.dep[source] == "appos" else []
        led = self._leads(source)
        if led >= 0:
            return led
        for noun in (source, *beside):
            if noun == source and singular(parsed, noun) in blame_words()["parties.members"]:
                whole = next(iter(self._of(noun, "of", "from")), -1)
                if whole >= 0:
                    return whole
            if singular(parsed, noun) not in blame_words()["parties.speaks_for"]:
                continue
            inner = next(iter(self._of(noun, "for", "of")), -1)
            owner = parsed.child(noun, "poss")
            near = [c for h in (noun, source) for c in parsed.children[h]]
            near = [c for c in near if c < noun and parsed.dep[c] in ("compound", "nmod", "amod", "poss")]
            modifier = next((c for c in near if self._owns(c)), -1)
            for found in (inner, owner, modifier):
                if found >= 0 and found != source:
                    return found
        return -1

    def _leads(self, source: int) -> int:
        """Whom somebody leads by a relative clause: "X, who commands the Rifles"; or -1."""
        parsed = self.parsed
        for child in parsed.children[source]:
            if parsed.dep[child] == "relcl" and parsed.lemma[child] in _LEADING:
                found = parsed.child(child, "dobj")
                if found >= 0 and self.can_answer(found):
                    return found
        return -1

    def same_side(self, source: int, accused: int | None, party: int = -1) -> bool:
        """Whether a source answers for an accused: itself, its own people and things, or whom it speaks for."""
        if source < 0 or accused is None:
            return False
        mine = {self.actor(source), self.principal(source)} - {None}
        if accused in mine:
            return True
        if party >= 0:
            owner = owner_of(self.parsed, party)
            if owner >= 0 and self.actor(owner, source) in mine:
                return True
        owner = owner_of(self.parsed, source)
        spoken = self.actor(source)
        body = spoken is not None and self.cast.actors[spoken].kind not in ("person", "people")
        if owner >= 0 and body and self.actor(owner) == accused:  # "the guards' union"
            return True
        speaks_for = self.principal_head(source)
        if (
            speaks_for >= 0
            and self.parsed.lower[speaks_for] in _PERSONAL
            and self._agrees(accused, self.parsed.lower[speaks_for])
        ):
            return True
        return any(self._share_name(i, accused) or self._commands(i, accused) for i in mine if i is not None)

    def _share_name(self, one: int, other: int) -> bool:
        """Whether one is named after the other: "Velta's embassy", "the Veltan foreign ministry"."""
        return (
            bool(self._countries(one) & self._countries(other))
            or self._named_after(one, other)
            or self._named_after(other, one)
        )

    def _named_after(self, one: int, other: int) -> bool:
        """Whether the second is called after the first: "a Brevian patrol" after "Brevia"."""
        parsed, actors = self.parsed, self.cast.actors
        if any(
            a.kind == "person" or parsed.entity[a.names[0].head] == "PERSON"
            for a in (actors[one], actors[other])
        ):
            return False
        words = [
            parsed.lower[m.name[0]] for m in actors[one].names if m.name[0] == m.name[1] and m.sort == "name"
        ]
        stems = {w[: max(4, len(w) - 2)] for w in words if len(w) > 3}
        tokens = self._own_words(actors[other])
        tokens = {
            t for t in tokens if parsed.text[t][:1].isupper() and parsed.pos[t] in ("ADJ", "PROPN", "NOUN")
        }
        return any(parsed.lower[t].startswith(stem) for t in tokens for stem in stems)

    def _commands(self, one: int, other: int) -> bool:
        """Whether one is a government and the other its forces, with no other country named for either."""
        actors = self.cast.actors
        official = (
            actors[one].kind in ("government_body", "military")
            or actors[one].role is not None
            and self._is_official(actors[one])
        )
        forces = actors[other].sort != "name" and (
            actors[other].kind == "military"
            or any(singular(self.parsed, m.head) in parties().forces for m in actors[other].names)
        )
        country = actors[other].kind == "state" and self.parsed.entity[actors[other].names[0].head] == "GPE"
        if official and (forces or country):
            return not (self._countries(one) and self._countries(other))
        return False

    def _is_official(self, actor: Actor) -> bool:
        return bool(
            actor.roles
            & {
                "ministry",
                "minister",
                "government",
                "president",
                "state",
                "army",
                "military",
                "presidential",
                "foreign",
                "defence",
                "defense",
                "premier",
            }
        )

    def _countries(self, index: int) -> set[str]:
        """The stems of the countries and peoples in an actor's names: "velt" of "Veltan"."""
        parsed, actor = self.parsed, self.cast.actors[index]
        tokens = self._own_words(actor)
        if actor.kind == "state":
            return {parsed.lower[t][:4] for t in tokens if parsed.pos[t] == "PROPN"}
        if actor.kind == "person" and not actor.role:
            return set()
        return {parsed.lower[t][:4] for t in tokens if parsed.entity[t] in ("GPE", "NORP")}

    def _own_words(self, actor: Actor) -> set[int]:
        """The words of an actor's names with what stands before them, but nothing said beside them."""
        parsed = self.parsed
        tokens = {t for m in actor.names for t in range(m.name[0], m.name[1] + 1)}
        before = {c for m in actor.names for c in parsed.children[m.head] if c < m.head}
        return tokens | {c for c in before if parsed.dep[c] in ("poss", "compound", "amod", "nmod")}

    def speaker_at(self, token: int) -> int:
        """Head of whoever says the words around a token, or -1."""
        index = innermost(self.reports, token)
        return self.reports[index].source_head if index is not None else -1
