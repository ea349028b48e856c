"""`python -m tests.browser.pictures`: a picture of every page in `var/screenshots`, and those of README and guides in `docs/pictures`.

The same world as in the tests, so that the pictures show what is tested. `--all` takes the first, without it the second are
taken; `--guides`: of these the guides' alone.
"""

import asyncio
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.async_api import Browser, StorageState
from tests.browser.chromium import chromium
from tests.browser.furniture import Places, furnish
from tests.browser.gallery import PAGES, Shown
from tests.browser.guides.handing_out import hand_out
from tests.browser.signing_in import sign_in
from tests.browser.world import World, world

from localstack.folders import CHECKOUT, VAR

SCREENSHOTS: Final = VAR / "screenshots"
DOCS: Final = CHECKOUT / "docs" / "pictures"
PHONE, DESKTOP = 360, 1280
LARGEST: Final = 120_000


@dataclass(frozen=True, slots=True)
class Picture:
    page: str
    language: str = "ru"
    width: int = DESKTOP
    scheme: str = "light"
    whole: bool = False
    """The page in its whole length, else what the screen shows first."""

    @property
    def name(self) -> str:
        dark = "-dark" if self.scheme == "dark" else ""
        return f"{self.page}-{self.language}-{self.width}{dark}"


README: Final = (
    Picture("scanned", "ru", PHONE),
    Picture("certificate-revoked", "en", PHONE),
    Picture("sheet", "ru", PHONE),
    Picture("grid", "ru", DESKTOP),
    Picture("scoreboard", "ru", DESKTOP),
    Picture("prepare-draft", "ru", DESKTOP),
    Picture("enter-entries", "ru", DESKTOP),
    Picture("consent-blanks", "ru", DESKTOP),
    Picture("championship-marking", "en", DESKTOP),
    Picture("skill-sign-off", "ru", DESKTOP),
    Picture("inbox", "ru", PHONE, "dark"),
    Picture("certificates", "en", DESKTOP, "dark"),
)
GUIDES: Final = (
    Picture("issuer-own"),
    Picture("course-own"),
    Picture("award-table"),
    Picture("award-to-print"),
    Picture("register-own"),
    Picture("verifier"),
)


async def shoot(
    browser: Browser,
    product: World,
    places: Places,
    pictures: Iterable[Picture],
    folder: Path,
    more: Iterable[Shown] = (),
) -> None:
    """Writes each picture as `<folder>/<name>.png`. `more`: pages beside those of the gallery."""
    pages = {shown.name: shown for shown in (*PAGES, *more)}
    sessions: dict[str, StorageState] = {}
    for picture in pictures:
        shown = pages[picture.page]
        if shown.account and shown.account not in sessions:
            sessions[shown.account] = await sign_in(browser, product, shown.account)
        state = sessions.get(shown.account) if shown.account else None
        await _photo(browser, product, places, picture, shown, state, folder / f"{picture.name}.png")


async def _photo(
    browser: Browser,
    product: World,
    places: Places,
    picture: Picture,
    shown: Shown,
    state: StorageState | None,
    to: Path,
) -> None:
    context = await browser.new_context(
        service_workers="block",
        viewport={"width": picture.width, "height": 740 if picture.width == PHONE else 720},
        locale={"ru": "ru-RU", "en": "en-GB"}[picture.language],
        timezone_id="Europe/Moscow",
        color_scheme="dark" if picture.scheme == "dark" else "light",
        storage_state=state,
        device_scale_factor=2 if picture.width == PHONE else 1,
    )
    page = await context.new_page()
    await shown.open(page, product.origin, places)
    await page.screenshot(full_page=picture.whole, path=to)
    await context.close()


def compress(png: bytes, target: Path) -> None:
    """A palette of as many colours as fit below `LARGEST` bytes. Raises ValueError where none does."""
    image = Image.open(BytesIO(png)).convert("RGB")
    for colours in (128, 64, 32):
        image.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size < LARGEST:
            return
    raise ValueError(f"{target.name} is too large")


async def main(*, everything: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with world(Path(folder) / "product") as product, chromium() as browser:
            places = await furnish(product)
            if everything:
                wanted = [
                    Picture(one.name, language, width, whole=True)
                    for one in PAGES
                    for language in ("ru", "en")
                    for width in (PHONE, DESKTOP)
                ]
                await shoot(browser, product, places, wanted, SCREENSHOTS)
                return
            wanted = [*README, *GUIDES] if "--guides" not in sys.argv else [*GUIDES]
            handed_out = await hand_out(product)
            await shoot(browser, product, places, wanted, SCREENSHOTS, handed_out.pages)
    DOCS.mkdir(parents=True, exist_ok=True)
    for picture in wanted:
        compress((SCREENSHOTS / f"{picture.name}.png").read_bytes(), DOCS / f"{picture.name}.png")


if __name__ == "__main__":
    asyncio.run(main(everything="--all" in sys.argv))
