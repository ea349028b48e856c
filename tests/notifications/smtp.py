"""A real SMTP server that answers as a test wants."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from localstack import ports

Options = list[Any]


class Server:
    """`at_recipient` and `at_data` are the next answers of RCPT and DATA; after them it accepts."""

    def __init__(
        self,
        *,
        at_sender: list[str] | None = None,
        at_recipient: list[str] | None = None,
        at_data: list[str] | None = None,
    ) -> None:
        self.at_sender = at_sender or []
        self.at_recipient = at_recipient or []
        self.at_data = at_data or []
        self.received: list[EmailMessage] = []
        self.asked: list[str] = []
        """Every recipient that was named."""
        self.gate = Event()
        """Clear, and DATA is answered only when it is set again."""
        self.gate.set()
        self.holds = False
        self.sessions: set[int] = set()
        self.host = ports.LOOPBACK
        self.port = ports.free(1)[0]

    async def reached_data(self) -> bool:
        """Does a letter wait at the gate?"""
        return self.holds

    @contextmanager
    def running(self) -> Iterator["Server"]:
        controller = Controller(self, hostname=self.host, port=self.port)
        controller.start()
        try:
            yield self
        finally:
            controller.stop(no_assert=True)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd\'s name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Options
    ) -> str:
        envelope.mail_from = address
        return self.at_sender.pop(0) if self.at_sender else "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd\'s name
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: Options
    ) -> str:
        self.sessions.add(id(session))
        self.asked.append(address)
        said = self.at_recipient.pop(0) if self.at_recipient else "250 OK"
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        while not self.gate.is_set():
            self.holds = True
            await asyncio.sleep(0.01)
        if self.at_data:
            return self.at_data.pop(0)
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.received.append(message)
        return "250 kept"
