"""Whatever the words, the engine answers and every answer can be grounded."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("spacy", reason="the rules engine is an extra")

from incident_cases import summary_of

from wirebrief.schemas import violations

WORDS = (
    "\n\n rockets bomb exploded killed wounded two three no police said that the a guerrillas attacked bank "
    "on Monday in Tarn by of and , . “ ” \" ' don't Mi-8s $5 (AP) [MLF] He it claimed responsibility for "
    "denied suspected who which was were has not likely after before — émeute 北京 🚀 Dr. U.S. 12 at blamed"
).split(" ")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_breaks_it_and_every_span_holds(text: str) -> None:
    article = f"The police of the town said on Monday that the river had risen.\n\n{text}"
    assert violations(summary_of(article), article) == []
