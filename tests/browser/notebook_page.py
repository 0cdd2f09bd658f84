"""A notebook in JupyterLab, as a person at the keyboard uses it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lab_server import LabServer
from playwright.sync_api import Locator, Page, expect

# The machine may be busy with other things: these are limits, not waiting times.
OPEN_MS = 120_000
RUN_MS = 120_000

_CELLS = "window.jupyterapp.shell.currentWidget.content.widgets"
_IDLE = "document.querySelector('#jp-main-statusbar')?.innerText.includes('| Idle')"
_INDEX = f"id => {_CELLS}.findIndex(cell => cell.model.id === id)"
_COUNTS = f"() => JSON.stringify({_CELLS}.map(cell => cell.model.executionCount ?? null))"
# A cell has been run since, none waits for its turn, and the kernel is at rest.
_DONE = f"""before => ({_COUNTS})() !== before && {_IDLE}
    && {_CELLS}.every(cell => (cell.model.executionState ?? 'idle') === 'idle')"""
_ACTIVE = "() => window.jupyterapp.shell.currentWidget.content.activeCell.model.id"
_THEME = "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})"
_SAVED = "() => !window.jupyterapp.shell.currentWidget.context.model.dirty"


@dataclass(frozen=True)
class NotebookPage:
    """An open notebook; cells are found by their ids."""

    page: Page

    def cell(self, cell_id: str) -> Locator:
        """Return the cell of that id."""
        index = self.page.evaluate(_INDEX, cell_id)
        assert index >= 0, f"the notebook has no cell {cell_id}"
        return self.cell_at(index)

    def cell_below(self, cell_id: str) -> Locator:
        """Return the cell that follows."""
        return self.cell_at(self.page.evaluate(_INDEX, cell_id) + 1)

    def cell_at(self, index: int) -> Locator:
        """Return a cell by its place."""
        return self.page.locator(".jp-Notebook:visible .jp-Cell").nth(index)

    def show(self, cell_id: str) -> Locator:
        """Scroll to a cell, and return it."""
        cell = self.cell(cell_id)
        cell.evaluate("cell => cell.scrollIntoView({block: 'start'})")
        return cell

    def outputs(self, cell_id: str) -> Locator:
        """Return what stands below a cell."""
        return self.cell(cell_id).locator(".jp-Cell-outputArea")

    def run(self, cell_id: str) -> Locator:
        """Run a cell, wait until it is done, and return its outputs."""
        self._editor(cell_id).click()
        with self._running():
            self.page.keyboard.press("Control+Enter")
        return self.outputs(cell_id)

    def run_below(self, cell_id: str, code: str) -> str:
        """Run code in a new cell below another, and return the new cell's id."""
        self._editor(cell_id).click()
        for key in ("Escape", "b", "Enter"):
            self.page.keyboard.press(key)
        self.page.keyboard.type(code)
        with self._running():
            self.page.keyboard.press("Control+Enter")
        return str(self.page.evaluate(_ACTIVE))

    def run_all(self) -> None:
        """Choose Run All Cells from the menu, and wait until nothing runs any more."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        with self._running():
            self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()

    def type_last_line(self, cell_id: str, line: str) -> None:
        """Replace the last line of a cell by typing another."""
        self._editor(cell_id).click()
        for key in ("Control+End", "Shift+Home"):
            self.page.keyboard.press(key)
        self.page.keyboard.type(line)
        expect(self._editor(cell_id)).to_contain_text(line)

    def wear(self, theme: str, light: str) -> None:
        """Change JupyterLab's colours; `light` is what the page then says of itself."""
        self.page.evaluate(_THEME, theme)
        self.page.wait_for_selector(f"body[data-jp-theme-light={light}]", state="attached")

    def save(self) -> None:
        """Save, and wait until there is nothing left to save."""
        self.page.keyboard.press("Control+s")
        self.page.wait_for_function(_SAVED, timeout=OPEN_MS)

    def _editor(self, cell_id: str) -> Locator:
        return self.cell(cell_id).locator(".cm-content").first

    @contextmanager
    def _running(self) -> Iterator[None]:
        before = self.page.evaluate(_COUNTS)
        yield
        self.page.wait_for_function(_DONE, arg=before, timeout=RUN_MS)


def open_notebook(page: Page, server: LabServer, path: str) -> NotebookPage:
    """Open a notebook in JupyterLab and wait until its kernel is there."""
    page.goto(server.lab(path))
    page.wait_for_function(f"() => {_IDLE}", timeout=OPEN_MS)
    return NotebookPage(page)
