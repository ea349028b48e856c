"""The verifier's page in a real Chromium: lists, files, and the camera. Its service stands alone: no other is asked."""

import io
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Final
from urllib.parse import unquote
from uuid import UUID

import openpyxl
import pytest
from fastapi import FastAPI
from PIL import Image
from playwright.async_api import Browser, BrowserContext, FilePayload, Page, expect
from tests.browser import checks
from tests.browser.steps import tab_to
from tests.certificates.playing import Play
from tests.certificates.verifying.applicants import LONG, applicants, form
from tests.endurance.sizes import FULL
from tests.serving import serving

Opened = Callable[..., Awaitable[tuple[Page, checks.Watch]]]
VALID: Final = "Сертификат действителен"
LOCALES: Final = {"ru": "ru-RU", "en": "en-GB"}
DROP: Final = """([name, type, content]) => {
  const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name, { type }));
  for (const kind of ["dragenter", "dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
}"""
PASTE: Final = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const field = document.getElementById("text");
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
CAMERA: Final = """
navigator.mediaDevices.getUserMedia = async () => {
  const image = new Image();
  image.src = "data:image/png;base64,%s";
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [1280, 960];
  const drawing = canvas.getContext("2d");
  const draw = () => {
    drawing.fillStyle = "gray";
    drawing.fillRect(0, 0, 1280, 960);
    drawing.drawImage(image, 300, 150, 660, 660);
    requestAnimationFrame(draw);
  };
  draw();
  const stream = canvas.captureStream(10);
  window.track = stream.getTracks()[0];
  return stream;
};
"""
"""A camera that looks at a code."""


@pytest.fixture
async def opened(api: FastAPI, browser: Browser) -> AsyncIterator[Opened]:
    """`await opened(width=360, language="ru", script="", **options)`: the verifier's page, and the watch over it."""
    contexts: list[BrowserContext] = []
    async with serving(api, lifespan="off") as server:
        host = f"127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"

        async def open_page(
            width: int = 360, language: str = "ru", script: str = "", **options: Any
        ) -> tuple[Page, checks.Watch]:
            size: Any = {"width": width, "height": 800}
            contexts.append(
                await browser.new_context(
                    **{"viewport": size, "locale": LOCALES[language], "service_workers": "block", **options}
                )
            )
            if script:
                await contexts[-1].add_init_script(script)
            page, watch = await contexts[-1].new_page(), checks.Watch(host)
            watch.attach(page)
            await page.goto(f"http://{host}/v")
            return page, watch

        yield open_page
        for context in contexts:
            await context.close()


@pytest.fixture
async def held(play: Play) -> UUID:
    """A certificate whose holder has a name as long as names are."""
    await play.issuer()
    return await play.certificate(**LONG)


async def clean(page: Page, watch: checks.Watch) -> None:
    assert await checks.violations(page) == []
    assert await checks.overflowing(page) == []
    assert await checks.small_text(page) == []
    assert await checks.sideways(page) == 0
    assert watch.faults == []


DESKTOP: Final = pytest.param(1280, "en", "dark", marks=pytest.mark.endurance)


@pytest.mark.parametrize(("width", "language", "scheme"), [(360, "ru", "light"), *([DESKTOP] if FULL else ())])
async def test_thirty_applicants_are_checked_by_the_keyboard_alone(
    opened: Opened, play: Play, width: int, language: str, scheme: str
) -> None:
    who = await applicants(play)
    page, watch = await opened(width, language, color_scheme=scheme)
    await page.evaluate(PASTE, who.pasted)
    await expect(page.locator("#list")).to_have_value(who.pasted)
    await clean(page, watch)
    await tab_to(page, page.locator("#many button[type=submit]"))
    await page.keyboard.press("Enter")
    await expect(page.locator(".case")).to_have_text(
        {"ru": "Действительны 22 из 30", "en": "22 of 30 are valid"}[language]
    )
    seen = await page.locator("caption").first.evaluate("e => e.getBoundingClientRect().right - innerWidth")
    assert seen <= 0, "where and when it was checked is read without moving the table"
    assert await page.locator("#answers tbody tr").count() == 30
    await expect(page.locator("#answers")).to_contain_text(LONG["family_name"])
    await clean(page, watch)
    assert await checks.walk(page) == []
    await _sorted(page)
    await _downloaded(page)
    await page.emulate_media(media="print")
    await expect(page.locator("#print")).to_be_hidden()
    await expect(page.locator("#answers thead th").first).to_be_visible()


