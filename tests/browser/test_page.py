"""Every page that a command writes, in Chromium: no barrier that axe finds, no error, no request, no scrolling sideways."""

import inspect
import os
import shlex
from collections.abc import Iterator
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.conftest import Run
from timeline import importing
from timeline.cli import app

pytestmark = pytest.mark.file

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS = {"light": ("light", 1100), "dark": ("dark", 1100), "phone": ("light", 390), "phone in the dark": ("dark", 390)}
OWN = {"--format", "--output", "--sql", "--database"}
"""Options of examples that the test gives itself."""


def _examples() -> Iterator[str]:
    """Yield the examples of every command that answers on a page: those whose answers may be longer than a screen."""
    for name in app.COMMANDS:
        module = app.module(name)
        if "no_pager" in inspect.signature(module.command).parameters:
            yield from module.EXAMPLES


def _missing() -> str:
    absent = [name for name in ("playwright", "axe_playwright_python") if find_spec(name) is None]
    if absent:
        return f"no {' and no '.join(absent)}: pip install -e '.[browser]'"
    return "" if CHROMIUM.exists() else f"no {CHROMIUM}: apt-get install chromium"


def _without(reason: str) -> NoReturn:
    """Skip where a browser is missing; where all guards are to hold, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"the tests in a browser did not run: {reason}")
    pytest.skip(f"the tests in a browser do not run here: {reason}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, as Debian packages it."""
    reason = _missing()
    if reason:
        _without(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def records(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the records that come with timeline."""
    assert browser
    path = tmp_path_factory.mktemp("records") / "timeline.db"
    importing.into_store([importing.bundled()], path)
    return path


def _arguments(example: str) -> list[str]:
    words = shlex.split(example.partition("|")[0])[1:]
    return [word for before, word in zip(["", *words], words, strict=False) if word not in OWN and before not in OWN - {"--sql"}]


def _page(run: Run, records: Path, example: str, path: Path) -> Path:
    told = run(*_arguments(example), "--format", "html", "--output", path, "--database", records)
    assert told.status == 0, told.err
    return path


def _seen(browser: Any, page: Path, scheme: str, width: int) -> dict[str, Any]:
    """Open a page and return what is wrong with it."""
    tab = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    said: list[str] = []
    requests: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: requests.append(request.url))
    tab.goto(page.as_uri())
    scrolls = tab.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    tab.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = tab.evaluate("rules => axe.run(document, {runOnly: rules, preload: false, resultTypes: ['violations']})", RULES)
    tab.close()
    barriers = [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found["violations"]]
    return {"barriers": barriers, "console": said, "requests": requests[1:], "scrolls sideways": scrolls}


def test_commands_have_examples() -> None:
    assert {example.split()[1] for example in _examples()} >= {"rounds", "show", "chronology", "list"}


@pytest.mark.parametrize("example", list(_examples()))
def test_a_page_has_no_barrier_error_request_or_sideways_scroll(
    browser: Any, records: Path, run: Run, tmp_path: Path, example: str
) -> None:
    page = _page(run, records, example, tmp_path / "page.html")
    for view, (scheme, width) in VIEWS.items():
        sound = {"barriers": [], "console": [], "requests": [], "scrolls sideways": False}
        assert _seen(browser, page, scheme, width) == sound, view


def test_the_keyboard_reaches_the_skip_link_first_and_sees_it(browser: Any, records: Path, run: Run, tmp_path: Path) -> None:
    page = _page(run, records, "timeline rounds --process ukraine-russia-2022", tmp_path / "page.html")
    tab = browser.new_page()
    tab.goto(page.as_uri())
    tab.keyboard.press("Tab")
    focused = tab.evaluate("[document.activeElement.className, document.activeElement.getBoundingClientRect().left >= 0]")
    tab.keyboard.press("Enter")
    assert focused == ["skip", True]
    assert tab.evaluate("document.activeElement.id") == "main"
    tab.close()


def test_a_mark_in_the_figure_leads_to_its_round(browser: Any, records: Path, run: Run, tmp_path: Path) -> None:
    page = _page(run, records, "timeline rounds --process ukraine-russia-2022", tmp_path / "page.html")
    tab = browser.new_page()
    tab.goto(page.as_uri())
    tab.locator("svg a[href='#ukraine-russia-2022-r2']").focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.querySelector(':target').textContent").startswith("Round 2")
    tab.close()


def test_print_hides_nothing_that_is_told(browser: Any, records: Path, run: Run, tmp_path: Path) -> None:
    page = _page(run, records, "timeline rounds --on 2022-03-03", tmp_path / "page.html")
    tab = browser.new_page()
    tab.goto(page.as_uri())
    tab.emulate_media(media="print")
    assert not tab.locator(".skip").is_visible()
    assert tab.locator(".sources .address").first.is_visible()
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    tab.close()
