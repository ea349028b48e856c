"""Caddy: one address in front of the three services, by the same routes file as in compose."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from localstack import ports
from localstack.folders import CHECKOUT
from localstack.layout import Layout
from localstack.processes import Process

BINARY: Final = Path(sys.executable).with_name("caddy")
ROUTES: Final = CHECKOUT / "deploy" / "Caddyfile"
ERRORS: Final = CHECKOUT / "deploy" / "errors"
"""The pages that Caddy answers with where no service does."""


class Caddy:
    name = "caddy"

    def __init__(self, layout: Layout) -> None:
        at = layout.ports
        self._port = at.front
        env = {
            "ADDRESS": f"http://:{at.front}",
            "BIND": ports.LOOPBACK,
            "ACCESS_LOG": f"file {layout.access_log}",
            "PUBLIC_URL": layout.public_url,
            "ERRORS": str(ERRORS),
            "COMPETITIONS": f"{ports.LOOPBACK}:{at.competitions}",
            "CERTIFICATES": f"{ports.LOOPBACK}:{at.certificates}",
            "NOTIFICATIONS": f"{ports.LOOPBACK}:{at.notifications}",
            "XDG_DATA_HOME": str(layout.folder / "caddy"),
            "XDG_CONFIG_HOME": str(layout.folder / "caddy"),
        }
        command = [str(BINARY), "run", "--config", str(ROUTES), "--adapter", "caddyfile"]
        self._process = Process("caddy", command, layout.logs / "caddy.log", env)

    @property
    def version(self) -> str:
        """Such as "Caddy 2.11.7"."""
        told = subprocess.run([BINARY, "version"], capture_output=True, text=True, check=True).stdout
        return f"Caddy {told.split()[0].removeprefix('v')}"

    @property
    def processes(self) -> list[Process]:
        return [self._process]

    async def start(self) -> None:
        self._process.start()
        await self._process.until(self._listens)

    async def stop(self) -> None:
        await self._process.stop()

    async def _listens(self) -> bool:
        return ports.answers(self._port)