async def _sorted(page: Page) -> None:
    """By the answer, what is bad first; back by what was presented."""
    answer = page.locator("#answers thead button").nth(1)
    await tab_to(page, answer)
    await page.keyboard.press("Enter")
    await expect(page.locator("#answers th[aria-sort=ascending]")).to_have_count(1)
    assert "bad" in (await page.locator("#answers tbody tr .state").first.get_attribute("class") or "")
    await page.keyboard.press("Enter")
    await expect(page.locator("#answers tbody tr .state").first).to_have_class("state good")
    await page.locator("#answers thead button").first.click()
    numbers = await page.locator("#answers tbody th").evaluate_all("all => all.map((each) => +each.dataset.value)")
    assert numbers == [*range(1, 31)]


async def _downloaded(page: Page) -> None:
    link = await page.locator("a[download]").get_attribute("href") or ""
    sheet = openpyxl.load_workbook(io.BytesIO(b64decode(unquote(link.partition(",")[2])))).active
    assert sheet is not None
    assert (sheet.max_row, sheet.cell(4, 9).value) == (32, " ".join(LONG.values()))


async def test_a_dropped_picture_is_read_here_and_sent_nowhere_and_a_pdf_is_checked_by_the_server(
    opened: Opened, play: Play, held: UUID
) -> None:
    page, watch = await opened()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    picture = b64encode(await form(play, held, "png")).decode()
    await page.evaluate(DROP, ["code.png", "image/png", picture])
    await expect(page.locator(".case")).to_have_text(VALID)
    await expect(page.locator("#answer")).to_contain_text(LONG["family_name"])
    await expect(page.locator("#answer")).to_be_focused()
    await expect(page.locator("#answer a[href='/issuers/region-47']")).to_have_text("Центр навыков")
    assert "POST" not in sent
    pdf = b64encode(await form(play, held, "pdf")).decode()
    await page.evaluate(DROP, ["certificate.pdf", "application/pdf", pdf])
    await page.wait_for_url("**/v/list")
    await expect(page.locator("#answer")).to_contain_text(LONG["family_name"])
    assert "POST" in sent
    await clean(page, watch)


async def test_of_many_photographs_the_codes_alone_are_sent(opened: Opened, play: Play, held: UUID) -> None:
    page, watch = await opened()
    sizes: list[int] = []
    page.on("request", lambda request: sizes.append(len(request.post_data_buffer or b"")))
    other = await play.certificate()
    pictures = [await form(play, one, "png") for one in (held, other)]
    chosen = [*pictures, _white()]
    named: list[FilePayload] = [
        {"name": f"{at}.png", "mimeType": "image/png", "buffer": one} for at, one in enumerate(chosen, 1)
    ]
    await page.locator("#files").set_input_files(named)
    await page.locator("#many button[type=submit]").click()
    await expect(page.locator(".case")).to_have_text("Действительны 2 из 3")
    await expect(page.locator("#answers tbody tr").first).to_contain_text("3.png")
    await expect(page.locator("#answers tbody")).to_contain_text("На картинке не видно кода.")
    await expect(page.locator("#answers tbody")).to_contain_text(LONG["family_name"])
    await expect(page.locator("#answers tbody")).to_contain_text("1.png")
    assert max(sizes) < len(_white()) + 4000
    await clean(page, watch)


