"""What the page shows of a summary, and what its readers can do with it."""

import copy
import csv
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import httpx
import pytest
from far_pages import LANGUAGES, far_page
from playwright.sync_api import Browser, Page, Route, expect
from upstream import ScriptedUpstream, answer

from wirebrief import summarize
from wirebrief.evals.gold_store import LabelledArticle, load_gold
from wirebrief.evals.lint import lint
from wirebrief.schemas import ArticleSummary, Quote

_AXE = Path(__file__).with_name("axe") / "axe.min.js"
_AXE_SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"


def _read(page: Page, text: str, answer: dict[str, Any] | None = None) -> Page:
    """Paste a text and have it read; by an engine that gives this answer, where there is one."""
    if answer is not None:
        page.route("**/v1/summaries", lambda route: route.fulfill(json=answer))
    page.fill("#text", text)
    page.click("#go")
    page.wait_for_selector("#result:not([hidden])")
    return page


@pytest.fixture
def shown(page: Page, example: dict[str, Any], example_text: str) -> Page:
    """The page with the documentation's example read."""
    return _read(page, example_text, example)


def _lit(page: Page) -> str:
    """The lit words of the article, in the order in which they stand."""
    return "".join(page.locator("#words .lit").all_text_contents())


def _moved(answer: dict[str, Any], by: int) -> dict[str, Any]:
    """The same answer about a text that has `by` characters more before it."""

    def moved(value: Any) -> Any:
        if isinstance(value, dict):
            shift = by if value.keys() == {"start", "end", "text"} else 0
            return {k: v + shift if k in ("start", "end") and shift else moved(v) for k, v in value.items()}
        return [moved(item) for item in value] if isinstance(value, list) else value

    result: dict[str, Any] = moved(copy.deepcopy(answer))
    return result


def test_an_article_is_read_by_the_embedded_engine(page: Page) -> None:
    page.click("#example")
    expect(page.locator("#text")).not_to_have_value("")
    page.click("#go")
    expect(page.locator("#result")).to_be_visible(timeout=30_000)
    expect(page.locator(".timeline .card").first).to_be_visible()
    expect(page.get_by_text("Read by the embedded engine")).to_be_visible()


def test_the_words_shown_are_the_article(shown: Page, example_text: str) -> None:
    assert shown.locator("#words").evaluate("e => e.textContent") == example_text


def test_hovering_a_record_lights_its_words(shown: Page, example: dict[str, Any]) -> None:
    for record, words in [(b["id"], b["evidence"]) for b in example["attributions"]] + [
        (q["id"], q["span"]) for q in example["quotes"]
    ]:
        shown.locator(f"#{record}").hover()
        assert _lit(shown) == words["text"]


def test_hovering_words_lights_their_record(shown: Page, example: dict[str, Any]) -> None:
    shown.get_by_role("radio", name="Quotes").check(force=True)
    quote = example["quotes"][0]
    shown.locator("#words .marked", has_text=quote["span"]["text"]).first.hover()
    expect(shown.locator(f"#{quote['id']}")).to_have_class(re.compile(r"\blit\b"))


def test_offsets_are_code_points(page: Page, example: dict[str, Any], example_text: str) -> None:
    """Each of these is one code point and two units of a JavaScript string."""
    _read(page, "🚢🎣 " + example_text, _moved(example, 3))
    for quote in example["quotes"]:
        page.locator(f"#{quote['id']}").hover()
        assert _lit(page) == quote["span"]["text"]


def test_incidents_stand_in_the_order_of_their_days(shown: Page) -> None:
    days = shown.locator(".timeline .when").all_text_contents()
    assert [day.split(" · ")[0] for day in days] == ["2 March 2019", "5 August 2021", "6 August 2021"]
    assert shown.locator(".timeline .gap").all_text_contents() == ["2 years later", "1 day later"]


def test_blame_is_a_sentence_and_a_line_of_the_graph(shown: Page) -> None:
    expect(shown.get_by_role("link", name="Aino Hirvonen blames Lake Brigade")).to_be_visible()
    expect(shown.get_by_role("link", name="Lake Brigade denies responsibility")).to_be_visible()
    shown.locator(".edge[data-record=B2] .reach").hover()
    expect(shown.locator("#B2")).to_have_class(re.compile(r"\blit\b"))
    assert shown.locator(".edge.denies").get_attribute("data-record") == "B3"


