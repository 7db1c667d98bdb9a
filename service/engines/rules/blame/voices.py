"""Who says the words around a token: by a word above it, or the report that it stands in."""

from wirebrief.service.engines.rules.blame.article import Article, Stance
from wirebrief.service.engines.rules.blame.grammar import VERBAL, inner, objects_of_preposition, owner_of
from wirebrief.service.engines.rules.blame.stances import is_source, stances_on
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.events.phrases import coordinated
from wirebrief.service.engines.rules.speech import Report

_FRAMES = (
    "clause",
    "quote",
    "parenthetical",
    "according_to",
    "label",
    "turn",
    "beside",
    "alone",
    "colon",
    "credit",
    "fragment",
)
_SORTS = frozenset({"speech", "writing", "finding"})


def by_report(article: Article, token: int, top: int) -> list[Stance]:
    """The stances of those who say the words around a token, where no word of its clause up to `top`
    tells."""
    holder = _in_the_view_of(article, top)
    if holder >= 0:
        return [Stance("asserts", holder, token)]
    report = report_at(article, token)
    if report is None:
        return []
    cue = report.cue_head if report.cue_head >= 0 else token
    sources = [h for h in coordinated(article.parsed, report.source_head) if is_source(article, h)]
    attitude = report.stance if report.stance == "denies" else "asserts"
    return [Stance(attitude, source, cue, report.negated) for source in sources]


def report_at(article: Article, token: int) -> Report | None:
    """The innermost report around a token that states something, with its source."""
    best: tuple[int, Report] | None = None
    for report in article.reports:
        stating = report.stance in ("asserts", "denies") and report.sort in _SORTS
        if report.source_head < 0 or not stating or not report.frame.startswith(_FRAMES):
            continue
        for first, last in report.content:
            if first <= token <= last and (best is None or last - first < best[0]):
                best = last - first, report
    return best[1] if best else None


def reporters(article: Article, token: int) -> tuple[int, ...]:
    """Who says the words around a token: by a word above it in the sentence, else by the report around it."""
    stances = stances_on(article, token) or []
    sourced = [s for s in stances if s.source >= 0 and not s.negated]
    if sourced:
        return tuple(s.source for s in sourced if s.cue == sourced[0].cue)
    report = report_at(article, token)
    if report is None or report.negated or report.cue_head == token:
        return ()
    return tuple(h for h in coordinated(article.parsed, report.source_head) if is_source(article, h))


def reporter_of_none(article: Article, verb: int) -> int | None:
    """Who says that none claims it, where that is the whole of what is said."""
    parsed = article.parsed
    joined = any(parsed.dep[c] == "conj" and parsed.pos[c] in VERBAL for c in parsed.children[verb])
    alone = parsed.dep[verb] in ("ccomp", "ROOT") and not joined
    sources = reporters(article, verb) if alone else ()
    return article.parties.actor(sources[0]) if sources else None


def voiced(article: Article, verb: int, source: int) -> int:
    """Who speaks for the speaker's own: of "a lawyer said his clients denied it" the lawyer."""
    parsed, parties = article.parsed, article.parties
    owner = owner_of(parsed, source) if source >= 0 else -1
    if owner < 0 or parsed.pos[owner] != "PRON":
        return source
    for speaker in reporters(article, verb):
        whose = parties.actor(owner, speaker)
        if whose is not None and whose in (parties.actor(speaker), parties.principal(speaker)):
            return speaker
    return source


def _in_the_view_of(article: Article, top: int) -> int:
    """Who holds a clause to be so by "in the view of X", "in X's opinion"; or -1."""
    parsed = article.parsed
    for child in parsed.children[top]:
        if parsed.lower[child] != "in" or parsed.dep[child] != "prep":
            continue
        for head in objects_of_preposition(parsed, child):
            if parsed.lemma[head] in blame_words()["saying.views"]:
                return next((h for h in (owner_of(parsed, head), *inner(parsed, head, "of")) if h >= 0), -1)
    return -1