async def test_what_was_read_stays_read_over_a_refusal(opened: Opened, play: Play, held: UUID) -> None:
    page, _watch = await opened()
    other = await play.certificate()
    named: list[FilePayload] = [
        {"name": f"{at}.png", "mimeType": "image/png", "buffer": await form(play, one, "png")}
        for at, one in enumerate((held, other), 1)
    ]
    unread: FilePayload = {"name": "a.bin", "mimeType": "", "buffer": b"PK"}
    await page.locator("#files").set_input_files([*named, unread])
    await page.locator("#list").fill("\n".join(["47-2026-000001"] * 1001))
    await page.locator("#many button[type=submit]").click()
    await expect(page.locator("#read")).to_contain_text("1.png, 2.png")
    await expect(page.locator("#many")).to_contain_text("Выберите эти файлы снова: a.bin.")
    await expect(page.locator("#read a")).to_have_attribute("href", "/v")
    assert (await checks.violations(page), await checks.sideways(page)) == ([], 0)
    await page.locator("#list").fill("")
    await page.locator("#files").set_input_files([named[0]])
    await page.locator("#many button[type=submit]").click()
    await expect(page.locator(".case")).to_have_text("Действительны 2 из 2")


def _white() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (300, 300), "white").save(target, "PNG")
    return target.getvalue()


async def test_without_scripts_a_file_is_checked_too(opened: Opened, play: Play, held: UUID) -> None:
    page, _ = await opened(java_script_enabled=False)
    picture = await form(play, held, "png")
    await page.locator("#files").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": picture})
    await page.locator("#many button[type=submit]").click()
    await expect(page.locator("#answer .case")).to_have_text(VALID)
    await page.goto(page.url.removesuffix("/list"))
    await page.locator("#files").set_input_files({"name": "a.bin", "mimeType": "image/png", "buffer": b"\0\1"})
    await page.locator("#many button[type=submit]").click()
    await expect(page.locator(".error-summary")).to_contain_text("a.bin: Файлы этого вида здесь не читаются.")


async def test_the_camera_reads_a_code_in_the_page_and_ends(opened: Opened, play: Play, held: UUID) -> None:
    picture = b64encode(await form(play, held, "png")).decode()
    page, watch = await opened(script=CAMERA % picture)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    assert not any("zxing" in url for url in loaded), "the reader comes only when it is asked for"
    await tab_to(page, page.locator("#camera-start"))
    await page.keyboard.press("Enter")
    await expect(page.locator("#answer .case")).to_have_text(VALID)
    await expect(page.locator("#camera")).to_be_hidden()
    assert await page.evaluate("window.track.readyState") == "ended"
    assert any("zxing_reader.wasm" in url for url in loaded)
    await clean(page, watch)


async def test_a_camera_that_was_used_once_reads_codes_without_a_network_too(
    opened: Opened, play: Play, held: UUID
) -> None:
    picture = b64encode(await form(play, held, "png")).decode()
    page, _ = await opened(script=CAMERA % picture, service_workers="allow")
    await page.locator("html[data-cached=true]").wait_for()
    for is_offline in (False, True):
        await page.context.set_offline(is_offline)
        await page.goto(page.url.partition("#")[0])
        await page.locator("#camera-start").click()
        await expect(page.locator("#answer .case")).to_have_text(VALID)


@pytest.mark.parametrize(
    ("error", "words"),
    [("NotAllowedError", "Камера не разрешена."), ("NotFoundError", "У этого устройства нет камеры.")],
)
async def test_whoever_has_no_camera_reads_what_to_do_instead(opened: Opened, error: str, words: str) -> None:
    refuse = f"navigator.mediaDevices.getUserMedia = async () => {{ throw new DOMException('', '{error}'); }};"
    page, watch = await opened(script=refuse)
    await page.locator("#camera-start").click()
    await expect(page.locator("#camera [role=status]")).to_contain_text(words)
    await expect(page.locator("#camera-start")).to_be_focused()
    await clean(page, watch)