def test_quotes_stand_under_their_speakers(shown: Page, example: dict[str, Any]) -> None:
    names = {actor["id"]: actor["name"] for actor in example["actors"]}
    for quote in example["quotes"]:
        group = shown.locator(".speaker", has=shown.locator(f"#{quote['id']}"))
        expect(group.locator("h3")).to_contain_text(names[quote["speakers"][0]])


def test_warnings_lead_to_their_record(shown: Page) -> None:
    expect(shown.locator(".warnings li")).to_have_attribute("data-record", "I1")


def test_markup_in_an_article_is_text(page: Page, example: dict[str, Any]) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    example["headline"] = hostile
    example["actors"][3]["name"] = hostile
    text = hostile + "\n"
    for kind in ("incidents", "attributions", "quotes", "key_points", "quoted_text", "warnings"):
        example[kind] = []
    _read(page, text, example)
    expect(page.locator(".headline")).to_have_text(hostile)
    assert page.locator("#result img, #result script").count() == 0


def test_right_to_left_text_stands_right(page: Page, example: dict[str, Any]) -> None:
    text = "قالت الشرطة إن الانفجار وقع في الميناء."
    for kind in ("incidents", "attributions", "quotes", "actors", "key_points", "quoted_text", "warnings"):
        example[kind] = []
    example["headline"] = text
    _read(page, text, example)
    for where in ("#words", ".headline"):
        assert page.locator(where).evaluate("e => getComputedStyle(e).direction") == "rtl"


@pytest.mark.parametrize("language", LANGUAGES)
def test_far_languages_are_shown_whole(page: Page, upstream: ScriptedUpstream, language: str) -> None:
    """Their words are lit as they stand, and names that run from right to left keep to their place."""
    far = far_page(language)
    upstream.script(answer(far.answer))
    summary = summarize(html=far.html, engine="llm", model="scripted", base_url=upstream.url)
    assert summary.article.text is not None
    _read(page, summary.article.text, summary.model_dump(mode="json"))
    assert page.locator("#words").evaluate("e => [e.textContent, e.lang]") == [summary.article.text, language]
    for record in (*summary.quotes, *summary.attributions):
        page.locator(f"#{record.id}").hover()
        assert _lit(page) == (record.span if isinstance(record, Quote) else record.evidence).text
    told = page.locator(".blame h3").first.text_content()
    source = next(actor.name for actor in summary.actors if actor.id == summary.attributions[0].source)
    assert told is not None
    assert told.startswith(f"\u2068{source}\u2069 blames" if language == "ar" else f"{source} blames")


def test_copies_are_what_they_say(shown: Page, example: dict[str, Any]) -> None:
    def copied(name: str) -> str:
        shown.get_by_role("button", name=name, exact=True).click()
        expect(shown.locator("#said")).to_have_text(f"Copied as {name}.")
        return str(shown.evaluate("navigator.clipboard.readText()"))

    assert json.loads(copied("JSON")) == example
    ArticleSummary.model_validate_json(copied("JSON"))
    rows = list(csv.DictReader(io.StringIO(copied("CSV"), newline="")))
    records = [r for kind in ("incidents", "attributions", "quotes") for r in example[kind]]
    assert [row["id"] for row in rows] == [record["id"] for record in records]
    assert {row["text"] for row in rows if row["record"] == "quote"} == {
        quote["span"]["text"] for quote in example["quotes"]
    }
    markdown = copied("Markdown")
    assert markdown.startswith("# " + example["headline"])
    assert "Aino Hirvonen blames Lake Brigade" in markdown


def test_a_cell_is_no_formula(page: Page, example: dict[str, Any], example_text: str) -> None:
    example["actors"][3]["name"] = "=1+1"
    _read(page, example_text, example)
    page.get_by_role("button", name="CSV", exact=True).click()
    expect(page.locator("#said")).to_have_text("Copied as CSV.")
    rows = list(csv.DictReader(io.StringIO(str(page.evaluate("navigator.clipboard.readText()")))))
    assert {row["whom"] for row in rows if row["label"] == "blames"} == {"'=1+1"}


def test_a_text_file_is_read(page: Page, tmp_path: Path, example_text: str) -> None:
    path = tmp_path / "article.txt"
    path.write_text(example_text)
    page.set_input_files("#pick", path)
    expect(page.locator("#text")).to_have_value(example_text)


