"""Which parts of the engine are on: all of them in the product, all but one when a part's worth is measured.

`wirebrief eval benchmark ablation` goes through the fields; a part that is not here is not measured alone.
"""

from dataclasses import dataclass, replace

from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.lexicon import Cues


@dataclass(frozen=True, slots=True)
class Parts:
    """What is on."""

    verbs: bool = True
    """Reporting verbs with their frames."""
    nouns: bool = True
    """"her claim that …"."""
    adjectives: bool = True
    """"is confident that …"."""
    according_to: bool = True
    labels: bool = True
    """Transcripts and headlines: "SMITH: …"."""
    beside: bool = True
    """Cues beside marks, where the parse ties the two together not at all."""
    continuity: bool = True
    """Quotations without a cue of their own: re-opened, or going on from what stands before them."""
    quoted_text: bool = True
    """Words in marks that nobody says: titles, terms, inscriptions."""
    pronouns: bool = True
    event_nouns: bool = True
    """"the killing of …"."""
    realis: bool = True
    """Planned, threatened, denied, commemorated events are no incidents."""
    doubt: bool = True
    """A perpetrator only suspected or reported is not the article's own statement."""
    merging: bool = True
    """Several mentions are one incident."""
    blame: bool = True
    """Attributions of responsibility."""
    tagger: bool = True
    """The network beside the rules."""

    def lexicon(self, cues: Cues) -> Cues:
        """The reporting words of the parts that are on."""
        if self.verbs and self.nouns and self.adjectives:
            return cues
        return Cues(
            verbs=cues.verbs if self.verbs else {},
            nouns=cues.nouns if self.nouns else {},
            adjectives=cues.adjectives if self.adjectives else {},
            phrases=cues.phrases,
        )

    def told(self, mentions: list[Mention]) -> list[Mention]:
        """The mentions of events as the parts that are on leave them."""
        kept = [m for m in mentions if self.event_nouns or not m.trigger.noun]
        if not self.realis:
            kept = [replace(m, realis="actual") for m in kept]
        return kept if self.doubt else [replace(m, hedged=False, report=None) for m in kept]


ALL = Parts()
RULES = replace(ALL, tagger=False)
"""The rules alone, which propose; what the tagger adds and doubts is left out."""
