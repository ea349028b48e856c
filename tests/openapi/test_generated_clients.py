"""A program for each API is generated from its document, by a generator with a lock of its own, and makes a call."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Final

import pytest
from tests.fuzz.services import Running
from tests.unwired import documents

from localstack.folders import CHECKOUT
from localstack.token_issuer import TokenIssuer

HERE: Final = Path(__file__).parent
UV: Final = CHECKOUT / "var" / "tools" / "uv" / "bin" / "uv"
CALLS: Final = {
    "competitions": ("championships.championships_list_championships", "200 PageChampionshipOut"),
    "certificates": ("issuers.issuers_list_issuers", "200 PageIssuerOut"),
    "notifications": ("inbox.inbox_unread_count", "200 UnreadOut"),
}
"""By service: an operation of the generated client, its status and what it makes of the answer."""


async def run(*command: str | Path) -> str:
    process = await asyncio.create_subprocess_exec(
        *map(str, command), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()
    return output.decode()


@pytest.fixture(scope="session")
async def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generator's own Python, with what its lock says."""
    folder = tmp_path_factory.mktemp("generator")
    interpreter = folder / "bin" / "python"
    await run(sys.executable, "-m", "venv", "--without-pip", folder)
    await run(UV, "pip", "sync", "-q", "--python", interpreter, "--require-hashes", HERE / "generator.lock.txt")
    return interpreter


@pytest.mark.parametrize("name", CALLS)
async def test_a_client_is_generated_whole_and_makes_a_call(
    name: str, python: Path, services: Running, token_issuer: TokenIssuer, tmp_path: Path
) -> None:
    written = tmp_path / f"{name}.json"
    written.write_text(json.dumps(documents()[name]), "utf-8")
    generator = python.with_name("openapi-python-client")
    asked = ("--path", written, "--output-path", tmp_path / name, "--meta", "none", "--config", HERE / "generator.yaml")
    told = await run(generator, "generate", *asked)
    assert "WARNING" not in told, told
    operation, expected = CALLS[name]
    token = token_issuer.token("anna", "organiser", organisation="region-47")
    answer = await run(python, HERE / "call.py", tmp_path, name, operation, services.origins[name], token)
    assert answer.split("\n")[0] == expected
