"""Where everything of one stack is: its folder, its ports, its addresses, its secrets."""

import json
import secrets
import shutil
import subprocess
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from localstack import ports, stored_shape
from localstack.folders import CHECKOUT


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

    def all(self) -> tuple[int, ...]:
        return tuple(asdict(self).values())


@dataclass(frozen=True, slots=True)
class Secrets:
    """Of this stack alone, made when its folder is."""

    session: str
    key_passphrase: str
    unsubscribe: str
    link: str
    scan: str
    needs: str
    client: str

    @classmethod
    def make(cls) -> Self:
        return cls(*(secrets.token_urlsafe(32) for _ in cls.__dataclass_fields__))


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what the data of a folder were made. Empty where they are older than stamps."""

    shape: str = ""
    """The fingerprint of what the product stores."""
    commit: str = ""
    made_at: str = ""
    """Such as "2026-11-26 14:20", by this machine's clock."""

    @classmethod
    def now(cls) -> Self:
        made_at = datetime.now().astimezone()
        return cls(stored_shape.fingerprint(), _commit(), f"{made_at:%Y-%m-%d %H:%M}")


def _commit() -> str:
    """Empty outside a checkout of git's."""
    command = ["git", "-C", str(CHECKOUT), "rev-parse", "--short", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


@dataclass(frozen=True, slots=True)
class Layout:
    folder: Path
    ports: Ports
    secrets: Secrets

    @classmethod
    def fresh(cls, folder: Path, front: int | None = None) -> Self:
        """An empty folder; what was in it before is gone. Raises PortTaken."""
        return cls.make(folder, Ports.choose(front))

    @classmethod
    def make(cls, folder: Path, chosen: Ports) -> Self:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        layout = cls(folder, chosen, Secrets.make())
        known = {"ports": asdict(chosen), "secrets": asdict(layout.secrets), "stamp": asdict(Stamp.now())}
        layout._file(folder).write_text(json.dumps(known))
        layout._file(folder).chmod(0o600)
        return layout

    @classmethod
    def kept(cls, folder: Path) -> Self:
        """What an earlier run left in the folder, on the same ports: the data name some of them."""
        known = json.loads(cls._file(folder).read_text())
        return cls(folder, Ports(**known["ports"]), Secrets(**known["secrets"]))

    @classmethod
    def stamp(cls, folder: Path) -> Stamp | None:
        """Of what an earlier run left in the folder; None where nothing is there."""
        if not cls._file(folder).exists():
            return None
        return Stamp(**json.loads(cls._file(folder).read_text()).get("stamp", {}))

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
