"""What an answer answers, and the attribution that it makes."""

from bisect import bisect_left, insort

from wirebrief.schemas.vocabulary import Act
from wirebrief.service.engines.rules.blame.answers.answer import Answer
from wirebrief.service.engines.rules.blame.answers.finding import answers
from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.blame.who import can_answer, may_mean, same_side
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.syntax.classes import VERBAL
from wirebrief.service.engines.rules.syntax.clauses import clause_of
from wirebrief.service.engines.rules.syntax.negation import is_none
from wirebrief.service.engines.rules.syntax.owners import owner_of
from wirebrief.service.engines.rules.syntax.prepositions import after, inner

_ANSWERED = frozenset(
    {"blames", "suspects", "claims_responsibility", "confirms", "denies_responsibility", "rejects"}
)
_STATING = frozenset({"blames", "suspects", "claims_responsibility"})
_TURNING = frozenset({"denies", "rejects"})
_CONTENT = frozenset({"acl", "ccomp", "relcl"})
_IT = frozenset({"it", "this", "that", "them"})
_ACCUSE = frozenset({"accuse", "blame", "charge", "criticise", "criticize", "attack"})
_WINDOW = 4
"""Sentences back that an answer may go back over."""


def of_answers(article: Article, found: list[Blame]) -> list[Blame]:
    """The records, with those that answer earlier ones put in, in order."""
    records = sorted(found, key=lambda b: b.cue)
    taken = {b.cue for b in records}
    for answer in answers(article):
        if answer.cue in taken:
            continue
        for source in answer.sources:
            blame = _resolved(article, records, answer, source)
            if blame is not None:
                insort(records, blame, key=_cue)
    return records


def _cue(blame: Blame) -> int:
    return blame.cue


def _resolved(article: Article, records: list[Blame], answer: Answer, source: int) -> Blame | None:
    """The record that an answer makes, once it is known what it answers."""
    parsed, parties = article.parsed, article.parties
    said_by = parties.actor(source)
    if said_by is None or is_none(parsed, source):
        return None
    accused = _accused_in(article, answer, source)
    if answer.attitude == "denies" and answer.what >= 0 and article.deeds.is_deed(answer.what):
        return _own_denial(article, answer, source)  # "denies murder"
    record = _answered_record(article, records, answer, source) if accused is None else None
    if record is not None:
        accused = record.responsible
        if record.source == said_by and record.act == "claims_responsibility" and answer.attitude != "denies":
            return None
        if record.source == said_by and _means(article, source, accused):
            # "Palanor blames Quessa, a charge it rejects"
            said_by, source = accused, record.party if record.party >= 0 else source
    if accused is None or (record is not None and _denies_for_himself(article, answer, source, accused)):
        return _own_denial(article, answer, source)
    act = _act(article, answer, source, said_by, accused)
    clause = clause_of(parsed, answer.cue)
    return Blame(act, said_by, accused, answer.cue, clause, clause, -1, source)


def _denies_for_himself(article: Article, answer: Answer, source: int, accused: int) -> bool:
    """Whether who denies a charge that was told of another speaks of himself: "a second youth denies the same
    charge"."""
    parsed, what = article.parsed, answer.what
    charge = what >= 0 and parsed.lemma[what] in blame_words()["answered.plainly_accusing"]
    if answer.attitude != "denies" or not charge or parsed.pos[source] == "PRON":
        return False
    return not same_side(article.parties, source, accused)


def _means(article: Article, source: int, accused: int | None) -> bool:
    """Whether a pronoun that answers can be the accused."""
    if accused is None or article.parsed.pos[source] != "PRON":
        return False
    return may_mean(article.parsed, source, article.parties.cast.actors[accused])


def _act(article: Article, answer: Answer, source: int, said_by: int | None, accused: int) -> Act:
    own = accused in (said_by, article.parties.principal(source))
    if answer.attitude in _TURNING:
        side = same_side(article.parties, source, accused)
        return "denies_responsibility" if side else "rejects"
    return "claims_responsibility" if own else "confirms"


def _accused_in(article: Article, answer: Answer, source: int) -> int | None:
    """Whom the answered phrase names itself: "the allegations against X", "the conviction of X"."""
    parsed, parties, what = article.parsed, article.parties, answer.what
    if what < 0:
        return None
    if parsed.lemma[what] in blame_words()["answered.of_party"]:
        heads = (h for h in (owner_of(parsed, what), *inner(parsed, what, "of")) if h >= 0)
        return parties.actor(next(heads, -1))
    for head in after(parsed, what, ("against",)):
        if can_answer(parsed, head) and article.deeds.recalled(answer.cue):
            return parties.actor(head, source)
    return None


