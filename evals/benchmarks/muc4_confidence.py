"""In which voice an organisation is held responsible: MUC-4's perpetrator confidence beside ours.

MUC-4 asks of every organisation behind an incident how the article knows: reported as fact, suspected or
accused, claimed or admitted (slot 10 of the task documentation). Our contract keeps the three apart by
construction: a perpetrator is what the article itself asserts, an attribution is what a source says. The
measure is told in two steps, for they fail for different reasons: which of the key's organisations are named
at all, and in which voice those are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from wirebrief.evals.benchmarks.muc4_data import Message
from wirebrief.evals.benchmarks.muc4_perpetrators import organisation
from wirebrief.evals.benchmarks.muc4_score import agree
from wirebrief.schemas import ArticleSummary

VOICES = ("fact", "accused", "claimed")
_OF_LABEL = {
    "REPORTED AS FACT": "fact",
    "SUSPECTED OR ACCUSED": "accused",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "accused",
    "POSSIBLE": "accused",
    "CLAIMED OR ADMITTED": "claimed",
}
_OF_ACT = {
    "blames": "accused",
    "suspects": "accused",
    "confirms": "accused",
    "claims_responsibility": "claimed",
}


@dataclass
class Voices:
    """How often an organisation in a voice of the key (row) is named in one of ours (column), "-" in none."""

    table: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, message: Message, summary: ArticleSummary) -> None:
        """Count one article."""
        ours = list(voices(summary))
        for wordings, accepted in _key(message):
            said = {voice for wording, voice in ours if agree([wording], wordings, lenient=True)}
            gold = min(accepted, key=VOICES.index)
            self.table[gold, _told(said, accepted)] += 1

    def lines(self) -> Iterator[str]:
        """A table for people."""
        gold = sum(self.table.values())
        named = sum(n for (_, said), n in self.table.items() if said != "-")
        right = sum(n for (voice, said), n in self.table.items() if voice == said)
        if not gold:
            return
        yield f"voice in which organisations are held responsible: {named} of {gold} named"
        if named:
            yield f"  in the key's voice: {right} of the {named}, {right / named:.1%}"
        yield f"  {'key':10}" + "".join(f"{voice:>9}" for voice in (*VOICES, "-"))
        for voice in VOICES:
            yield f"  {voice:10}" + "".join(f"{self.table[voice, said]:9}" for said in (*VOICES, "-"))


def voices(summary: ArticleSummary) -> Iterator[tuple[str, str]]:
    """Each organisation that a summary holds responsible, as the benchmark words it, with the voice."""
    names = {actor.id: organisation(actor) for actor in summary.actors}
    held = [(actor, "fact") for incident in summary.incidents for actor in incident.perpetrators]
    held += [
        (a.responsible, _OF_ACT[a.act])
        for a in summary.attributions
        if a.responsible is not None and a.act in _OF_ACT
    ]
    for actor, voice in held:
        if names[actor]:
            yield names[actor], voice


def _key(message: Message) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """The organisations of a key that have a confidence, each once, with the voices that it accepts."""
    seen: set[tuple[str, ...]] = set()
    for template in message.templates:
        for label, wordings in template.confidence:
            accepted = frozenset(_OF_LABEL[part] for part in _labels(label) if part in _OF_LABEL)
            if accepted and wordings and wordings not in seen:
                seen.add(wordings)
                yield wordings, accepted


def _labels(label: str) -> Iterable[str]:
    return (part.strip(" ?()") for part in label.split("/"))


def _told(said: set[str], accepted: frozenset[str]) -> str:
    """The voice that counts where an organisation is held responsible in several."""
    for voice in (*(v for v in VOICES if v in accepted), "claimed", "fact", "accused"):
        if voice in said:
            return min(accepted, key=VOICES.index) if voice in accepted else voice
    return "-"
