import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final, Literal

from aiosmtplib import SMTP
from aiosmtplib.errors import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from notifications.channels.email.compose import Letter
from notifications.domain.deliveries import Outcome
from notifications.domain.mailboxes import Mailbox
from notifications.domain.refusals import Refusal, enhanced_status, refusal

IDLE_SECONDS: Final = 30.0
"""Servers close idle connections, at the earliest after some minutes (RFC 5321, 4.5.3.2)."""
ACCEPTED: Final = 250
PERMANENT: Final = range(500, 600)


@dataclass(frozen=True, slots=True)
class SmtpReply:
    """What became of one letter. No code: the mail server did not answer. Its words are not kept: they repeat addresses."""

    outcome: Outcome
    code: int | None = None
    status: str | None = None
    """The enhanced code, such as `5.7.1`."""
    dead_address: bool = False
    to_anybody: bool = False
    """It was said before any reader was named: of our sign-in, or of our address."""


@dataclass(frozen=True, slots=True)
class MailServer:
    host: str
    port: int
    security: Literal["none", "starttls", "tls"]
    username: str | None
    password: str | None
    seconds: float


class SmtpTransport:
    """Hands letters over to the mail server, over a few connections that are used again."""

    def __init__(self, server: MailServer, sender: Mailbox) -> None:
        self._server = server
        self._sender = sender
        self._idle: list[tuple[SMTP, float]] = []

    async def hand_over(self, letter: Letter) -> SmtpReply:
        """Never raises for what the server or the network does: that is the answer."""
        try:
            async with asyncio.timeout(self._server.seconds), self._connection() as connection:
                await connection.sendmail(str(self._sender), [str(letter.to)], letter.content)
        except (SMTPException, OSError, TimeoutError) as error:
            return _reply(error)
        return SmtpReply(Outcome.ACCEPTED, ACCEPTED)

    async def close(self) -> None:
        for connection, _ in self._idle:
            connection.close()
        self._idle.clear()

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[SMTP]:
        """A connection that fails is not used again, unless the server only refused this letter."""
        connection = await self._open()
        try:
            yield connection
        except (SMTPRecipientsRefused, SMTPDataError):
            self._keep(connection)
            raise
        except BaseException:
            connection.close()
            raise
        self._keep(connection)

    async def _open(self) -> SMTP:
        now = asyncio.get_running_loop().time()
        while self._idle:
            connection, since = self._idle.pop()
            if connection.is_connected and now - since < IDLE_SECONDS:
                return connection
            connection.close()
        server = self._server
        connection = SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.security == "tls",
            start_tls=server.security == "starttls",
            username=server.username,
            password=server.password,
            timeout=server.seconds,
        )
        await connection.connect()
        return connection

    def _keep(self, connection: SMTP) -> None:
        if connection.is_connected:
            self._idle.append((connection, asyncio.get_running_loop().time()))


def _reply(error: Exception) -> SmtpReply:
    if isinstance(error, SMTPRecipientsRefused):
        error = error.recipients[0]
    if not isinstance(error, SMTPResponseException):
        return SmtpReply(Outcome.DEFERRED)
    if error.code not in PERMANENT:
        return SmtpReply(Outcome.DEFERRED, error.code)
    return _refused(error)


def _refused(error: SMTPResponseException) -> SmtpReply:
    status = enhanced_status(error.message)
    if not isinstance(error, SMTPRecipientRefused | SMTPDataError):
        return SmtpReply(Outcome.BLOCKED, error.code, status, to_anybody=True)
    about = refusal(error.code, error.message)
    if about is Refusal.US:
        return SmtpReply(Outcome.BLOCKED, error.code, status)
    return SmtpReply(Outcome.REFUSED, error.code, status, dead_address=about is Refusal.MAILBOX)
