"""Denials without the accusation in them, where one was told shortly before: "said none of its aircraft had
been in the area", "its guns were silent that night"."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.blame.voices import report_at
from wirebrief.service.engines.rules.blame.who import content, same_side
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.speech import Report
from wirebrief.service.engines.rules.syntax.classes import VERBAL
from wirebrief.service.engines.rules.syntax.clauses import clause_of
from wirebrief.service.engines.rules.syntax.negation import is_none, negated
from wirebrief.service.engines.rules.syntax.owners import owner_of
from wirebrief.service.engines.rules.syntax.participants import agents, patients
from wirebrief.service.engines.rules.syntax.voice import is_passive

_ACCUSING = frozenset({"blames", "suspects", "confirms"})
_AWAY = frozenset({"nowhere", "elsewhere", "away", "abroad", "asleep"})
_PAST = frozenset({"had", "did", "was", "were"})
_BACK = 2
"""Sentences back that the accusation may have been told."""


def of_alibis(article: Article, records: list[Blame]) -> Iterator[Blame]:
    """The denials, in the order of the reports that hold them."""
    taken = {(article.parsed.sentence[b.cue], b.source) for b in records if b.act == "denies_responsibility"}
    for report in article.reports:
        if report.source_head < 0 or report.negated or report.cue_head < 0:
            continue
        source = article.parties.actor(report.source_head)
        accused = _accused_before(article, records, report)
        if source is None or accused is None or (article.parsed.sentence[report.cue_head], source) in taken:
            continue
        verb = _disowning(article, report, accused)
        if verb >= 0:
            clause = clause_of(article.parsed, verb)
            yield Blame(
                "denies_responsibility", source, accused, verb, clause, clause, -1, report.source_head
            )


def _accused_before(article: Article, records: list[Blame], report: Report) -> int | None:
    """Whom the speaker answers for, if accused shortly before by somebody else."""
    parsed, sentence = article.parsed, article.parsed.sentence[report.cue_head]
    for record in reversed(records):
        if record.cue >= report.cue_head or record.act not in _ACCUSING or record.responsible is None:
            continue
        if sentence - parsed.sentence[record.cue] > _BACK:
            return None
        if same_side(article.parties, report.source_head, record.responsible, record.party):
            return record.responsible
    return None


def _disowning(article: Article, report: Report, accused: int) -> int:
    """The verb of what is said that says of the accused that it did not, or -1."""
    parsed = article.parsed
    if report.stance == "denies" and any(article.deeds.in_extent(*extent) for extent in report.content):
        return report.cue_head  # "denied that civilians were killed"
    for first, last in report.content:
        for verb in range(first, last + 1):
            if parsed.pos[verb] not in VERBAL or parsed.child(verb, "nsubj", "nsubjpass") < 0:
                continue
            if report_at(article, verb) is report and _disowns(article, verb, report, accused):
                return verb
    return -1


def _disowns(article: Article, verb: int, report: Report, accused: int) -> bool:
    """ "none of its aircraft had been there", "we struck no school", "its guns were silent that night"."""
    parsed, other = article.parsed, blame_words()["answered.no_denial"]
    grounded = parsed.lemma[verb] in blame_words()["answered.grounded"]
    past = parsed.tag[verb] in ("VBD", "VBN") or any(parsed.lower[c] in _PAST for c in parsed.children[verb])
    if not past or parsed.lemma[verb] in other:
        return False
    if is_passive(parsed, verb) and not grounded:  # "no child was hurt"
        return article.deeds.is_deed(verb) and any(is_none(parsed, h) for h in patients(parsed, verb))
    objects = patients(parsed, verb)
    if any(parsed.lemma[o] in other for o in objects):
        return False
    away = grounded or any(parsed.lower[c] in _AWAY for c in parsed.children[verb])
    no = away or negated(parsed, verb) or any(is_none(parsed, o) for o in objects)
    for head in objects if grounded else agents(parsed, verb):
        owner = owner_of(parsed, content(parsed, head))
        if is_none(parsed, head) and owner < 0:
            return True
        if (no or is_none(parsed, head)) and _is_own(article, head, owner, report.source_head, accused):
            return True
    return False


def _is_own(article: Article, head: int, owner: int, speaker: int, accused: int) -> bool:
    """Whether a phrase means the accused, or something of the speaker's."""
    parties = article.parties
    if parties.actor(head, speaker) == accused:
        return True
    return owner >= 0 and same_side(parties, speaker, parties.actor(owner, speaker))