def _answered_record(article: Article, records: list[Blame], answer: Answer, source: int) -> Blame | None:
    """The latest record before an answer that it can be about."""
    parsed, parties = article.parsed, article.parties
    near = _whose(article, answer, _near(article, records, answer, source))
    if not near or answer.attitude not in _TURNING:
        return near[-1] if near else None
    last = parsed.sentence[near[-1].cue]
    mine = [r for r in near if same_side(parties, source, r.responsible, r.party)]
    recent = [r for r in mine if last - parsed.sentence[r.cue] <= 2]
    return recent[-1] if recent else near[-1]


def _near(article: Article, records: list[Blame], answer: Answer, source: int) -> list[Blame]:
    """The records told shortly before an answer by others, else those told later in its sentence."""
    parsed, said_by = article.parsed, article.parties.actor(source)
    sentence, back = parsed.sentence[answer.cue], _reach(article, answer)
    low, high = parsed.bounds[max(0, sentence - back)][0], parsed.bounds[sentence][1]
    around = records[bisect_left(records, low, key=_cue) : bisect_left(records, high, key=_cue)]
    told = [r for r in around if r.act in _ANSWERED and r.responsible is not None]
    near = [r for r in told if r.cue < answer.cue]
    if not near:
        return [r for r in told if r.cue > answer.cue and r.source != said_by]
    by_others = [r for r in near if r.source != said_by]
    own = answer.attitude == "denies" or parsed.pos[source] == "PRON"
    return by_others or (near if own else [])


def _reach(article: Article, answer: Answer) -> int:
    """How many sentences an answer may go back over: with a mere "it", or none, only one."""
    parsed, words = article.parsed, blame_words()
    if answer.what < 0:
        entries = words.stances.verbs.get(parsed.lemma[answer.cue], ())
        return _WINDOW if any(e.attitude == "denies" for e in entries) else 1
    return 1 if parsed.lower[answer.what] in words["answered.pronouns"] else _WINDOW


def _whose(article: Article, answer: Answer, near: list[Blame]) -> list[Blame]:
    """Of the records those of whoever is named as the one answered: "rejected the minister's claim"."""
    owner = owner_of(article.parsed, answer.what) if answer.what >= 0 else -1
    index = article.parties.actor(owner)
    theirs = [r for r in near if r.source == index] if index is not None else []
    return [r for r in theirs if r.act in _STATING] or theirs or near


def _own_denial(article: Article, answer: Answer, source: int) -> Blame | None:
    """Who denies an accusation of which nothing was told but that there was one."""
    parsed, parties, words = article.parsed, article.parties, blame_words()
    if answer.attitude not in _TURNING or answer.what < 0 or not article.deeds.recalled(answer.cue):
        return None
    lemma, lower = parsed.lemma[answer.what], parsed.lower[answer.what]
    if _says_what(article, answer.what) or _is_of_no_harm(article, answer.cue):
        return None
    if answer.attitude == "denies":
        accusing = lower in _IT or lemma in words["answered.accusing"] or article.deeds.is_deed(answer.what)
    else:
        accusing = lemma in words["answered.plainly_accusing"]
    if not accusing:
        return None
    clause = clause_of(parsed, answer.cue)
    said_by, accused = parties.actor(source), parties.principal(source)
    return Blame("denies_responsibility", said_by, accused, answer.cue, clause, clause, -1, source)


def _says_what(article: Article, what: int) -> bool:
    """Whether what is denied says itself of what it is: "denied reports that prices would rise"."""
    parsed = article.parsed
    told = (c for c in parsed.children[what] if parsed.dep[c] in _CONTENT and c > what)
    return any(parsed.child(c, "mark", "nsubj", "nsubjpass") >= 0 for c in told)


def _is_of_no_harm(article: Article, cue: int) -> bool:
    """Whether the last accusation before tells of something harmless: "accused him of idleness. He denied the
    charge"."""
    parsed, sentence = article.parsed, article.parsed.sentence[cue]
    for verb in range(cue - 1, parsed.bounds[max(0, sentence - 1)][0] - 1, -1):
        if parsed.lemma[verb] in _ACCUSE and parsed.pos[verb] in VERBAL:
            told = after(parsed, verb, ("of", "for"))
            return bool(told) and not article.deeds.meant(told, verb)
    return False
