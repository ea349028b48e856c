"""The installation that is checked: what deploy/.env says of it, and how compose brings it up."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from localstack.folders import CHECKOUT

DEPLOY: Final = CHECKOUT / "deploy"
ENV: Final = DEPLOY / ".env"
UP_SECONDS: Final = 600
LETTERS_WAIT: Final = 300
"""Where deploy/.env says nothing else."""


class NotInstalled(Exception):
    """There is no deploy/.env, nobody to sign in as, or nothing that could be brought up."""


@dataclass(frozen=True, slots=True)
class Installation:
    url: str
    password: str
    """Of the people for trying out."""
    mail_url: str
    letters_wait: float
    """Seconds that letters about entries wait for others."""

    @classmethod
    def read(cls, file: Path = ENV) -> Self:
        """Raises NotInstalled."""
        if not file.exists():
            raise NotInstalled("there is no deploy/.env: run deploy/init-env")
        known = dict(line.split("=", 1) for line in file.read_text().splitlines() if "=" in line)
        if not known.get("TRY_PASSWORD"):
            raise NotInstalled("deploy/.env has no TRY_PASSWORD: this check signs people of the profile `try` in")
        mail_url = f"http://localhost:{known.get('MAIL_PORT', '8082')}"
        wait = float(known.get("LETTERS_WAIT_SECONDS") or LETTERS_WAIT)
        return cls(known["PUBLIC_URL"], known["TRY_PASSWORD"], mail_url, wait)


def up() -> None:
    """Builds the images and waits until every part is healthy. Raises NotInstalled."""
    command = ["docker", "compose", "-f", str(DEPLOY / "compose.yaml"), "--progress", "plain", "up"]
    try:
        subprocess.run([*command, "-d", "--build", "--wait", "--wait-timeout", str(UP_SECONDS)], check=True)
    except FileNotFoundError:
        raise NotInstalled("there is no docker on this machine; without compose, make demo shows the product") from None
    except subprocess.CalledProcessError as error:
        raise NotInstalled(f"docker compose ended with {error.returncode}: what it said stands above") from None