def test_a_page_is_sent_as_html(
    page: Page, tmp_path: Path, example: dict[str, Any], example_text: str
) -> None:
    """The offsets are into the text that comes back."""
    path = tmp_path / "article.html"
    path.write_text("<p>…</p>")
    example["article"]["text"] = example_text
    page.route("**/v1/summaries", lambda route: route.fulfill(json=example))
    page.set_input_files("#pick", path)
    expect(page.locator("#file-name")).to_have_text("article.html")
    with page.expect_request("**/v1/summaries") as asked:
        page.click("#go")
    assert asked.value.post_data_json["html"] == "<p>…</p>"
    expect(page.locator("#words")).to_contain_text("Five rockets struck")


def test_a_file_that_is_no_text_is_refused(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"\xff\xfe\x00")
    page.set_input_files("#pick", path)
    expect(page.get_by_role("alert")).to_contain_text("article.txt is not a text in UTF-8.")


def test_a_refusal_is_told_with_its_hint(page: Page) -> None:
    page.fill("#text", "   ")
    page.click("#go")
    expect(page.get_by_role("alert").locator("p")).to_have_count(2)
    expect(page.locator("#ask")).to_be_visible()


def test_the_keyboard_is_enough(page: Page, example: dict[str, Any], example_text: str) -> None:
    page.route("**/v1/summaries", lambda route: route.fulfill(json=example))
    page.locator("#text").focus()
    page.keyboard.insert_text(example_text)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#main")).to_be_focused()
    page.get_by_role("radio", name="Blame").focus()
    page.keyboard.press("Space")
    record = page.get_by_role("link", name="Aino Hirvonen blames Lake Brigade")
    record.focus()
    assert _lit(page) == "Hirvonen blamed the attack on the Lake Brigade"
    page.keyboard.press("Enter")
    focused = page.locator("#words a:focus")
    expect(focused).to_have_attribute("href", "#B2")
    page.keyboard.press("Enter")
    expect(record).to_be_focused()
    page.keyboard.press("Escape")
    assert _lit(page) == ""


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing(
    browser: Browser, served: str, example: dict[str, Any], example_text: str, scheme: Any, width: int
) -> None:
    assert hashlib.sha256(_AXE.read_bytes()).hexdigest() == _AXE_SHA256
    page = browser.new_page(
        color_scheme=scheme, viewport={"width": width, "height": 844}, reduced_motion="reduce"
    )
    page.goto(served)
    page.evaluate(_AXE.read_text())
    assert _violations(page) == []
    _read(page, example_text, example)
    page.get_by_role("button", name="Correct I1", exact=True).click()
    for layer in ("Incidents", "Quotes"):
        page.get_by_role("radio", name=layer).check(force=True)
        assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


def _violations(page: Page) -> list[str]:
    found = page.evaluate("axe.run()")
    return [f"{v['id']}: {node['html']}" for v in found["violations"] for node in v["nodes"]]


def test_nothing_from_outside_is_let_in(served: str) -> None:
    for path in ("", "page/main.js", "page/style.css"):
        answer = httpx.get(served + path)
        assert answer.status_code == 200
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy


def test_a_summary_looked_over_is_gold(
    shown: Page, example: dict[str, Any], example_text: str, tmp_path: Path
) -> None:
    """What is rejected is nowhere, what is corrected is as it was corrected, and lint finds nothing wrong."""
    shown.get_by_role("button", name="Reject I2").click()
    shown.get_by_role("button", name="Reject Q3").click()
    shown.get_by_role("button", name="Accept B2").click()
    shown.get_by_role("button", name="Correct B3").click()
    form = shown.get_by_role("form", name="Correct B3")
    form.get_by_label("What is done").select_option("rejects")
    form.get_by_label("The clause").fill("denied any part in it")
    form.get_by_role("button", name="Keep").click()
    expect(shown.get_by_role("link", name="Lake Brigade rejects that it was Lake Brigade")).to_be_focused()
    gold = _saved(shown, tmp_path)

    assert gold.text == example_text
    assert lint(gold) == []
    summary = gold.gold.summary
    assert {i.id for i in summary.incidents} == {"I1", "I3"}
    assert {q.id for q in summary.quotes} == {q["id"] for q in example["quotes"]} - {"Q3"}
    corrected = next(b for b in summary.attributions if b.id == "B3")
    assert (corrected.act, corrected.evidence.text) == ("rejects", "denied any part in it")
    assert all(record.confidence is None for record in (*summary.incidents, *summary.quotes))


