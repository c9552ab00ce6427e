"""How a page is worked: by a mouse, or by a keyboard alone, which reaches everything by Tab."""

from typing import Protocol

from playwright.sync_api import Locator, Page

from tests.service.browser.asking import ask

MOST_TABS = 400


class Hands(Protocol):
    """What somebody does to a page."""

    page: Page

    def ask(self, question: str) -> None:
        """Ask on the start page and wait for the answer."""

    def press(self, target: Locator) -> None:
        """Follow a link or press a button."""

    def tick(self, target: Locator) -> None:
        """Tick a box."""

    def choose(self, target: Locator, option: str) -> None:
        """Choose what a list of choices calls so."""


class Mouse:
    """Clicks."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def ask(self, question: str) -> None:
        """Ask on the start page and wait for the answer."""
        ask(self.page, question)

    def press(self, target: Locator) -> None:
        """Follow a link or press a button."""
        target.click()

    def tick(self, target: Locator) -> None:
        """Tick a box."""
        target.check()

    def choose(self, target: Locator, option: str) -> None:
        """Choose what a list of choices calls so."""
        target.select_option(option)


class Keyboard:
    """Goes on from where the focus is by Tab until it has reached what it wants."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def ask(self, question: str) -> None:
        """Ask on the start page and wait for the answer."""
        self.page.goto("/")
        self._reach(self.page.get_by_role("searchbox"))
        self.page.keyboard.type(question)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**q=**")
        self.page.wait_for_load_state()

    def press(self, target: Locator) -> None:
        """Follow a link or press a button."""
        self._reach(target)
        self.page.keyboard.press("Enter")

    def tick(self, target: Locator) -> None:
        """Tick a box."""
        self._reach(target)
        self.page.keyboard.press("Space")

    def choose(self, target: Locator, option: str) -> None:
        """Choose what a list of choices calls so."""
        self._reach(target)
        chosen = "list => list.selectedOptions[0].label"
        while (before := target.evaluate(chosen)) != option:
            self.page.keyboard.press("ArrowDown")
            assert target.evaluate(chosen) != before, f"{option} is no choice of {target}"

    def _reach(self, target: Locator) -> None:
        target.wait_for()
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {target}")
