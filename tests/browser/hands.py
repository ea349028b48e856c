"""The same work by two kinds of hands: with a mouse or a finger, and with the keyboard alone."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.async_api import FilePayload, Locator, Page
from playwright.async_api import TimeoutError as TooLong
from tests.browser.steps import tab_to, to_part


@dataclass(frozen=True)
class Hands:
    page: Page
    by_keyboard: bool = False

    def field(self, name: str) -> Locator:
        return self.page.locator(f'main [name="{name}"]:not([type="hidden"])').first

    async def fill(self, **values: str) -> None:
        """Fields of the form, `name__ru` for `name-ru`."""
        for name, value in values.items():
            await self.type(self.field(name.replace("__", "-")), value)

    async def type(self, field: Locator, value: str) -> None:
        if not self.by_keyboard:
            await field.fill(value)
            return
        await tab_to(self.page, field)
        if await field.get_attribute("type") == "date":
            day = date.fromisoformat(value)
            await self.page.keyboard.type(
                f"{day.month:02}{day.day:02}{day.year}"
            )  # as this browser's language writes it
        else:
            await self.page.keyboard.insert_text(value)

    async def follow(self, target: Locator) -> None:
        """A link or a button, and the page that comes."""
        if self.by_keyboard:
            await tab_to(self.page, target)
        async with self.page.expect_navigation():
            await (self.page.keyboard.press("Enter") if self.by_keyboard else target.click())

    async def part(self, ending: str) -> None:
        """One of the parts of a championship or a skill, by the links that each page of it has."""
        if self.by_keyboard:
            await self.follow(await to_part(self.page, ending))
            return
        menu = self.page.locator(".parts-menu summary")
        if await menu.is_visible():
            await menu.click()
            await self.follow(self.page.locator(f'.parts-menu a[href$="{ending}"]'))
        else:
            await self.follow(self.page.locator(f'.tabs.parts a[href$="{ending}"]'))

    async def tick(self, box: Locator, arrows: int = 0) -> None:
        """A box, or a radio button that is so many arrows from the one that Tab reaches."""
        if not self.by_keyboard:
            await box.check()
            return
        await tab_to(self.page, box)
        await self.page.keyboard.press("Space")
        for _ in range(arrows):
            await self.page.keyboard.press("ArrowRight")

    async def choose_file(self, field: Locator, content: FilePayload | Path) -> None:
        """Asks for the browser's window again where it did not open: a key right after a page has come may be lost."""
        if self.by_keyboard:
            await tab_to(self.page, field)
        for wait in (3_000, 3_000, 15_000):
            with suppress(TooLong):
                async with self.page.expect_file_chooser(timeout=wait) as chosen:
                    await (self.page.keyboard.press("Space") if self.by_keyboard else field.click())
                await (await chosen.value).set_files(content)
                return
        raise AssertionError("no window to choose a file has opened")
