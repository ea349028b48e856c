"""Tablets in experts' hands: what was done on each, what it showed, and what it said is saved."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Final, NamedTuple

from playwright.async_api import Page, expect
from tests.competitions.pages.test_theirs_or_mine import needed
from tests.competitions.sending.on_tablet import kept, on_tablet
from tests.signed_in import cookies, in_browser, session

from client.waiting import until
from competitions.settings import Settings
from shared.clock import now

HOME: Final = "region-47"
STRANGER: Final = "two"
"""Who takes a tablet into their hands in between."""
SHOWN: Final = """() => Object.fromEntries(
  [...document.querySelectorAll("[data-code]")].map((aspect) => [
    aspect.dataset.code,
    [aspect.querySelector("input:not([type='hidden'])")?.value ?? "", aspect.querySelector(".saved")?.textContent.trim() ?? ""],
  ])
)"""


class Done(NamedTuple):
    """An entry. No other of its aspect has its value, on whichever tablet."""

    sheet: str
    code: str
    value: str


def saved(value: str, said: str) -> str:
    """What is said of an aspect when so many were counted and it is saved."""
    maximum = said.rsplit(maxsplit=1)[-1]
    return f"Saved: {Decimal(maximum) * int(value) / 100:.2f} of {maximum}" if said.startswith("Saved: ") else ""


@dataclass
class Tablet:
    """At first the form of `sheets` that comes first is open. Forms that come early are gone to more often than others."""

    account: str
    page: Page
    origin: str
    skill: str
    settings: Settings
    counts: Counter[tuple[str, str]]
    """How much was counted last of each aspect, on whichever tablet."""
    moments: random.Random
    sheets: Sequence[tuple[str, Sequence[str]]]
    """Of each its id and its aspects."""
    at: int = 0
    is_offline: bool = False
    entered: list[tuple[Done, datetime]] = field(default_factory=list)
    """In their order, with when."""
    saved: set[Done] = field(default_factory=set)
    """What a page called saved."""
    shown: set[Done] = field(default_factory=set)
    """What stood in a field when a page was opened, or was told in a question."""
    given_up: set[Done] = field(default_factory=set)
    """Theirs was to stand instead."""
    insisted: set[Done] = field(default_factory=set)
    """Its expert was asked, and it was to stand."""

    @property
    def sheet(self) -> str:
        return self.sheets[self.at][0]

    async def act(self) -> None:
        actions = (self.enter, self.go, self.change_connection, self.close, self.lend)
        await self.moments.choices(actions, (12, 5, 4, 1, 1))[0]()

    async def enter(self) -> None:
        code = self.moments.choice(self.sheets[self.at][1])
        self.counts[self.sheet, code] += 1
        done = Done(self.sheet, code, str(self.counts[self.sheet, code]))
        field = self.page.locator(f'[data-code="{code}"]').get_by_label("How many were completed?")
        await self.look()
        self.entered.append((done, now()))
        await field.fill(done.value)
        await field.blur()
        if self.moments.random() < 0.5:
            await self.page.wait_for_timeout(self.moments.randrange(200))
        await self.look()

    async def look(self) -> None:
        """Remembers what the page shows; what it calls saved is what stands in the field."""
        for code, (value, said) in (await self.page.evaluate(SHOWN)).items():
            done = Done(self.sheet, code, value)
            if value and done not in {one for one, _ in self.entered}:
                self.shown.add(done)
            if value and said == saved(value, said):
                self.saved.add(done)

    async def go(self) -> None:
        self.at = int(len(self.sheets) * self.moments.random() ** 3)
        await self.open()

    async def open(self) -> None:
        await self.page.goto(f"{self.origin}/sheets/{self.sheet}", wait_until="domcontentloaded")
        await expect(self.page.locator("#sheet")).to_be_visible()
        await self.look()

    async def change_connection(self) -> None:
        self.is_offline = not self.is_offline
        await self.page.context.set_offline(self.is_offline)

    async def close(self) -> None:
        """The browser's window is closed in the middle of whatever it does."""
        before = self.page
        self.page = await before.context.new_page()
        await before.close()
        await self.open()

    async def lend(self) -> None:
        """The session ends; somebody else signs in and looks at the same form; then its owner does again."""
        if self.is_offline:
            await self.change_connection()
        await self.page.context.clear_cookies()
        await self.enter()
        await self.sign_in(STRANGER)
        await self.open_as_stranger()
        await self.sign_in(self.account)
        await self.keep_pages()
        await self.open()

    async def keep_pages(self) -> None:
        """Opens the list of the skill, until all of its pages are on the device."""
        await self.page.goto(f"{self.origin}/skills/{self.skill}/marking", wait_until="domcontentloaded")
        await expect(self.page.locator("#keeping")).to_contain_text(
            "Kept on this device, to be opened without a connection: "
        )

    async def open_as_stranger(self) -> None:
        await self.page.goto(f"{self.origin}/sheets/{self.sheet}", wait_until="domcontentloaded")
        for code, (value, _) in (await self.page.evaluate(SHOWN)).items():
            assert not value or Done(self.sheet, code, value) in await self.known(), "an entry that only a tablet has"

    async def known(self) -> set[Done]:
        """What the service has of the form."""
        told = await (await self.page.request.get(f"{self.origin}/api/competitions/v1/sheets/{self.sheet}")).json()
        return {Done(self.sheet, one["code"], one["entry"]["value"]) for one in told["history"]}

    async def sign_in(self, account: str) -> None:
        opened = cookies(self.settings, session(account, ["expert"], HOME))
        await self.page.context.clear_cookies()
        await self.page.context.add_cookies(in_browser(opened, self.origin))

    async def go_home(self) -> None:
        """In the evening: all that waits is sent, and each question is answered, from a page that is no form."""
        if self.is_offline:
            await self.change_connection()
        await self.page.goto(f"{self.origin}/championships")

        async def is_settled() -> bool:
            if await needed(self.page).is_visible():
                await self.answer()
            return await kept(self.page) == 0

        await until(is_settled, "nothing to wait on the tablet")

    async def answer(self) -> None:
        """The first question, as chance says."""
        asked = next((one for one in (await on_tablet(self.page))["entries"] if one.get("question")), None)
        if asked is None:
            return
        done = Done(asked["sheet"], asked["code"], asked["body"]["measurement"])
        self.shown.add(Done(done.sheet, done.code, asked["question"]["entry"]["value"]))
        is_mine = self.moments.random() < 0.5
        (self.insisted if is_mine else self.given_up).add(done)
        question = needed(self.page).locator(f'li:has(a[href="/sheets/{done.sheet}#{done.code}"])')
        await question.get_by_role("button", name="Enter mine" if is_mine else "Keep theirs").press("Enter")
