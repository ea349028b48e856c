"""A real browser takes the cookies of an https origin, and keeps what it is given whatever the token holds."""

import ipaddress
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from playwright.async_api import Browser
from tests.browser.chromium import chromium
from tests.serving import serving
from tests.shared.identity.strange_issuer import StrangeIssuer
from tests.shared.identity.test_sign_in import EVERY_LETTER_FOUR_BYTES, FOREIGN, KEYCLOAKS
from tests.shared.identity.visiting import GALLERY, service

from localstack import ports
from shared.settings import ServiceSettings


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


def certified(folder: Path) -> tuple[Path, Path]:
    """A certificate of its own for the loopback, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    signed = made.add_extension(names, critical=False).sign(key, hashes.SHA256())
    certificate.write_bytes(signed.public_bytes(Encoding.PEM))
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate, secret


@pytest.fixture
async def origin(strange: StrangeIssuer, settings: ServiceSettings, tmp_path: Path) -> AsyncIterator[str]:
    port = ports.free(1)[0]
    origin = f"https://localhost:{port}"
    given = settings.model_copy(update={"oidc_issuer": strange.url, "public_url": origin})
    certificate, key = certified(tmp_path)
    async with serving(service(given), port, ssl_certfile=certificate, ssl_keyfile=key):
        yield origin


async def test_a_browser_keeps_the_largest_session_over_https_and_gives_it_back(
    browser: Browser, origin: str, strange: StrangeIssuer
) -> None:
    context = await browser.new_context(ignore_https_errors=True, locale="en-GB")
    page = await context.new_page()
    await page.goto(f"{origin}/sign-in?to={GALLERY}")
    assert page.url.startswith(strange.url)
    asked = {name: value for name, (value,) in parse_qs(urlsplit(page.url).query).items()}
    # With a name and a refresh token that fill the cookie up to its limit.
    held: dict[str, Any] = {
        "roles": ["organiser", *FOREIGN],
        "name": EVERY_LETTER_FOUR_BYTES,
        "organisation": "область" * 14,
    }
    strange.answer = (
        200,
        {
            "access_token": strange.token("anna", **held),
            "id_token": strange.token("anna", aud=asked["client_id"], nonce=asked["nonce"]),
            "refresh_token": KEYCLOAKS * 3,
        },
    )
    await page.goto(f"{origin}/sign-in/callback?code=c&state={asked['state']}")
    assert page.url == origin + GALLERY
    kept = {one["name"]: one for one in await context.cookies()}
    assert set(kept) == {"__Host-session", "__Host-turn"}
    assert all(one["secure"] and one["httpOnly"] and one["domain"] == "localhost" for one in kept.values())
    assert len(kept["__Host-session"]["value"]) > 3500
    await page.reload()
    assert await page.locator("body").inner_text() == '"a page"'
    await context.close()
