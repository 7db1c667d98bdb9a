"""Acts about acts: who denies, rejects or confirms what somebody said before, without saying it again:
"denied the accusation", "called the claim absurd", "…, which its commander denied", "said none of its men had
been there"."""

from wirebrief.service.engines.rules.blame.answers.alibis import of_alibis
from wirebrief.service.engines.rules.blame.answers.resolving import of_answers

__all__ = ["of_alibis", "of_answers"]
