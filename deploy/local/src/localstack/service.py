"""One service of the product: its API and its worker, as processes of their own."""

import asyncio
import sys
from collections.abc import Mapping
from typing import Final

from localstack import ports
from localstack.folders import LOCAL
from localstack.http_ready import answers
from localstack.layout import Layout
from localstack.oidc import AUDIENCE, CLIENT
from localstack.processes import Process

SERVICES: Final = ("competitions", "certificates", "notifications")


class Service:
    def __init__(
        self, name: str, layout: Layout, mongo_url: str, kafka_bootstrap: str, process: type[Process] = Process
    ) -> None:
        self.name = name
        self._process = process
        self._port: int = getattr(layout.ports, name)
        self._worker_port: int = getattr(layout.ports, f"{name}_worker")
        backbone = {"MONGO_URL": mongo_url, "KAFKA_BOOTSTRAP": kafka_bootstrap}
        settings = {**self._own(), **backbone, **_common(layout), **_special(name, layout)}
        env = self._env = {f"{name}_{key}".upper(): value for key, value in settings.items()}
        self._others = 0
        self._port_of: dict[Process, int] = {}
        self.api = process(f"{name} api", self._command("api"), layout.logs / f"{name}-api.log", env)
        self.worker = process(f"{name} worker", self._command("worker"), layout.logs / f"{name}-worker.log", env)

    @property
    def processes(self) -> list[Process]:
        return [self.api, self.worker]

    async def start(self) -> None:
        await asyncio.gather(self.start_api(), self.start_worker())

    async def start_api(self) -> None:
        self.api.start()
        await self.api.until(answers(f"http://{ports.LOOPBACK}:{self._port}/readyz"))

    async def start_worker(self) -> None:
        await _start(self.worker, self._worker_port)

    async def one_more_worker(self) -> Process:
        """Beside the first: whoever asked for it ends it, and starts it again with `start_again`."""
        [port] = ports.free(1)
        self._others += 1
        name = f"{self.name} worker {1 + self._others}"
        env = {**self._env, f"{self.name}_worker_port".upper(): str(port)}
        worker = self._process(name, self._command("worker"), self.worker.log.with_stem(name.replace(" ", "-")), env)
        self._port_of[worker] = port
        await self.start_again(worker)
        return worker

    async def start_again(self, worker: Process) -> None:
        await _start(worker, self._port_of.get(worker, self._worker_port))

    async def stop(self) -> None:
        await asyncio.gather(self.api.stop(), self.worker.stop())

    def _command(self, what: str) -> list[str]:
        return [sys.executable, "-m", self.name, what]

    def _own(self) -> dict[str, str]:
        return {
            "HOST": ports.LOOPBACK,
            "PORT": str(self._port),
            "WORKER_PORT": str(self._worker_port),
            "MONGO_DATABASE": self.name,
        }


async def _start(worker: Process, port: int) -> None:
    worker.start()
    await worker.until(answers(f"http://{ports.LOOPBACK}:{port}/readyz"))


def _common(layout: Layout) -> Mapping[str, str]:
    return {
        "ENVIRONMENT": "local",
        "PUBLIC_URL": layout.public_url,
        "OIDC_ISSUER": layout.sign_in_url,
        "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET": layout.secrets.client,
        "OIDC_AUDIENCE": AUDIENCE,
        "SESSION_SECRET": layout.secrets.session,
    }


def _special(name: str, layout: Layout) -> Mapping[str, str]:
    """What only one service has."""
    special = {
        "competitions": {
            "LINK_SECRET": layout.secrets.link,
            "SCAN_SECRET": layout.secrets.scan,
            "NEEDS_SECRET": layout.secrets.needs,
            "SCHEDULE_WAIT_SECONDS": "1",
            "RULESETS": str(LOCAL / "rulesets"),
            "CONSENTS_GRACE_SECONDS": "4",
        },
        "certificates": {"KEY_PASSPHRASE": layout.secrets.key_passphrase},
        "notifications": {
            "SMTP_HOST": ports.LOOPBACK,
            "SMTP_PORT": str(layout.ports.smtp),
            "SMTP_SECURITY": "none",
            "SENDER_ADDRESS": "noreply@skillproof.example",
            "LETTERS_WAIT_SECONDS": "1",
            "UNSUBSCRIBE_SECRET": layout.secrets.unsubscribe,
            "LINK_SECRET": layout.secrets.link,
        },
    }
    return special.get(name, {})
