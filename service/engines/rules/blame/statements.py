"""Attributions of charges: who says, denies, suspects or confirms that a party did it."""

from collections.abc import Iterator
from dataclasses import replace

from wirebrief.schemas.vocabulary import Act
from wirebrief.service.engines.rules.blame.acts import act_of
from wirebrief.service.engines.rules.blame.article import Article, Blame, Charge, Stance
from wirebrief.service.engines.rules.blame.charges import find_charges
from wirebrief.service.engines.rules.blame.charges.culprits import is_vague
from wirebrief.service.engines.rules.blame.grammar import clause_of, is_none, objects_of_preposition, owner_of
from wirebrief.service.engines.rules.blame.stances import ANYBODY, is_source, speakers, stances_on
from wirebrief.service.engines.rules.blame.who import content, same_side
from wirebrief.service.engines.rules.blame.words import Attitude, blame_words
from wirebrief.service.engines.rules.events.phrases import coordinated
from wirebrief.service.engines.rules.speech import Report

_SAYING = frozenset({"asserts", "suspects"})
_FRAMES = (
    "clause",
    "quote",
    "parenthetical",
    "according_to",
    "label",
    "beside",
    "alone",
    "colon",
    "credit",
    "fragment",
)
_TURNING = frozenset({"rejects", "denies"})


def of_charges(article: Article) -> Iterator[Blame]:
    """The attributions of every charge, in the order of the charges."""
    for charge in find_charges(article):
        stances = stances_on(article, charge.top)
        if stances is None and charge.presumed:
            stances = []
        if stances is not None:
            yield from _attributed(article, charge, stances)


def _attributed(article: Article, charge: Charge, stances: list[Stance]) -> Iterator[Blame]:
    denied, doubted, said = charge.denied, charge.doubted, False
    stances = stances or _lost_verb(article, charge)
    every = [*stances, *_by_report(article, charge, stances)]
    binder: int | None = None
    for at, stance in enumerate(every):
        if stance.source == ANYBODY and not any(s.source >= 0 for s in every[at + 1 :]):
            if not stance.negated and not denied and stance.attitude == "asserts":
                yield from _blames_of(article, charge, "suspects" if doubted else "blames")
            return
        if stance.source < 0:
            if stance.attitude == "suspects":
                doubted, denied = True, denied != stance.negated
            elif stance.attitude in _TURNING:
                denied = not denied
            continue
        if said and stance.attitude in _SAYING and article.parsed.lemma[stance.cue] not in ("share", "echo"):
            if (
                any(s.cue == stance.cue and s.source != stance.source for s in stances)
                and first == stance.cue
            ):
                pass
            else:
                continue
        if not said:
            first = stance.cue
        said = True
        given = _in_voice_of(article, charge, stance, every[at + 1 :])
        if binder is None:  # a pronoun means the same to all who answer
            binder = _binder(article, stance, every[at + 1 :])
        blame = _blame(article, charge, given, binder, denied=denied, doubted=doubted)
        if blame is not None:
            yield blame
    if not said and doubted and not denied:
        yield from _blames_of(article, charge, "suspects")


def _lost_verb(article: Article, charge: Charge) -> list[Stance]:
    """Who alleges it, where the parser takes the verb for a part of a name: "Prosecutors allege Anton Bray
    …"."""
    parsed = article.parsed
    for child in parsed.children[charge.party] if charge.party >= 0 else ():
        if parsed.lower[child] in ("allege", "alleges", "insist", "insists") and is_source(
            article, child - 1
        ):
            return [Stance("asserts", child - 1, child)]
    return []


def _binder(article: Article, stance: Stance, outer: list[Stance]) -> int:
    """Whom a pronoun in an accusation means: not who makes it ("denied government claims that it had") but
    who answers."""
    noun = article.parsed.pos[stance.cue] in ("NOUN", "PROPN")
    if not noun or article.parsed.lemma[stance.cue] not in blame_words()["answered.accusing"]:
        return stance.source
    if (
        article.parsed.lemma[stance.cue] in blame_words()["own.nouns"]
        and owner_of(article.parsed, stance.cue) >= 0
    ):
        return stance.source
    return next((s.source for s in outer if s.source >= 0), -1)


def _in_voice_of(article: Article, charge: Charge, stance: Stance, outer: list[Stance]) -> Stance:
    """The stance with a source that is only a pronoun, or somebody's own people, given to who says so."""
    parsed, speaker = article.parsed, next((s.source for s in outer if s.source >= 0), -1)
    owner = owner_of(parsed, stance.source)
    if speaker < 0:
        return stance
    if parsed.pos[stance.source] == "PRON" and not is_none(parsed, stance.source):
        index = article.parties.actor(stance.source, speaker)
        return replace(stance, source=speaker) if index == article.parties.actor(speaker) else stance
    mine = owner_of(parsed, content(article.parsed, charge.party))
    if (
        parsed.lemma[stance.source] in blame_words()["parties.judges"]
        and owner < 0
        and mine >= 0
        and parsed.pos[mine] == "PRON"
    ):
        return replace(stance, source=speaker)  # "the army said an inquiry had found that its troops"
    if (
        owner >= 0
        and parsed.pos[owner] == "PRON"
        and article.parties.actor(owner, speaker) == article.parties.actor(speaker)
    ):
        return replace(stance, source=speaker)
    return stance


