"""The whole product on this machine: backbone, sign-in, mail, three services, one address in front."""

import asyncio
import platform
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final, Protocol, Self

from localstack.backbone import Backbone
from localstack.caddy import Caddy
from localstack.layout import Layout
from localstack.mail.mail_page import MailPage
from localstack.mail.smtp import MailSink
from localstack.oidc import SignIn
from localstack.processes import Process
from localstack.service import SERVICES, Service
from shared.messaging import topics

Tell = Callable[[str], None]


class Part(Protocol):
    name: str

    @property
    def processes(self) -> list[Process]: ...
    async def start(self) -> None: ...
    async def stop(self) -> None: ...


class Stack:
    """`async with Stack(layout, people)` starts every part, in parallel where it may, and stops them in order.

    `tell` is called with the name of each part as it becomes ready. `lasts`: what is acknowledged outlives a mongod that is killed.
    `process`: what starts a service's processes.
    """

    def __init__(
        self,
        layout: Layout,
        people: Path,
        tell: Tell = lambda _name: None,
        *,
        lasts: bool = True,
        process: type[Process] = Process,
    ) -> None:
        at = layout.ports
        self.layout: Final = layout
        self.backbone = Backbone.at(layout.folder, at.mongo, at.kafka, at.kafka_controller, lasts=lasts)
        self.sign_in = SignIn(layout, people)
        self.caddy = Caddy(layout)
        self.mail = MailSink(layout.mail, at.smtp)
        self._mail_page = MailPage(self.mail, at.mail_page)
        self._tell = tell
        self._process = process
        self._running = AsyncExitStack()
        self._parts: list[Part] = []
        self.services: dict[str, Service] = {}

    async def __aenter__(self) -> Self:
        try:
            await self._start_all()
        except BaseException:
            await self._running.aclose()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._running.aclose()

    async def _start_all(self) -> None:
        """What starts last is stopped first, so that everyone finds what they need to finish."""
        self.layout.logs.mkdir(parents=True, exist_ok=True)
        for local in (self.mail, self._mail_page):
            local.start()
            self._running.callback(local.stop)
        await self._start(self.backbone.mongo, self.backbone.kafka, self.sign_in, self.caddy)
        await topics.ensure(self.backbone.kafka.bootstrap)
        mongo, kafka = self.backbone.mongo.url, self.backbone.kafka.bootstrap
        self.services = {name: Service(name, self.layout, mongo, kafka, self._process) for name in SERVICES}
        await self._start(*self.services.values())

    def versions(self) -> dict[str, str]:
        """Name and version of each part."""
        return {
            **self.backbone.versions(),
            self.sign_in.name: self.sign_in.version,
            self.caddy.name: self.caddy.version,
            self.mail.name: self.mail.version,
            "python": f"Python {platform.python_version()}",
        }

    def processes(self) -> list[Process]:
        """Of the parts that have been started."""
        return [process for part in self._parts for process in part.processes]

    async def _start(self, *parts: Part) -> None:
        """All at once; and later they stop all at once. A part that fails to start is stopped too."""
        self._parts += parts
        self._running.push_async_callback(_stop, *parts)
        try:
            async with asyncio.TaskGroup() as group:
                for part in parts:
                    group.create_task(self._start_one(part))
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from None

    async def _start_one(self, part: Part) -> None:
        await part.start()
        self._tell(part.name)


async def _stop(*parts: Part) -> None:
    await asyncio.gather(*(part.stop() for part in parts))
