"""In whose voice a mention stands: the article's own, or that of somebody it reports."""

from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech import Report
from wirebrief.service.engines.rules.speech.around import by_sentence, innermost


def place_in_reports(parsed: Parsed, mentions: list[Mention], reports: list[Report]) -> None:
    """Note for each mention the innermost report whose content it stands in."""
    held = by_sentence(parsed, reports)
    for mention in mentions:
        near = held.get(mention.sentence, [])
        found = innermost([reports[n] for n in near], mention.token)
        mention.report = None if found is None else near[found]


def denied(parsed: Parsed, mention: Mention, reports: list[Report]) -> bool:
    """Whether the report that a mention stands in denies it, or says that it knows of none."""
    if mention.report is None:
        return False
    report = reports[mention.report]
    if mention.realis == "negated":
        return True
    return report.stance == "denies" and not _taken_for_granted(parsed, mention)


_LINKS = frozenset(
    {"participation", "involvement", "responsibility", "role", "part", "link", "connection", "complicity"}
)


def _taken_for_granted(parsed: Parsed, mention: Mention) -> bool:
    """Whether what is denied is one's part in it: "denied any link with it", "had nothing to do with"."""
    if not (mention.trigger.noun and mention.definite) or parsed.dep[mention.token] != "pobj":
        return False
    above = parsed.head[parsed.head[mention.token]]
    return parsed.lemma[above] in _LINKS or (parsed.lemma[above] == "do" and parsed.lower[above - 1] == "to")
