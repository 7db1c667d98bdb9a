"""The tolerant reader of JSON: what it takes, what it keeps of what breaks off, and that it never guesses."""

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wirebrief.service.engines.llm.loose_json import Growing, objects, unescaped

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False)
)
VALUES = st.recursive(
    st.one_of(SCALARS, st.text(max_size=12)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), inner, max_size=3),
    ),
    max_leaves=6,
)
OBJECTS = st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), VALUES, min_size=1, max_size=4)

patiently = settings(suppress_health_check=[HealthCheck.too_slow])  # on a machine that others use

WRITTEN = {
    '{"a": 1, "b": [1, 2,],}': {"a": 1, "b": [1, 2]},
    "{'a': True, 'b': None, 'c': 'it\\'s', 'd': 'didn't'}": {
        "a": True,
        "b": None,
        "c": "it's",
        "d": "didn't",
    },
    '{"a": "one\ntwo"}': {"a": "one\ntwo"},
    '{"a": "He said "no" to it", "b": ["x "y" z", "w"]}': {"a": 'He said "no" to it', "b": ['x "y" z', "w"]},
    '{a: 1, // so\n b: "x"\n "c": 2 /* and so */}': {"a": 1, "b": "x", "c": 2},
    '{"a": ["x"\n "y"]}': {"a": ["x", "y"]},
    '{"a": "\\u00e9\\ud83d\\ude00\\$\\_"}': {"a": "é😀$_"},
    '{"a": [{"n": 1}], "a": [{"n": 2}], "a": [], "b": "x", "b": ""}': {"a": [{"n": 1}, {"n": 2}], "b": "x"},
    "{'a': [{'n': 1}], 'a': [{'n': 2}], 'b': 'x', 'b': None}": {"a": [{"n": 1}, {"n": 2}], "b": "x"},
    '{"a": {"b": +1, "c": .5, "d": -2.5e1}}': {"a": {"b": 1, "c": 0.5, "d": -25.0}},
}


@pytest.mark.parametrize("text", WRITTEN)
def test_what_models_write_is_read(text: str) -> None:
    (read,) = objects(f"So: {text} Yes.")
    assert read.value == WRITTEN[text]
    assert read.open == []


@patiently
@given(OBJECTS)
def test_correct_json_reads_as_the_standard_library_reads_it(value: dict[str, object]) -> None:
    """The tolerant way, without the fast one."""
    text = json.dumps(value)
    read = Growing(text, 0, ended=True).read()
    assert read.value == value
    assert read.open == []
    assert read.end == len(text)


@patiently
@given(OBJECTS, st.data())
def test_of_a_beginning_only_what_was_whole_is_kept(value: dict[str, object], data: st.DataObject) -> None:
    """No string, number or word that was cut is taken for a whole one."""
    text = json.dumps(value)
    read = Growing(text[: data.draw(st.integers(1, len(text) - 1))], 0, ended=True).read()
    assert read.open
    assert read.open[0] is read.value
    assert _within(read.value, value)


@patiently
@given(OBJECTS, st.data())
def test_a_growing_text_reads_as_the_whole_does(value: dict[str, object], data: st.DataObject) -> None:
    """In whatever pieces it comes; what was read once stays."""
    text = json.dumps(value)
    growing = Growing(text[:1], 0)
    at = 1
    while at < len(text):
        piece = text[at : at + data.draw(st.integers(1, 5))]
        growing.add(piece)
        at += len(piece)
        assert _within(growing.read().value, value)
    read = growing.read()
    assert (read.value, read.open) == (value, [])


def _within(part: object, whole: object) -> bool:
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(key in whole and _within(value, whole[key]) for key, value in part.items())
    if isinstance(part, list) and isinstance(whole, list):
        return len(part) <= len(whole) and all(map(_within, part, whole))
    return part == whole


@patiently
@given(OBJECTS)
def test_escapes_are_undone_a_level_at_a_time(value: dict[str, object]) -> None:
    text = json.dumps(value)
    assert unescaped(json.dumps(text)[1:-1]) == text


@patiently
@given(st.text(alphabet='{}[]",:\\a1 \n', max_size=300))
def test_no_characters_upset_it(text: str) -> None:
    for read in objects(text):
        assert isinstance(read.value, dict)


@pytest.mark.parametrize(
    "beginning",
    ['{"', '{"a":', '{"a": "', '{"a": [', '{"a":"b" ', '{"a": 1', "{a:/* ", "{x:", '{"a": "x\\'],
)
def test_reading_takes_time_in_proportion(beginning: str) -> None:
    """Texts that a reader could begin again and again, four times as long."""

    def seconds(times: int) -> float:
        start = time.process_time()
        for _ in objects(beginning * times):
            pass
        return time.process_time() - start

    short = min(seconds(4_000) for _ in range(3))
    long = min(seconds(16_000) for _ in range(3))
    assert long < 12 * short + 0.05  # four times as long; sixteen times would be more than that
