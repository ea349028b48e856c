"""What every page is held to, whoever wrote it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Error, Page, Request

from localstack.folders import CHECKOUT

T = TypeVar("T")

LOOKS: Final = 20

AXE: Final = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN: Final = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"


@cache
def _axe() -> str:
    return f"() => {{ {AXE.read_text(encoding='utf-8')} }}"


async def violations(page: Page) -> list[str]:
    """What axe-core finds, one line a rule and element. It gets in by the debugger, past the page's policy, which stays as it is."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(_axe())
    found: dict[str, Any] = await page.evaluate(RUN, TAGS)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


OVERFLOWING: Final = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const inFrame = e => { for (let p = e.parentElement; p; p = p.parentElement)
    if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(p).overflowX)) return true; return false; };
  return [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > width + 0.5 && !inFrame(e))
    .map(e => `${e.tagName}.${e.className.baseVal ?? e.className}: ${e.textContent.trim().slice(0, 40)}`);
}"""


async def _drawn(look: Callable[[], Awaitable[T]]) -> T:
    """What is found when the page is drawn: what a new size calls for in scripts comes with the next frame, before anybody sees it."""
    for _ in range(LOOKS):
        if not (found := await look()):
            break
        await asyncio.sleep(0.05)
    return found


async def overflowing(page: Page) -> list[str]:
    """The elements that make the page scroll sideways."""
    found: list[str] = await _drawn(partial(page.evaluate, OVERFLOWING))
    return found


SIDEWAYS: Final = """() => {
  for (const part of document.querySelectorAll('details')) part.open = true;
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}"""


async def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its screen, with everything open that can be opened."""
    found: int = await _drawn(partial(page.evaluate, SIDEWAYS))
    return found


SMALL_TEXT: Final = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim()) continue;
    const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
    if (size < 14) found.push(`${size}px: ${node.data.trim().slice(0, 40)}`);
  }
  return found;
}"""


async def small_text(page: Page) -> list[str]:
    """Text below 14 px."""
    found: list[str] = await page.evaluate(SMALL_TEXT)
    return found


UNSEEN_FOCUS: Final = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const name = `${e.tagName}#${e.id} ${(e.textContent || e.name || '').trim().slice(0, 30)}`;
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  // A field for days has a stop for each of its parts.
  const stays = globalThis.focusedBefore === e && !['date', 'datetime-local'].includes(e.type);
  globalThis.focusedBefore = e;
  return {name, stays, seen: ring && inside && box.width > 0};
}"""


async def walk(page: Page, steps: int = 80) -> list[str]:
    """Tabs through the page and returns the places where the focus could not be seen. Raises AssertionError for a trap."""
    unseen: list[str] = []
    await page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
    for _ in range(steps):
        await page.keyboard.press("Tab")
        at: dict[str, Any] | None = await page.evaluate(UNSEEN_FOCUS)
        if at is None:
            return unseen
        assert not at["stays"], f"the focus stays on {at['name']}"
        if not at["seen"]:
            unseen.append(at["name"])
    return unseen


async def first_stop(page: Page) -> str | None:
    """The class of what the first Tab reaches: the way past the navigation. None where the page itself has set the focus."""
    if not await page.evaluate("document.activeElement === document.body"):
        return None
    await page.keyboard.press("Tab")
    found: str = await page.evaluate("document.activeElement.className")
    return found


@dataclass
class Watch:
    """Collects what a page must never do: break the policy, complain, fail, or ask another host."""

    host: str
    faults: list[str] = field(default_factory=list)
    expected: Sequence[str] = ()
    """Parts of console lines that the test provokes, such as the 404 that it asks for."""

    def attach(self, page: Page) -> None:
        for event, hears in self._hears():
            page.on(event, hears)

    @contextmanager
    def attached(self, page: Page) -> Iterator[None]:
        """For a tab that has other pages before and after."""
        self.attach(page)
        yield
        for event, hears in self._hears():
            page.remove_listener(event, hears)

    def _hears(self) -> Iterator[tuple[Any, Any]]:
        yield from (("console", self._console), ("pageerror", self._error), ("request", self._request))

    def _error(self, error: Error) -> None:
        self.faults.append(f"error: {error}")

    def _console(self, message: ConsoleMessage) -> None:
        known = (*self.expected, "Service Worker registration blocked")
        if message.type in {"error", "warning"} and not any(part in message.text for part in known):
            self.faults.append(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc != self.host:
            self.faults.append(f"another host: {parts.netloc}")


async def settled(page: Page) -> None:
    """The page is drawn with its own face."""
    await page.wait_for_load_state("load")
    await asyncio.wait_for(page.evaluate("document.fonts.ready.then(() => true)"), 10)
