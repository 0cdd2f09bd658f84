"""A course of one's own, JupyterLab serving it, and Chromium looking at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from classroom import Classroom, add_solved_lessons, graded_classroom, make_classroom
from lab_server import LabServer, running_lab
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "artefacts"
WINDOW = {"width": 1280, "height": 900}
LIMIT_MS = 60_000
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PAGE = pytest.StashKey[Page]()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return Chromium's path; skip, visibly, where there is none."""
    named = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    found = shutil.which(named)
    if found is None:
        pytest.skip(
            f"{named} is not there. Install Chromium (Debian, Ubuntu: sudo apt install chromium), "
            "or name another one: CHROMIUM=/path/to/chromium make test-browser"
        )
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Start Chromium, without a window."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def context(browser: Browser) -> BrowserContext:
    """Return one profile for all tests: JupyterLab's files are loaded once."""
    made = browser.new_context(viewport=WINDOW)
    # The machine may be busy with other things: limits, not waiting times.
    made.set_default_timeout(LIMIT_MS)
    expect.set_options(timeout=LIMIT_MS)
    return made


@pytest.fixture
def page(context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open a tab, and close it after the test."""
    tab = context.new_page()
    request.node.stash[PAGE] = tab
    yield tab
    tab.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Keep a picture of the tab of a failed test."""
    report = yield
    tab = item.stash.get(PAGE, None)
    if report.failed and tab is not None and not tab.is_closed():
        ARTEFACTS.mkdir(exist_ok=True)
        tab.screenshot(path=ARTEFACTS / f"failed-{item.name}.png")
    return report


@pytest.fixture
def take_picture(page: Page) -> Callable[[str], Path]:
    """Return a function that keeps a picture of the tab in artefacts/."""

    def take(name: str) -> Path:
        ARTEFACTS.mkdir(exist_ok=True)
        path = ARTEFACTS / f"{name}.png"
        page.screenshot(path=path)
        return path

    return take


@pytest.fixture(scope="session")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """Make a course directory, with a student at work and another who has handed in."""
    made = make_classroom(tmp_path_factory.mktemp("classroom"))
    add_solved_lessons(made)
    return made


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """Make another, graded and reported on from the command line."""
    return graded_classroom(tmp_path_factory.mktemp("graded"))


@pytest.fixture(scope="session")
def lab(
    chromium: str, classroom: Classroom, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LabServer]:
    """Run JupyterLab in the classroom."""
    with running_lab(classroom.folder, tmp_path_factory.mktemp("home")) as server:
        yield server
