"""What Caddy writes down has no link's end: whoever has one can answer, accept, or switch letters off."""

import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import get_args, get_type_hints
from urllib.parse import quote

import pytest

from localstack.caddy import BINARY, ERRORS, ROUTES
from localstack.ports import LOOPBACK, free
from notifications.domain.deliveries import Link

TOKEN = "O8HYVpw1Ifr_s1G1bjgojZTiH1eLIEKFrzxyLc74sG4"
LINKS = (*get_args(get_type_hints(Link)["use"]), "calendar", "inbox/unsubscribe")
"""Those in messages, that of calendar programs, and that of the foot of letters."""
TAILS = ("", "/withdrawal", ".ics", "?lang=en")


@pytest.fixture
def caddy(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """In front of services that are away, so that there are errors, too. Its port, and the folder of what it writes."""
    port, away = free(2)
    env = {
        "ADDRESS": f"http://:{port}",
        "BIND": LOOPBACK,
        "ACCESS_LOG": f"file {tmp_path / 'access.log'}",
        "PUBLIC_URL": f"http://localhost:{port}",
        "ERRORS": str(ERRORS),
        **dict.fromkeys(("COMPETITIONS", "CERTIFICATES", "NOTIFICATIONS"), f"{LOOPBACK}:{away}"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }
    with (tmp_path / "errors.log").open("wb") as said:
        command = [str(BINARY), "run", "--config", str(ROUTES), "--adapter", "caddyfile"]
        process = subprocess.Popen(command, env=env, stdout=said, stderr=said)
        try:
            _listening(port)
            yield port, tmp_path
        finally:
            process.terminate()
            process.wait(20)


def _listening(port: int) -> None:
    deadline = time.monotonic() + 30
    while True:
        with socket.socket() as tried:
            if tried.connect_ex((LOOPBACK, port)) == 0:
                return
        assert time.monotonic() < deadline, "Caddy does not listen"
        time.sleep(0.05)


def _ask(port: int, path: str, method: str = "GET", **headers: str) -> None:
    connection = HTTPConnection(LOOPBACK, port, timeout=20)
    connection.request(method, path, headers=headers)
    connection.getresponse().read()
    connection.close()


def test_no_end_of_a_link_is_written_down(caddy: tuple[int, Path]) -> None:
    port, folder = caddy
    paths = [f"/{link}/{TOKEN}{tail}" for link in LINKS for tail in TAILS]
    for path in paths:
        _ask(port, path, Referer=f"http://localhost{path}")
        _ask(port, path, "POST")
    for to in (f"/invitation/{TOKEN}", quote(f"/consent/{TOKEN}", safe="")):
        _ask(port, f"/sign-in?to={to}")
    _ask(port, "/championships?marker=written-down", Authorization=f"Bearer {TOKEN}", Cookie=f"session={TOKEN}")
    access = _complete(folder / "access.log")
    assert "written-down" in access
    written = {"access.log": access, "errors.log": (folder / "errors.log").read_text(encoding="utf-8")}
    for name, text in written.items():
        assert TOKEN not in text, (name, next(line for line in text.splitlines() if TOKEN in line))


def _complete(file: Path) -> str:
    """With what was asked last: Caddy writes a moment later."""
    deadline = time.monotonic() + 20
    while "written-down" not in (text := file.read_text(encoding="utf-8")) and time.monotonic() < deadline:
        time.sleep(0.05)
    return text