def test_words_are_corrected_by_selecting_others(
    page: Page, example: dict[str, Any], example_text: str, tmp_path: Path
) -> None:
    """Also where a character before them takes two units of a JavaScript string."""
    _read(page, "🚢🎣 " + example_text, _moved(example, 3))
    page.get_by_role("button", name="Correct Q3").click()
    page.evaluate("""() => {
        const stretch = [...document.querySelectorAll("#words *")].filter((e) => !e.children.length)
            .find((e) => e.textContent.includes("rockets had come"));
        const at = stretch.textContent.indexOf("rockets had come");
        getSelection().setBaseAndExtent(stretch.firstChild, at, stretch.firstChild, at + 16);
    }""")
    form = page.get_by_role("form", name="Correct Q3")
    form.get_by_role("button", name="Use the words selected in the text").first.click()
    form.get_by_role("button", name="Keep").click()
    page.locator("#Q3").hover()
    assert _lit(page) == "rockets had come"


def test_words_that_the_article_lacks_are_refused(shown: Page) -> None:
    shown.get_by_role("button", name="Correct B2").click()
    form = shown.get_by_role("form", name="Correct B2")
    form.get_by_label("The clause").fill("words that nobody wrote")
    form.get_by_role("button", name="Keep").click()
    expect(form.get_by_role("alert")).to_contain_text("The article does not have the words")


def test_every_record_kept_as_it_stands_is_unchanged(
    shown: Page, example: dict[str, Any], tmp_path: Path
) -> None:
    """Opening and closing a form loses nothing that the form does not show."""
    kinds = ("incidents", "attributions", "quotes", "actors")
    for record in [record for kind in kinds for record in example[kind]]:
        shown.get_by_role("button", name=f"Correct {record['id']}", exact=True).click()
        shown.get_by_role("button", name="Keep").click()
    shown.get_by_role("button", name="JSON", exact=True).click()
    expect(shown.locator("#said")).to_have_text("Copied as JSON.")
    assert json.loads(str(shown.evaluate("navigator.clipboard.readText()"))) == example


def _saved(page: Page, folder: Path) -> LabelledArticle:
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as gold").click()
    with zipfile.ZipFile(saved.value.path()) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    [article] = load_gold(folder)
    return article


def test_two_engines_are_compared(
    browser: Browser, served: str, example: dict[str, Any], example_text: str
) -> None:
    """Records on the same words stand side by side, whatever their ids; what one lacks is said."""
    other = copy.deepcopy(example)
    other["quotes"] = [quote for quote in other["quotes"] if quote["id"] == "Q4"]
    other["attributions"][1]["act"] = "suspects"
    other["attributions"].reverse()
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    engines = [
        {"name": "rules", "default": True, "models": []},
        {"name": "llm", "default": False, "models": ["m"]},
    ]
    page.route("**/v1/engines", lambda route: route.fulfill(json=engines))
    answers = {"rules": example, "llm": other}
    page.route(
        "**/v1/summaries", lambda route: route.fulfill(json=answers[route.request.post_data_json["engine"]])
    )
    page.goto(served)
    page.get_by_label("Compare with").select_option("m")
    _read(page, example_text)
    blamed = page.get_by_role("table", name="Who blames whom").locator("tbody tr")
    expect(blamed.nth(1).locator("td")).to_have_text(
        ["Aino Hirvonen blames Lake Brigade", "Aino Hirvonen suspects Lake Brigade"]
    )
    said = page.get_by_role("table", name="Who said what").locator("tbody tr")
    assert said.locator("td:nth-child(2)").all_text_contents() == [
        quote["span"]["text"] if quote["id"] == "Q4" else "not found" for quote in example["quotes"]
    ]
    page.evaluate(_AXE.read_text())
    assert _violations(page) == []
    page.close()


