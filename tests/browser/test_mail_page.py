"""The page of the demo's e-mails, in a real Chromium."""

from collections.abc import Iterator
from email.header import Header
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect
from tests.browser.checks import overflowing

from localstack import ports
from localstack.mail.mail_page import MailPage
from localstack.mail.smtp import MailSink

NAME = "Подопечная-Переподопечная Снежана-Метелица Многоотчествовна"
LONG = "a" * 60 + "@" + "long." * 12 + "example"


def letter(origin: str) -> bytes:
    html = f'<html><head><title>x</title></head><body><a href="{origin}/2">Open</a></body></html>'
    return (
        f"To: {Header(NAME, 'utf-8', header_name='To').encode()}\r\n <{LONG}>\r\n"
        f"From: x@example.org\r\nSubject: {Header('Выдан ' * 20, 'utf-8', header_name='Subject').encode()}\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/plain\r\n\r\nOpen: {origin}/2?a=1&b={'y' * 200}\r\n"
        f"--b\r\nContent-Type: text/html\r\n\r\n{html}\r\n--b--\r\n"
    ).encode()


@pytest.fixture
def origin(tmp_path: Path) -> Iterator[str]:
    port = ports.free(1)[0]
    origin = f"http://{ports.LOOPBACK}:{port}"
    for number in (1, 2):
        (tmp_path / f"{number:04}.eml").write_bytes(letter(origin))
    sink = MailSink(tmp_path)
    page = MailPage(sink, port)
    for part in (sink, page):
        part.start()
    yield origin
    for part in (page, sink):
        part.stop()


async def test_a_letter_is_read_and_its_links_are_followed_on_a_phone(browser: Browser, origin: str) -> None:
    context = await browser.new_context(viewport={"width": 360, "height": 800})
    page = await context.new_page()
    await page.goto(origin)
    assert await overflowing(page) == []
    await expect(page.get_by_role("cell", name=NAME).first).to_be_visible()
    await page.goto(f"{origin}/1")
    assert await overflowing(page) == []
    await expect(page.get_by_role("cell", name=NAME)).to_be_visible()
    async with context.expect_page() as opened:
        await page.frame_locator("iframe").get_by_role("link", name="Open").click()
    followed = await opened.value
    assert followed.url == f"{origin}/2"
    await expect(followed.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.locator("pre a")).to_have_attribute("href", f"{origin}/2?a=1&b={'y' * 200}")
    await context.close()
