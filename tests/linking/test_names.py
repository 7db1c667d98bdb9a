"""Names as different articles write them."""

import pytest

from wirebrief.service.linking.names import compatible, name_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aino Hirvonen", "Hirvonen"),
        ("the Northern Command", "Northern Command"),
        ("Umm Sidra", "the Umm Sidra air base"),
        ("Velmaria", "army of Velmaria"),
        ("São Paulo", "Sao Paulo"),
        ("RSF", "Rapid Support Forces"),
    ],
)
def test_two_forms_of_one_name(one: str, other: str) -> None:
    assert compatible(name_of(one), name_of(other))
    assert compatible(name_of(other), name_of(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Velmaria", "Free Velmaria Legion"),
        ("Lake Brigade", "Coast Brigade"),
        ("", "Kello"),
        ("UN", "Union Nationale"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert not compatible(name_of(one), name_of(other))
