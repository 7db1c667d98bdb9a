"""Settings come from arguments, then the environment, and say what is wrong with them."""

from dataclasses import fields

import pytest

from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.select import LLMOptions
from wirebrief.service.errors import ConfigurationError

LOCAL = {"WIREBRIEF_MODEL": "m", "WIREBRIEF_BASE_URL": "http://localhost:8080/v1"}


def test_every_setting_has_its_variable() -> None:
    env = LOCAL | {
        "WIREBRIEF_API_KEY": "k",
        "WIREBRIEF_MODE": "tools",
        "WIREBRIEF_PROTOCOL": "lines",
        "WIREBRIEF_TEMPERATURE": "0.5",
        "WIREBRIEF_SEED": "7",
        "WIREBRIEF_EFFORT": "low",
        "WIREBRIEF_STORE": "yes",
        "WIREBRIEF_MAX_OUTPUT_TOKENS": "2_000",
        "WIREBRIEF_OUTPUT_LIMIT": "max_tokens",
        "WIREBRIEF_CONTEXT_TOKENS": "4096",
        "WIREBRIEF_TIMEOUT": "9",
        "WIREBRIEF_CONNECT_TIMEOUT": "2",
        "WIREBRIEF_TIME_BUDGET": "30",
        "WIREBRIEF_TOKEN_BUDGET": "50000",
        "WIREBRIEF_MAX_ATTEMPTS": "2",
        "WIREBRIEF_PRICES": "1, 0.5, 10",
    }
    assert LLMSettings.load(env) == LLMSettings(
        model="m",
        base_url="http://localhost:8080/v1",
        api_key="k",
        mode="tools",
        protocol="lines",
        temperature=0.5,
        seed=7,
        effort="low",
        store=True,
        max_output_tokens=2000,
        output_limit="max_tokens",
        context_tokens=4096,
        timeout=9,
        connect_timeout=2,
        time_budget=30,
        token_budget=50_000,
        max_attempts=2,
        prices=(1, 0.5, 10),
    )


def test_every_setting_is_an_option_of_the_function() -> None:
    """What docs/llm.md calls an argument type-checks as one."""
    other = {"journal", "min_confidence", "on_call", "fallback"}
    assert set(LLMOptions.__annotations__) - other == {field.name for field in fields(LLMSettings)}


def test_an_argument_wins_over_the_environment() -> None:
    env = LOCAL | {"WIREBRIEF_MODE": "tools", "WIREBRIEF_API_KEY": "theirs"}
    settings = LLMSettings.load(env, model="n", mode="json", api_key="mine", base_url="http://other/v1")
    assert (settings.model, settings.mode, settings.api_key) == ("n", "json", "mine")
    assert settings.base_url == "http://other/v1"


@pytest.mark.parametrize("nothing", [None, ""])
def test_an_argument_that_says_nothing_leaves_the_environment(nothing: str | None) -> None:
    assert LLMSettings.load(LOCAL, model=nothing).model == "m"


def test_zero_is_an_argument() -> None:
    """Temperature 0 is not "not given"."""
    assert LLMSettings.load(LOCAL | {"WIREBRIEF_TEMPERATURE": "1"}, temperature=0).temperature == 0


def test_false_is_an_argument() -> None:
    assert LLMSettings.load(LOCAL | {"WIREBRIEF_STORE": "yes"}, store=False).store is False


def test_nothing_is_stored_unless_somebody_says_so() -> None:
    assert LLMSettings.load(LOCAL).store is False


def test_a_local_server_needs_no_key() -> None:
    assert LLMSettings.load(LOCAL).api_key is None


def test_the_key_is_never_shown() -> None:
    assert "sk-own" not in repr(LLMSettings.load(LOCAL, api_key="sk-own"))


def test_the_openai_variables_will_do() -> None:
    settings = LLMSettings.load({"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "https://p/v1"}, model="m")
    assert (settings.api_key, settings.base_url) == ("k", "https://p/v1")


@pytest.mark.parametrize("given", [{}, {"base_url": "http://localhost:1/v1"}])
def test_the_openai_key_does_not_go_to_a_server_named_for_wirebrief(given: dict[str, str]) -> None:
    """A local experiment must not be handed the key of somebody's account."""
    env = {"OPENAI_API_KEY": "k"} | ({} if given else LOCAL)
    assert LLMSettings.load(env, model="m", **given).api_key is None


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({}, "WIREBRIEF_MODEL"),
        ({"WIREBRIEF_MODEL": "m"}, "OPENAI_API_KEY"),
        (LOCAL | {"WIREBRIEF_BASE_URL": "localhost:8080"}, "http://"),
        (LOCAL | {"WIREBRIEF_MODE": "yaml"}, "json_schema, tools, json"),
        (LOCAL | {"WIREBRIEF_PROTOCOL": "verse"}, "records, lines"),
        (LOCAL | {"WIREBRIEF_EFFORT": "enormous"}, "low, medium, high"),
        (LOCAL | {"WIREBRIEF_TIMEOUT": "soon"}, "a number"),
        (LOCAL | {"WIREBRIEF_TIMEOUT": "0"}, "greater than 0"),
        (LOCAL | {"WIREBRIEF_TIMEOUT": "nan"}, "greater than 0"),
        (LOCAL | {"WIREBRIEF_MAX_ATTEMPTS": "-1"}, "greater than 0"),
        (LOCAL | {"WIREBRIEF_SEED": "1.5"}, "a whole number"),
        (LOCAL | {"WIREBRIEF_STORE": "perhaps"}, "true or false"),
        (LOCAL | {"WIREBRIEF_PRICES": "5"}, "three numbers"),
    ],
)
def test_a_value_that_will_not_do_is_an_error_that_says_what_would(env: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        LLMSettings.load(env)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "given", [{"modle": "m"}, {"timeout": "nine"}, {"temperature": "hot"}, {"base_url": 5}]
)
def test_an_argument_that_will_not_do_is_an_error_of_ours(given: dict[str, object]) -> None:
    """Wrong names and wrong types, before anything is sent."""
    with pytest.raises(ConfigurationError):
        LLMSettings.load(LOCAL, **given)


@pytest.mark.parametrize(
    ("argument", "env", "configured"),
    [(None, {}, False), (None, {"WIREBRIEF_MODEL": " "}, False), (None, LOCAL, True), ("m", {}, True)],
)
def test_a_model_that_is_named_makes_it_configured(
    argument: str | None, env: dict[str, str], configured: bool
) -> None:
    assert LLMSettings.is_configured(argument, env) is configured


def test_no_heavy_library_is_needed_to_read_settings() -> None:
    """Whoever only asks whether a model is configured does not wait for the client libraries."""
    import subprocess
    import sys

    code = (
        "import sys, wirebrief.service.engines.llm.settings; print({'openai', 'instructor'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
