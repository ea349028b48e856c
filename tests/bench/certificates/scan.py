"""The first scan on a slow phone, through the gateway: time to the answer, bytes, and whether anything jumps."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from statistics import median
from typing import Any, Final

import httpx2
from playwright.async_api import Browser
from tests.bench.sides import Ground, ground
from tests.browser.chromium import chromium
from tests.certificates.playing import API, Play
from tests.serving import serving
from tests.settings import settings_of

from certificates.asgi import api as make_api
from certificates.settings import Settings
from localstack import ports
from localstack.caddy import BINARY, ERRORS, ROUTES
from localstack.http_ready import answers
from localstack.processes import Process

SCANS: Final = 7
SLOWER: Final = 4
BYTES_A_SECOND: Final = 1.6e6 / 8
LATENCY: Final = 150
MOST_KB: Final = 80
PHONE: Final[dict[str, Any]] = {
    "viewport": {"width": 360, "height": 740},
    "locale": "ru-RU",
    "service_workers": "block",
}
ANSWERED: Final = """new Promise((done) => {
  const look = () => {
    const found = document.querySelector(".scanning") ? null : document.querySelector("#answer .facts");
    if (found) done(performance.now()); else requestAnimationFrame(look);
  };
  look();
})"""
SHIFTS: Final = """window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""


@asynccontextmanager
async def _gateway(place: Ground, front: int, behind: int) -> AsyncIterator[None]:
    """The real routes file; the other services are away."""
    home = str(place.folder / "caddy")
    env = {
        "ADDRESS": f"http://:{front}",
        "BIND": ports.LOOPBACK,
        "ACCESS_LOG": f"file {home}.log",
        "PUBLIC_URL": f"http://localhost:{front}",
        "ERRORS": str(ERRORS),
        "XDG_DATA_HOME": home,
        "XDG_CONFIG_HOME": home,
        "CERTIFICATES": f"{ports.LOOPBACK}:{behind}",
        "COMPETITIONS": f"{ports.LOOPBACK}:{behind}",
        "NOTIFICATIONS": f"{ports.LOOPBACK}:{behind}",
    }
    command = [str(BINARY), "run", "--config", str(ROUTES), "--adapter", "caddyfile"]
    process = Process("caddy", command, place.folder / "caddy-process.log", env)
    process.start()
    try:
        await process.until(answers(f"http://{ports.LOOPBACK}:{front}/v"))
        yield
    finally:
        await process.stop()


async def _scan(browser: Browser, address: str) -> tuple[float, float, float]:
    """Milliseconds to the answer, kB without fonts, and the shift of the layout: a phone that was never here."""
    context = await browser.new_context(**PHONE)
    await context.add_init_script(SHIFTS)
    page = await context.new_page()
    devtools = await context.new_cdp_session(page)
    sizes: dict[str, float] = {}
    fonts: set[str] = set()

    def begun(said: dict[str, Any]) -> None:
        if said["type"] == "Font":
            fonts.add(said["requestId"])

    devtools.on("Network.responseReceived", begun)
    devtools.on("Network.loadingFinished", lambda said: sizes.update({said["requestId"]: said["encodedDataLength"]}))
    await devtools.send("Network.enable")
    slow = {
        "offline": False,
        "latency": LATENCY,
        "downloadThroughput": BYTES_A_SECOND,
        "uploadThroughput": BYTES_A_SECOND,
    }
    await devtools.send("Network.emulateNetworkConditions", slow)
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    await page.goto(address, wait_until="commit")
    taken: float = await page.evaluate(ANSWERED)
    await page.wait_for_load_state()
    shifted: float = await page.evaluate("window.shifted")
    await context.close()
    return taken, sum(size for id_, size in sizes.items() if id_ not in fonts) / 1000, shifted


async def measure() -> None:
    front, behind = ports.free(2)
    async with ground() as place:
        settings = settings_of(
            Settings,
            mongo_url=place.mongo_url,
            mongo_database="certificates",
            public_url=f"http://localhost:{front}",
            **place.issuer.settings(),
        )
        made = make_api(settings)
        async with (
            serving(made, port=behind),
            _gateway(place, front, behind),
            httpx2.AsyncClient(base_url=f"http://localhost:{front}", timeout=30) as http,
            chromium() as browser,
        ):
            play = Play(http, made.state.app, place.issuer)
            await play.issuer()
            id_ = await play.certificate()
            code = (await http.get(f"{API}/certificates/{id_}/qr-text", headers=play.officer)).text
            scans = [await _scan(browser, code) for _ in range(SCANS + 1)][1:]
    taken, kilobytes, shifted = (median(each) for each in zip(*scans, strict=True))
    print(
        f"the first scan, CPU / {SLOWER}, 1.6 Mbit/s, {LATENCY} ms: {taken:,.0f} ms to the answer (median of {SCANS}),"
        f" {kilobytes:.0f} kB without fonts (goal <= {MOST_KB}), layout shift {shifted:.3f} (goal < 0.05)"
    )


if __name__ == "__main__":
    asyncio.run(measure())
