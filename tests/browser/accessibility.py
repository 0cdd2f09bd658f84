"""What axe-core finds in a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

SERIOUS = ("serious", "critical")
MARK = "data-axe-here"


def serious_violations(page: Page, part: Locator | None = None) -> list[str]:
    """Return what axe-core calls serious or critical, in the page or in a part of it."""
    context = None
    if part is not None:
        page.evaluate(f"document.querySelector('[{MARK}]')?.removeAttribute('{MARK}')")
        part.evaluate(f"part => part.setAttribute('{MARK}', '')")
        context = f"[{MARK}]"
    found = Axe().run(page, context=context).response["violations"]
    return [
        f"{violation['id']} ({violation['help']}): {node['html']}"
        for violation in found
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
    ]