def _by_report(article: Article, charge: Charge, stances: list[Stance]) -> Iterator[Stance]:
    """Who says the words around a charge, where nobody in its sentence does by a word above it."""
    if any(s.source >= 0 for s in stances):
        return
    tag = _trailing_tag(article, charge.top)
    if tag >= 0:
        yield from (Stance("asserts", s, tag) for s in speakers(article, tag))
        return
    view = _in_the_view_of(article, charge.top)
    if view >= 0:
        yield Stance("asserts", view, charge.at)
        return
    report = report_at(article, charge.at)
    if report is None:
        return
    attitude: Attitude = "denies" if report.stance == "denies" else "asserts"
    for source in coordinated(article.parsed, report.source_head):
        if is_source(article, source):
            yield Stance(
                attitude, source, report.cue_head if report.cue_head >= 0 else charge.at, report.negated
            )


def _trailing_tag(article: Article, top: int) -> int:
    """The verb of a speech tag that the parser joined to what is said ("X did it, a witness told the court"),
    or -1."""
    parsed, root = article.parsed, top
    while parsed.head[root] != root and parsed.dep[root] not in ("ccomp",):
        root = parsed.head[root]
    if any(parsed.dep[c] == "cc" for c in parsed.children[root]):
        return -1
    for child in parsed.children[root]:
        verb = (
            parsed.dep[child] == "conj"
            and parsed.pos[child] == "VERB"
            and parsed.lemma[child] in ("say", "tell", "quote", "report", "add")
        )
        if (
            verb
            and parsed.text[parsed.left[child] - 1] == ","
            and parsed.child(child, "ccomp") < 0
            and speakers(article, child)
        ):
            inner = next(
                (
                    g
                    for c in parsed.children[child]
                    if parsed.lower[c] == "as"
                    for g in parsed.children[c]
                    if parsed.dep[g] == "pcomp"
                ),
                -1,
            )
            return inner if inner >= 0 else child
    return -1


def _in_the_view_of(article: Article, top: int) -> int:
    """Who holds a clause to be so by "in the view of X", "in X's opinion"; or -1."""
    parsed = article.parsed
    for child in parsed.children[top]:
        if parsed.lower[child] != "in" or parsed.dep[child] != "prep":
            continue
        for head in objects_of_preposition(parsed, child):
            if parsed.lemma[head] in (
                "view",
                "opinion",
                "judgment",
                "judgement",
                "estimation",
                "eye",
                "word",
            ):
                owner = owner_of(parsed, head)
                inner = [
                    g
                    for c in parsed.children[head]
                    if parsed.lower[c] == "of"
                    for g in objects_of_preposition(parsed, c)
                ]
                return owner if owner >= 0 else next(iter(inner), -1)
    return -1


def report_at(article: Article, token: int) -> Report | None:
    """The innermost report around a token that states something, with its source."""
    best: tuple[int, Report] | None = None
    for report in article.reports:
        if (
            report.source_head < 0
            or report.stance not in ("asserts", "denies")
            or not report.frame.startswith(_FRAMES)
        ):
            continue
        if report.sort not in ("speech", "writing", "finding"):
            continue
        for first, last in report.content:
            if first <= token <= last and (best is None or last - first < best[0]):
                best = last - first, report
    return best[1] if best else None


def _blame(
    article: Article, charge: Charge, stance: Stance, binder: int, *, denied: bool, doubted: bool
) -> Blame | None:
    parties, parsed = article.parties, article.parsed
    accused = parties.actor(charge.party, binder)
    source = parties.source(stance.source, charge.party)
    spoken = parsed.pos[stance.source] == "PRON"  # "they said": who that is was settled above
    principal = source if spoken else parties.principal(stance.source)
    own = accused is not None and accused in (source, principal)
    owner = owner_of(parsed, content(parsed, charge.party))
    if not own and owner >= 0 and parsed.pos[owner] == "PRON":
        whose = parties.actor(owner, binder)
        if whose is not None and whose in (source, principal):
            own = True
            body = principal if whose == source and principal is not None else whose
            accused = body if parties.cast.actors[body].kind != "person" else accused
    if is_none(parsed, stance.source):
        if own or parsed.pos[charge.party] == "PRON":
            clause = clause_of(parsed, charge.top)
            return Blame("no_claim", None, None, stance.cue, clause, clause)
        return None
    side = same_side(parties, stance.source, accused, charge.party)
    side = side or (
        is_none(parsed, charge.party) and parties.cast.actors[source].kind in ("company", "ngo", "other")
        if source is not None
        else False
    )
    act = act_of(
        stance.attitude,
        own=own,
        same_side=side,
        denied=denied,
        doubted=doubted,
        negated=stance.negated,
    )
    if (
        act is None
        or accused is None
        or source is None
        or parsed.lower[charge.party] in blame_words()["parties.nobody"]
    ):
        return None
    accusing = blame_words()["answered.accusing"] - blame_words()["own.nouns"]
    if (
        act == "claims_responsibility"
        and parsed.lemma[stance.cue] in accusing
        and parsed.pos[stance.cue] == "NOUN"
    ):
        return None  # nobody alleges it of himself
    clause = clause_of(parsed, charge.top)
    return Blame(
        act, source, accused, stance.cue, clause, reach_of(article, charge.top), charge.party, stance.source
    )


def _blames_of(article: Article, charge: Charge, act: Act) -> Iterator[Blame]:
    accused = article.parties.actor(charge.party)
    if accused is not None and not is_vague(article, charge.party):
        yield Blame(
            act,
            None,
            accused,
            charge.at,
            clause_of(article.parsed, charge.top),
            reach_of(article, charge.top),
            charge.party,
        )


def reach_of(article: Article, top: int) -> tuple[int, int]:
    """The clause, widened to the noun that it hangs on ("the attack, which no group has claimed")."""
    parsed = article.parsed
    first, last = clause_of(parsed, top)
    if parsed.dep[top] in ("relcl", "acl"):
        return min(parsed.head[top], first), max(parsed.head[top], last)
    return first, last
