"""Somebody new is invited, registers and may do it; it is ended, and gone everywhere. A program is let in by the guide's own commands."""

import asyncio
import json
import os
import re
import shutil
import subprocess
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.async_api import expect
from tests.browser.checks import violations
from tests.browser.conftest import OpenContext
from tests.browser.steps import SCREENS, clean, opened
from tests.browser.world import World

from client import duties
from client.caller import COMPETITIONS
from client.waiting import until
from demo.people import OFFICER, ORGANISER
from shared.identity import links

GUIDE = Path(__file__).parents[3] / "docs" / "guides" / "organisers.md"


async def last_offer(product: World) -> str:
    """Where the link leads in the letter of the newest invitation."""
    roster = await (await product.caller(OFFICER)).get(f"{COMPETITIONS}/access")
    newest = max((one for one in roster["duties"] if not one["ended_at"]), key=lambda one: str(one["given_at"]))
    secret = product.stack.layout.secrets.link.encode()
    return f"/invitation/{links.token('invitation', UUID(newest['id']), secret)}"


@SCREENS
async def test_an_officer_is_invited_registers_and_is_let_out(
    device: OpenContext, product: World, width: int, language: str
) -> None:
    officer, watch = await opened(await device(width, language, OFFICER), f"{product.origin}/access")
    invitation = officer.locator('form[action="/access/invitations"]')
    for name, value in (
        ("family_name", "Новенькая"),
        ("given_name", "Проба"),
        ("email", f"new-{width}-{language}@example.org"),
    ):
        await invitation.locator(f'[name="{name}"]').fill(value)
    await invitation.locator("button").click()
    row = officer.locator("main table tr", has_text="Новенькая")
    await expect(row).to_have_count(1)
    await clean(officer, watch)

    somebody, watch = await opened(await device(width, language), product.origin + await last_offer(product))
    await clean(somebody, watch)
    await somebody.locator('main a[href^="/sign-in"]').click()
    await somebody.locator('[name="name"]').fill("Новенькая Проба")
    await somebody.locator("form button").click()
    await somebody.wait_for_url(f"{product.origin}/invitation/*")
    register = f"{product.origin}/api/certificates/v1/register?year=2026"
    assert (await somebody.request.get(register)).status == 403
    await somebody.locator("main form button.primary").click()
    await expect(somebody.locator(".banner.good")).to_be_visible()
    assert await violations(somebody) == []

    async def is_let_in() -> bool:
        return (await somebody.request.get(register)).ok

    await until(is_let_in, "the other service has heard of the duty")
    await officer.reload()
    await row.locator("button").click()
    await expect(officer.locator("main table tr", has_text="Новенькая")).to_have_count(0)

    async def is_let_out() -> bool:
        return (await somebody.request.get(register)).status == 403

    await until(is_let_out, "the other service has heard of its end")


async def test_an_invitation_that_reaches_nobody_says_so_beside_it(device: OpenContext, product: World) -> None:
    officer, watch = await opened(await device(360, "ru", OFFICER), f"{product.origin}/access")
    invitation = officer.locator('form[action="/access/invitations"]')
    for name, value in (("family_name", "Опечаткина"), ("given_name", "Проба"), ("email", "опечатка@example.org")):
        await invitation.locator(f'[name="{name}"]').fill(value)
    async with officer.expect_navigation():
        await invitation.locator("button").click()
    said = officer.locator("main table tr", has_text="Опечаткина").get_by_text("Письмо не доставлено")

    async def is_said() -> bool:
        await officer.reload(wait_until="networkidle")
        return await said.is_visible()

    await until(is_said, "the letter has come to its end")
    await clean(officer, watch)
    others = officer.locator("main table tr", has_not_text="Опечаткина").get_by_text("Письмо не доставлено")
    assert not any([await one.is_visible() for one in await others.all()])


@pytest.mark.skipif(shutil.which("curl") is None, reason="the guide's commands need curl")
async def test_a_program_gets_its_token_as_the_guide_says(product: World) -> None:
    organiser = await product.caller(ORGANISER)
    [commands] = re.findall(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    layout = product.stack.layout
    env = {**os.environ, "SITE": layout.public_url, "SIGN_IN": layout.sign_in_url}

    async def asked() -> dict[str, Any]:
        run = partial(subprocess.run, ["bash", "-c", commands], env=env, capture_output=True, check=True, timeout=60)
        found: dict[str, Any] = json.loads((await asyncio.to_thread(run)).stdout)
        return found

    async def is_let_in() -> bool:
        return "items" in await asked()

    async def is_let_out() -> bool:
        return (await asked()).get("status") == 403

    assert await is_let_out()
    duty = await duties.admit(organiser, "organiser", "Расписание", "program-1")
    await until(is_let_in, "it is let in")
    await organiser.delete(f"{COMPETITIONS}/access/{duty}")
    await until(is_let_out, "it is let out")