_SCRIPTED = """
window.heard = [];
const real = window.fetch;
window.fetch = (path, given) => {
  if (!`${path}`.endsWith("v1/summaries")) return real(path, given);
  window.heard.push(given.headers.accept);
  const body = new ReadableStream({ start: (controller) => (window.out = controller) });
  given.signal.addEventListener("abort", () => {
    window.left = true;
    window.out.error(given.signal.reason);
  });
  return Promise.resolve(new Response(body, { headers: { "content-type": "application/x-ndjson" } }));
};
const line = (event) => (event === null ? "\\n" : JSON.stringify(event) + "\\n");
window.tell = (event) => window.out.enqueue(new TextEncoder().encode(line(event)));
"""


@pytest.fixture
def told(page: Page, example_text: str) -> Page:
    """The page while an article is read by a server that says what `tell` gives it."""
    page.add_init_script(_SCRIPTED)
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-ready", "true")
    page.fill("#text", example_text)
    page.click("#go")
    page.wait_for_function("window.out")
    return page


def _events(summary: dict[str, Any]) -> list[dict[str, Any]]:
    """What a server tells of a summary; its numbers are not yet those of the summary."""
    names = {actor["id"]: actor["name"] for actor in summary["actors"]}
    return [
        {"event": "record", "kind": kind, "record": {**record, "id": "I1"}, "names": names}
        for kind in ("actors", "incidents", "attributions", "quotes", "quoted_text")
        for record in summary[kind]
    ]


def test_records_are_shown_as_they_come_and_then_the_summary(told: Page, example: dict[str, Any]) -> None:
    told.emulate_media(reduced_motion="reduce")
    told.evaluate("tell(null)")
    expect(told.locator("#result")).to_be_hidden()
    *first, last = _events(example)
    for event in first:
        told.evaluate("event => tell(event)", event)
    expect(told.get_by_role("link", name="Aino Hirvonen blames Lake Brigade")).to_be_visible()
    expect(told.locator("#busy-text")).to_contain_text(f"{len(first)} records so far")
    expect(told.locator(".timeline .card")).to_have_count(3)
    assert "Five rockets struck" in "".join(told.locator("#words .of-incidents").all_text_contents())
    assert told.locator(".headline").count() == told.locator(".review").count() == 0
    told.get_by_role("link", name="Aino Hirvonen blames Lake Brigade").hover()
    assert _lit(told) == "Hirvonen blamed the attack on the Lake Brigade"
    told.evaluate(_AXE.read_text())
    assert _violations(told) == []
    for event in (last, {"event": "summary", "summary": example}):
        told.evaluate("event => tell(event)", event)
    expect(told.locator(".headline")).to_have_text(example["headline"])
    expect(told.locator("#busy")).to_be_hidden()
    assert "application/x-ndjson" in told.evaluate("heard[0]")


def test_reading_can_be_stopped_while_records_come(
    told: Page, example: dict[str, Any], example_text: str
) -> None:
    told.evaluate("event => tell(event)", _events(example)[0])
    expect(told.locator("#result")).to_be_visible()
    told.click("#stop")
    expect(told.locator("#text")).to_have_value(example_text)
    expect(told.locator("#fault")).to_be_hidden()
    assert told.evaluate("window.left")


@pytest.mark.parametrize("end", ["problem", "nothing"])
def test_a_stream_that_ends_without_a_summary_says_so(told: Page, example: dict[str, Any], end: str) -> None:
    told.evaluate("event => tell(event)", _events(example)[0])
    if end == "problem":
        problem = {"detail": "The model did not answer in time.", "code": "upstream_timeout"}
        told.evaluate("event => tell(event)", {"event": "problem", "problem": problem})
    else:
        told.evaluate("out.close()")
    said = {"problem": "did not answer in time", "nothing": "broke off"}
    expect(told.get_by_role("alert")).to_contain_text(said[end])
    expect(told.locator("#ask")).to_be_visible()


def test_a_server_with_keys_asks_for_one_and_the_page_keeps_it_in_mind_alone(
    page: Page, example: dict[str, Any], example_text: str
) -> None:
    def guarded(route: Route) -> None:
        if route.request.headers.get("authorization") == "Bearer wb_k":
            route.fallback()
        else:
            route.fulfill(status=401, json={"detail": "A key is needed.", "code": "unauthorized"})

    page.route("**/v1/summaries", lambda route: route.fulfill(json=example))
    page.route("**/v1/**", guarded)
    page.reload()
    expect(page.get_by_role("heading", name="This server asks for a key")).to_be_visible()
    expect(page.locator("#key-value")).to_be_focused()
    page.evaluate(_AXE.read_text())
    assert _violations(page) == []
    page.keyboard.type("wb_other")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="This key is not known here")).to_be_visible()
    page.keyboard.type("wb_k")
    page.keyboard.press("Enter")
    _read(page, example_text)
    expect(page.locator(".headline")).to_have_text(example["headline"])
    kept = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])"
    assert "wb_k" not in page.evaluate(kept)
    assert "wb_k" not in page.content()


