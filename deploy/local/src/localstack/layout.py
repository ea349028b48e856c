"""Where everything of one stack is: its folder, its ports, its addresses, its secrets."""

import json
import secrets
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from localstack import ports


@dataclass(frozen=True, slots=True)
class Ports:
    """`front` is the address that people open; sign-in and mail follow it, so that all three are easy to remember."""

    front: int
    sign_in: int
    mail_page: int
    mongo: int
    kafka: int
    kafka_controller: int
    smtp: int
    competitions: int
    competitions_worker: int
    certificates: int
    certificates_worker: int
    notifications: int
    notifications_worker: int

    @classmethod
    def choose(cls, front: int | None) -> Self:
        """Raises PortTaken for `front` and the two after it; the rest is free by choice."""
        if front is None:
            return cls(*ports.free(len(cls.__dataclass_fields__)))
        ports.require(front, front + 1, front + 2)
        return cls(front, front + 1, front + 2, *ports.free(len(cls.__dataclass_fields__) - 3))


@dataclass(frozen=True, slots=True)
class Secrets:
    """Of this stack alone, made when its folder is."""

    session: str
    key_passphrase: str
    unsubscribe: str
    client: str

    @classmethod
    def make(cls) -> Self:
        return cls(*(secrets.token_urlsafe(32) for _ in cls.__dataclass_fields__))


@dataclass(frozen=True, slots=True)
class Layout:
    folder: Path
    ports: Ports
    secrets: Secrets

    @classmethod
    def fresh(cls, folder: Path, front: int | None = None) -> Self:
        """An empty folder; what was in it before is gone."""
        chosen = Ports.choose(front)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        layout = cls(folder, chosen, Secrets.make())
        layout._file(folder).write_text(json.dumps({"ports": asdict(chosen), "secrets": asdict(layout.secrets)}))
        layout._file(folder).chmod(0o600)
        return layout

    @classmethod
    def kept(cls, folder: Path, front: int | None = None) -> Self:
        """What an earlier run left in the folder, on the same ports: the data name some of them."""
        if not cls._file(folder).exists():
            return cls.fresh(folder, front)
        known = json.loads(cls._file(folder).read_text())
        layout = cls(folder, Ports(**known["ports"]), Secrets(**known["secrets"]))
        if front not in (None, layout.ports.front):
            raise ports.PortTaken(layout.ports.front, "the certificates that are kept: their addresses name it")
        ports.require(*asdict(layout.ports).values())
        return layout

    @staticmethod
    def _file(folder: Path) -> Path:
        return folder / "layout.json"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def access_log(self) -> Path:
        """Every address that was requested."""
        return self.logs / "access.log"

    @property
    def mail(self) -> Path:
        return self.folder / "mail"

    @property
    def public_url(self) -> str:
        return f"http://localhost:{self.ports.front}"

    @property
    def sign_in_url(self) -> str:
        return f"http://localhost:{self.ports.sign_in}"

    @property
    def mail_url(self) -> str:
        return f"http://localhost:{self.ports.mail_page}"
