"""Cards of own devices and measurements that wait for a second expert, on every screen: as `tests/browser` holds all other pages."""

from itertools import product
from typing import Any, Final

from playwright.async_api import expect
from tests.browser import checks
from tests.competitions.judging.test_cards import lay_as, on_own_devices
from tests.competitions.judging.test_confirming import twice
from tests.competitions.pages.conftest import OpenPage
from tests.competitions.playing import Play
from tests.endurance.sizes import FULL

__all__ = ["twice"]
ONE: Final[dict[str, Any]] = {"account": "one", "roles": ["expert"]}
WAYS: Final[Any] = (("ru", "dark"), ("en", "light"))
SCREENS: Final = (1280, 768, 640, 360, 320)
"""640 and 320 are a desktop at 200 % and 400 %."""
SIGNS: Final = """() => [...document.querySelectorAll(".cells button[data-state]:not([data-state='empty'])")].map((cell) => {
  const sign = getComputedStyle(cell, "::before");
  const isDrawn = [sign.backgroundImage, sign.maskImage].some((one) => one && one !== "none");
  return [cell.dataset.state, isDrawn && parseFloat(sign.width) > 0];
})"""


async def begin(play: Play) -> dict[str, str]:
    """The pages: of A1 with an own card and others', of B1 with measurements of a colleague; each as grid and as form."""
    sheet = await on_own_devices(play)
    for account, name in (("one", "Бетин"), ("two", "Бетин"), ("two", "Гаммин")):
        await lay_as(play, account, 2, name)
    for name in ("Альфин", "Бетин"):
        await play.mark(name, "B1.01", {"measurement": "4"}, "three")
    marking = f"/skills/{play.skill}/marking"
    return {
        "cards in the grid": f"{marking}/A1/grid",
        "cards on a form": f"/sheets/{sheet}",
        "unconfirmed in the grid": f"{marking}/B1/grid",
        "unconfirmed on a form": f"/sheets/{await play.sheet('Бетин', 'B1')}",
    }


async def test_states_are_clean_for_axe_and_fit_every_screen(twice: Play, open_page: OpenPage) -> None:
    """In Russian and dark or in English and light, by turns; in `make endurance` both."""
    play, page = twice, await open_page("/", **ONE)
    pages = list((await begin(play)).items())
    for number, ((name, path), (language, scheme)) in enumerate(product(pages, WAYS)):
        if not FULL and number % 4 not in {0, 3}:
            continue
        await page.set_viewport_size({"width": 1280, "height": 900})
        await page.emulate_media(color_scheme=scheme)
        await page.goto(f"{page.url.partition('/skills')[0].partition('/sheets')[0].rstrip('/')}{path}?lang={language}")
        if "grid" in name:
            await expect(page.locator("#unsent-here:not(:empty)")).to_be_attached()
        await checks.settled(page)
        assert await page.get_attribute("html", "lang") == language
        assert await checks.violations(page) == [], name
        assert await checks.small_text(page) == [], name
        for screen in SCREENS:
            await page.set_viewport_size({"width": screen, "height": 900})
            assert await checks.overflowing(page) == [], (name, screen)
            assert await checks.sideways(page) == 0, (name, screen)
        await page.set_viewport_size({"width": 1280, "height": 900})
        await page.emulate_media(forced_colors="active")
        signs = await page.evaluate(SIGNS)
        assert all(is_drawn for _, is_drawn in signs), (name, signs)
        if "grid" in name:
            assert {state for state, _ in signs} == ({"waiting", "begun"} if "cards" in name else {"unconfirmed"})
        await page.emulate_media(forced_colors="none")
