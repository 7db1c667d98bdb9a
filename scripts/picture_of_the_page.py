"""Takes the README's picture of the page again: python scripts/picture_of_the_page.py [http://127.0.0.1:8000]

Needs a running `wirebrief serve` and Chromium. The page shows docs/example, so that the picture is the same
whatever engine the server has.
"""

import json
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

DOCS = Path(__file__).parents[1] / "docs"


def main(url: str) -> None:
    answer = json.loads((DOCS / "example/summary.json").read_text("utf-8"))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = chromium.new_page(
            viewport={"width": 1360, "height": 900}, color_scheme="light", reduced_motion="reduce"
        )
        page.route("**/v1/summaries", lambda route: route.fulfill(json=answer))
        page.goto(url)
        page.fill("#text", (DOCS / "example/article.txt").read_text("utf-8"))
        page.click("#go")
        page.locator("#result .headline").wait_for()
        page.mouse.move(0, 0)
        page.screenshot(path=DOCS / "images/page.png")
        chromium.close()


if __name__ == "__main__":
    main(*sys.argv[1:] or ["http://127.0.0.1:8000"])
