"""Who says the words around a token: by a word above it, or the report that it stands in."""

from wirebrief.service.engines.rules.blame.article import Article, Stance
from wirebrief.service.engines.rules.blame.stances import is_source, stances_on
from wirebrief.service.engines.rules.speech import Report
from wirebrief.service.engines.rules.syntax.classes import VERBAL
from wirebrief.service.engines.rules.syntax.phrases import coordinated

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
