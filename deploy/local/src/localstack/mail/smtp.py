"""An SMTP server that delivers to nobody: it keeps each message as an .eml file."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from importlib.metadata import version
from itertools import count
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from localstack import ports


class MailSink:
    """`folder` holds the messages in the order of their arrival: 0001.eml, 0002.eml …"""

    name = "smtp"
    version = f"aiosmtpd {version('aiosmtpd')}"

    def __init__(self, folder: Path, port: int | None = None, host: str = ports.LOOPBACK) -> None:
        self.folder = folder
        self.host = host
        self.port = port or ports.free(1)[0]
        self._read: dict[str, EmailMessage] = {}
        """By file. None of them changes, and reading them anew whenever somebody waits for one is half of the demo's own work."""
        self._controller = Controller(_Keep(folder), hostname=self.host, port=self.port)

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop(no_assert=True)

    def messages(self) -> list[EmailMessage]:
        """Of all that have arrived: the same objects each time."""
        files = sorted(self.folder.glob("*.eml"))
        for file in files:
            if file.name not in self._read:
                self._read[file.name] = _read(file)
        return [self._read[file.name] for file in files]


class _Keep:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(len(list(folder.glob("*.eml"))) + 1)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002 - aiosmtpd's name
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        to = ", ".join(envelope.rcpt_tos)
        new = self._folder / "arriving"
        new.write_bytes(f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {to}\r\n".encode() + raw)
        new.rename(self._folder / f"{next(self._numbers):04}.eml")
        return "250 kept"


def _read(file: Path) -> EmailMessage:
    message = message_from_bytes(file.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - the policy's class, which the typing does not know
    return message