@pytest.fixture
def job(served: str, example_text: str) -> str:
    """The id of a job of two articles, one of which is none."""
    articles = [{"text": example_text, "published": "2021-08-07"}, {"text": "..."}]
    handed_in = httpx.post(f"{served}v1/jobs", json={"articles": articles})
    return str(handed_in.json()["id"])


def test_a_stored_job_is_opened_by_its_id_and_its_articles_one_by_one(
    page: Page, job: str, example_text: str, tmp_path: Path
) -> None:
    page.fill("#job-id", job)
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.locator(".articles li")).to_have_count(2, timeout=30_000)
    expect(page.get_by_role("heading", name="1 of 2 articles read, 1 could not be")).to_be_visible()
    expect(page.locator(".articles .failed")).to_contain_text("There is no article in the text.")
    page.evaluate(_AXE.read_text())
    assert _violations(page) == []
    assert page.url.endswith(f"#job={job}")

    page.locator("button.article-name").click()
    expect(page.locator("#result .headline")).to_be_visible()
    assert _violations(page) == []
    known = str(page.locator("#words").text_content())
    assert "Hirvonen blamed the attack on the Lake Brigade" in known
    assert all(words.strip() in example_text for words in known.split("…"))
    expect(page.get_by_role("button", name="Save as gold")).to_have_count(0)

    path = tmp_path / "article.txt"
    path.write_text("Another text.")
    page.get_by_label("Choose the article’s file").set_input_files(path)
    expect(page.get_by_role("alert")).to_contain_text("article.txt is not the text of this article.")
    path.write_text(example_text)
    page.get_by_label("Choose the article’s file").set_input_files(path)
    expect(page.get_by_role("button", name="Save as gold")).to_be_visible()
    assert page.locator("#words").evaluate("e => e.textContent") == example_text

    page.get_by_role("button", name="Back to the job").click()
    expect(page.locator(".articles li")).to_have_count(2)
    page.get_by_role("button", name="New article").click()
    expect(page.locator("#ask")).to_be_visible()
    assert "#" not in page.url


def test_a_job_that_is_not_there_is_told(page: Page, served: str) -> None:
    page.goto(f"{served}#job=none")
    expect(page.get_by_role("alert")).to_contain_text("There is no such job.")


def test_a_job_under_way_is_followed(page: Page, served: str, example: dict[str, Any]) -> None:
    """An article that ends before an earlier one is taken, and the earlier one when it comes."""
    seen: dict[str, Any] = {"id": "j", "state": "running", "engine": "llm", "model": "m"}
    seen |= {"total": 2, "done": 1, "failed": 0, "created": "2026-01-01T00:00:00Z", "finished": None}
    seen |= {"spent": {"calls": 3, "tokens": 900, "usd": 0.5}, "webhook": None}
    ended = {**seen, "state": "done", "done": 2}
    asked: list[str] = []

    def results(route: Route) -> None:
        after = int(route.request.url.rpartition("=")[2])
        asked.append(str(after))
        there = [at for at in ([1] if len(asked) < 3 else [0, 1]) if at > after]
        rows = [{"position": at, "summary": {**example, "headline": f"No. {at}"}} for at in there]
        route.fulfill(body="".join(f"{json.dumps(row)}\n" for row in rows))

    page.route("**/v1/jobs/j", lambda route: route.fulfill(json=seen))
    page.route("**/v1/jobs/j/results*", results)
    page.route("**/v1/jobs/j/events", lambda route: route.fulfill(body=f"data: {json.dumps(ended)}\n\n"))
    page.goto(f"{served}#job=j")
    expect(page.locator("button.article-name")).to_have_text(["No. 0", "No. 1"])
    expect(page.get_by_role("heading", name="2 of 2 articles read")).to_be_visible()
    expect(page.locator("#job")).to_contain_text("3 calls, $0.50")
