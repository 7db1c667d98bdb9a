"""Who is who: mentions clustered into actors, pronouns and descriptions resolved, drafts made of them."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from wirebrief.schemas.draft import ActorDraft
from wirebrief.schemas.vocabulary import ActorKind
from wirebrief.service.engines.rules.actor_words import words
from wirebrief.service.engines.rules.actors.antecedents import (
    Choice,
    Chosen,
    choices,
    is_speaker,
    likeliest,
)
from wirebrief.service.engines.rules.actors.armed import (
    is_the_fighters,
    named_before_fighters,
    tells_armed_group,
)
from wirebrief.service.engines.rules.actors.mentions import Gender, Mention, mention
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.place import address
from wirebrief.service.engines.rules.syntax.clauses import Extent
from wirebrief.service.engines.rules.tagger import Tags

_REACH = 12
"""Sentences back that a pronoun or a bare role is resolved over."""

_MOST = 12
"""Actors that a pronoun is held against."""

_NOMINAL = ("NOUN", "PROPN")
_UNSETTLED = frozenset({"other", "people", "political_group", "armed_group", "military"})
"""Kinds of named actors that the company of the name may overrule."""
_BODIES = frozenset("media government_body international_body military armed_group political_group".split())
"""Kinds of actors that are no person, whatever the parser takes their names for."""
_DYING = frozenset({"die", "perish", "drown", "succumb"})
_KILLING = frozenset({"kill", "murder", "assassinate", "strangle"})
_OF_ACTORS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "dative", "attr", "pobj", "appos", "conj", "poss", "ROOT"}
)


@dataclass(slots=True)
class Actor:
    """One actor while its mentions are gathered."""

    index: int
    kind: ActorKind
    sort: str
    gender: Gender
    plural: bool
    names: list[Mention] = field(default_factory=list)
    """Every mention but pronouns."""
    pronouns: list[Mention] = field(default_factory=list)
    role: Extent | None = None
    owner: int = -1
    anonymous: bool = False
    spots: list[int] = field(default_factory=list)
    """Heads of all mentions so far."""
    last_seen: int = -1
    last_subject: int = -1
    """Token of the last mention as a subject outside quotation marks."""
    last_spoke: int = -1
    """Token of the last mention that is who says something."""
    died: bool = False
    """Whether a mention is who died or was killed."""
    roles: set[str] = field(default_factory=set)
    """Lemmas of the words of every post that a mention gives."""
    spellings: set[tuple[str, ...]] = field(default_factory=set)
    """The words of each name of several."""


class Cast:
    """The actors of one article.

    `actor_of(head)` gives the actor that a noun phrase stands for; `name_of(head)` its name as other records
    of the draft must spell it; `drafts(used)` the draft actors of those used, with their affiliations.
    """

    def __init__(
        self,
        parsed: Parsed,
        *,
        pronouns: bool = True,
        tags: Tags | None = None,
    ) -> None:
        self.parsed = parsed
        self._tags = tags
        self._likely: dict[int, float] = {}
        self._pronouns = pronouns
        self.actors: list[Actor] = []
        self.named: list[tuple[int, Mention]] = []
        """Each name that was taken for an actor's, with its index; in the order of taking."""
        self._by_head: dict[int, int] = {}
        self._by_name: dict[str, int] = {}
        self._fullest_names: dict[int, tuple[int, str]] = {}
        """Of an actor: among how many names the fullest was looked for, and that name."""
        self._seen: list[tuple[int, int]] = []
        """Each actor's last mention and index, in the order of the words."""
        self._best: dict[int, tuple[int, Mention | None]] = {}
        self._gather()
        self._settle_armed_groups()

    def actor_of(self, head: int) -> int | None:
        """Index of the actor that the noun phrase with this head stands for, or None."""
        if head < 0:
            return None
        if head not in self._by_head:
            governor = self.parsed.head[head]
            if self.parsed.dep[head] == "appos" and governor < head and self._describes(head, governor):
                return self.actor_of(governor)  # "Peter Lund, a lawyer": one and the same
            found = mention(self.parsed, head)
            if found is None:
                return None
            index = self._resolve(found)
            if index is not None:
                self._by_head[head] = index
        return self._by_head.get(head)

    def identify(self, head: int, index: int) -> None:
        """Note that a phrase stands for an actor that it was not taken for: "the coalition" for the Free
        Rally."""
        found = mention(self.parsed, head)
        if found is not None and self._by_head.get(head) != index:
            self._by_head[head] = index
            self.actors[index].pronouns.append(found)

    def _describes(self, head: int, governor: int) -> bool:
        """Whether an apposition is about its noun: no next name of a list ("Ann Lee, 5, Al Roy, 6"), not set
        against it ("bandits, not rebels")."""
        parsed = self.parsed
        if parsed.lower[parsed.left[head] - 1] == "not":
            return False
        two_persons = parsed.entity[head] == parsed.entity[governor] == "PERSON"
        return parsed.pos[governor] in _NOMINAL and not two_persons

    def likely(self, head: int) -> float:
        """How likely a phrase stands for its actor; 1 for what is no pronoun."""
        return self._likely.get(head, 1.0)

    def name_of(self, head: int) -> str:
        """The name of the actor that a noun phrase stands for, or ""."""
        index = self.actor_of(head)
        return self.name(index) if index is not None else ""

    def name(self, index: int) -> str:
        """The fullest name of an actor."""
        told = len(self.actors[index].names)
        known = self._fullest_names.get(index)
        if known is None or known[0] != told:
            best = self._fullest(self.actors[index])
            known = told, self.parsed.words(*best.name) if best else ""
            self._fullest_names[index] = known
        return known[1]

    def drafts(self, used: list[int]) -> list[ActorDraft]:
        """Draft actors for those used and for those that they belong to, in order of first mention."""
        wanted = set(used)
        for index in used:
            owner = self.actor_of(self.actors[index].owner)
            if owner is not None:
                wanted.add(owner)
        ordered = sorted(wanted, key=lambda n: self.actors[n].names[0].head)
        return [self._draft(index, wanted) for index in ordered]

    def _gather(self) -> None:
        parsed = self.parsed
        for i, pos in enumerate(parsed.pos):
            named = pos == "PROPN" and parsed.dep[i] not in ("compound", "nmod", "amod")
            if pos == "PRON" or named or (pos == "NOUN" and parsed.dep[i] in _OF_ACTORS):
                self.actor_of(i)

    def _settle_armed_groups(self) -> None:
        """Give the kind to names of armed groups, and to "the rebels" the one group that is named."""
        parsed = self.parsed
        of_fighters = {self.actor_of(token) for token in named_before_fighters(parsed)}
        groups = [
            actor
            for actor in self.actors
            if actor.sort == "name"
            and actor.kind in _UNSETTLED
            and (actor.index in of_fighters or any(tells_armed_group(parsed, m) for m in actor.names))
        ]
        for actor in groups:
            actor.kind = "armed_group"
        if len(groups) == 1:
            for actor in self.actors:
                if actor.owner < 0 and any(is_the_fighters(parsed, m) for m in actor.names):
                    actor.owner = groups[0].names[0].head

    def _resolve(self, found: Mention) -> int | None:
        if found.sort == "pronoun":
            return self._take(found, self._antecedent(found)) if self._pronouns else None
        key = self._key(found.name)
        if found.sort == "name":
            return self._take(found, self._namesake(found, key), key)
        if found.sort == "role" and found.definite and not found.plural:
            return self._take(found, self._holder(found, key), key)
        return self._take(found, self._by_name.get(key), key)

    def _take(self, found: Mention, index: int | None, key: str = "") -> int | None:
        """Add a mention to its actor, or make a new actor of it; a pronoun without antecedent makes none."""
        if index is None:
            if found.sort == "pronoun":
                return None
            index = len(self.actors)
            actor = Actor(index, found.kind, found.sort, found.gender, found.plural)
            actor.anonymous = found.sort != "name" and found.kind in ("person", "people")
            self.actors.append(actor)
        actor = self.actors[index]
        if found.sort == "pronoun":
            actor.pronouns.append(found)
        else:
            actor.names.append(found)
            self.named.append((index, found))
        self._learn(actor, found)
        self._see(actor, found)
        head = self._described(found.head)
        if self.parsed.dep[head] in ("nsubj", "nsubjpass") and self.parsed.quote[head] < 0:
            actor.last_subject = head
        if is_speaker(self.parsed, head):
            actor.last_spoke = head
        actor.died = actor.died or self._has_died(head)
        if key:
            self._know(found, key, index)
        return index

    def _learn(self, actor: Actor, found: Mention) -> None:
        """Note what a mention tells of who an actor is."""
        actor.gender = actor.gender or found.gender
        if found.gender and actor.kind in _UNSETTLED and not actor.plural:
            actor.kind, actor.anonymous = "person", actor.sort != "name"
        if found.sort == "name" and actor.sort != "name":
            actor.sort, actor.anonymous, actor.kind = "name", False, found.kind
        if actor.role is None and found.role is not None:
            actor.role = found.role
        if actor.owner < 0 and found.owner >= 0:
            actor.owner = found.owner

    def _see(self, actor: Actor, found: Mention) -> None:
        """Note where an actor was last seen, and what this mention adds to its posts and names."""
        if actor.last_seen >= 0:
            del self._seen[bisect_left(self._seen, (actor.last_seen, actor.index))]
        actor.last_seen = found.head
        actor.spots.append(found.head)
        insort(self._seen, (found.head, actor.index))
        if found.role and found.sort != "pronoun":
            posts = self.parsed.lemma[found.role[0] : found.role[1] + 1]
            actor.roles.update(posts)
            actor.roles.update(words().abbreviated.get(post, post) for post in posts)
        if found.sort == "name" and len(name := self._key(found.name).split()) > 1:
            actor.spellings.add(tuple(name))

    def _know(self, found: Mention, key: str, index: int) -> None:
        """Under which names an actor will be known from here on: in full, by surname, by initials."""
        self._by_name.setdefault(key, index)
        if found.sort != "name":
            return
        if found.kind == "person":
            for surname in _surnames(key):
                self._by_name.setdefault(surname, index)
            return
        self._by_name.setdefault(_initials(key), index)
        if short := self._in_brackets(found.name[1] + 1):
            self._by_name[short] = index

    def _in_brackets(self, token: int) -> str:
        """The short form behind a name: "the National Bakers' Union (NUB)"."""
        text = self.parsed.text[token : token + 3]
        closed = len(text) == 3 and (text[0], text[2]) in (("(", ")"), ("[", "]"))
        return text[1].lower() if closed and text[1].isupper() else ""

    def _short_form(self, found: Mention) -> int | None:
        """The actor of the initials that a name in brackets spells: "the NUB (National Bakers' Union)"."""
        opening = found.name[0] - 1
        if opening < 1 or self.parsed.text[opening] not in "([" or found.name[0] == found.name[1]:
            return None
        short = self.parsed.text[opening - 1]
        spelled = {word[0] for word in self.parsed.lower[found.name[0] : found.name[1] + 1]}
        known = sum(letter in spelled for letter in short.lower())
        return self._by_name.get(short.lower()) if short.isupper() and 2 * known >= len(short) > 1 else None

    def _key(self, extent: Extent) -> str:
        return " ".join(self.parsed.lower[extent[0] : extent[1] + 1]).removesuffix(" 's").removesuffix("'s")

    def _namesake(self, found: Mention, key: str) -> int | None:
        index = self._by_name.get(key)
        if index is None and found.kind != "person":
            index = self._short_form(found)
        if index is not None:
            return index
        if found.kind == "person" and " " in key:
            for surname in _surnames(key):
                index = self._by_name.get(surname)
                if index is not None and self._may_be_called(self.actors[index], key):
                    return index
        index = self._by_name.get(key.replace(".", "")) if "." in key else None
        return self._unnamed(found) if index is None else index

    def _unnamed(self, found: Mention) -> int | None:
        """The one person told of by a post before the name is told: "the minister", then "Ana Roy, minister
        of health"."""
        if found.role is None or found.kind != "person":
            return None
        posts = self.parsed.lemma[found.role[0] : found.role[1] + 1]
        holders = [
            actor
            for actor in self.actors
            if actor.kind == "person"
            and not actor.plural
            and actor.roles.intersection(posts[:1] + posts[-1:])
        ]
        if len(holders) != 1 or holders[0].sort != "role" or not holders[0].names[0].definite:
            return None
        return holders[0].index if _agree(holders[0].gender, found.gender) else None

    def _may_be_called(self, actor: Actor, key: str) -> bool:
        """Whether an actor known by surname, or by more or fewer names, can be the one with this name."""
        words = tuple(key.split())
        return actor.kind == "person" and all(_one_person(words, known) for known in actor.spellings)

    def _holder(self, found: Mention, key: str) -> int | None:
        """The person last seen in a post: "the spokesman" after "spokesman Ann Lee"."""
        lemma = self.parsed.lemma[found.head]
        for _, index in reversed(self._near(found.head)):
            actor = self.actors[index]
            if actor.kind == "person" and lemma in actor.roles and _agree(actor.gender, found.gender):
                return index
        return self._by_name.get(key)

    def _antecedent(self, found: Mention) -> int | None:
        """The earlier actor that a pronoun stands for."""
        near = [self.actors[index] for _, index in reversed(self._near(found.head))]
        fitting = [actor for actor in near if self._fits(actor, found)][:_MOST]
        chosen = self.choose(found, choices(self.parsed, found, fitting, self._tags))
        if chosen is None:
            return None
        self._likely[found.head] = chosen[1]
        return chosen[0]

    def choose(self, found: Mention, among: Sequence[Choice]) -> Chosen | None:
        """The actor that a pronoun most likely stands for."""
        return likeliest(among)

    def _described(self, head: int) -> int:
        """The coach of "the coach, Paul Stainer", who is what the sentence tells of."""
        return self.parsed.head[head] if self.parsed.dep[head] == "appos" else head

    def _has_died(self, head: int) -> bool:
        """Whether a phrase is who died, or was killed, by its verb."""
        verb, dep = self.parsed.head[head], self.parsed.dep[head]
        of_subject = dep == "nsubj" and self.parsed.lemma[verb] in _DYING
        return of_subject or (dep in ("nsubjpass", "dobj") and self.parsed.lemma[verb] in _KILLING)

    def _fits(self, actor: Actor, found: Mention) -> bool:
        """Whether nothing that is known of an actor rules a pronoun out."""
        if found.gender:
            person = actor.kind not in _BODIES and not (actor.kind == "other" and self._is_the(actor))
            return person and not actor.plural and _agree(actor.gender, found.gender)
        return not actor.gender and (found.plural or not actor.plural)

    def _is_the(self, actor: Actor) -> bool:
        """Whether it is named with an article, as papers and ships are and persons are not."""
        return actor.sort == "name" and self.parsed.lower[actor.names[0].extent[0]] == "the"

    def _near(self, token: int) -> list[tuple[int, int]]:
        """The actors last seen before a token and not many sentences back, in the order of the words."""
        begin, _ = self.parsed.bounds[max(self.parsed.sentence[token] - _REACH, 0)]
        return self._seen[bisect_left(self._seen, (begin,)) : bisect_left(self._seen, (token,))]

    def _fullest(self, actor: Actor) -> Mention | None:
        count, best = self._best.get(actor.index, (-1, None))
        if count != len(actor.names):
            named = [m for m in actor.names if m.sort == "name"] or actor.names
            best = max(named, key=lambda m: (m.name[1] - m.name[0], -m.head), default=None)
            self._best[actor.index] = len(actor.names), best
        return best

    def _draft(self, index: int, wanted: set[int]) -> ActorDraft:
        parsed, actor = self.parsed, self.actors[index]
        best = self._fullest(actor)
        owner = self.actor_of(actor.owner)
        mentions: dict[str, str] = {}
        for m in actor.names + actor.pronouns:
            mentions.setdefault(parsed.words(*m.extent).lower(), address(parsed, *m.extent))
        return ActorDraft(
            name=address(parsed, *best.name) if best else "",
            kind=actor.kind,
            role=address(parsed, *actor.role) if actor.role else "",
            affiliation=self.name(owner) if owner is not None and owner != index and owner in wanted else "",
            anonymous=actor.anonymous,
            mentions=[a for a in mentions.values() if a],
        )


def _agree(first: Gender, second: Gender) -> bool:
    return not first or not second or first == second


def _surnames(key: str) -> tuple[str, ...]:
    """The words of a person's name by which it is taken up again: the last, and of three or more the one
    before it, the first surname of Spanish and Portuguese names ("Juan Luis Ibarra Sole", then "Ibarra")."""
    words = key.split()
    if len(words) < 3 or words[-2] in _PARTICLES:
        return (words[-1],)
    return words[-1], words[-2]


_SHORTENED = 3
_PARTICLES = frozenset("de del la las los da do dos van von der den bin ibn al el y".split())


def _one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names can be one person's: alike at both ends, or one of words of the other in order."""
    short, long = sorted((one, other), key=len)
    if _one_first_name(short[0], long[0]) and short[-1] == long[-1]:
        return True
    rest = iter(long)
    return all(word in rest for word in short)


def _one_first_name(one: str, other: str) -> bool:
    """Whether one first name is the other or its beginning: "Des" and "Desmond"."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= _SHORTENED and long.startswith(short))


def _initials(key: str) -> str:
    letters = "".join(word[0] for word in key.split() if word not in ("of", "the", "and", "for"))
    return letters if len(letters) > 1 else key
