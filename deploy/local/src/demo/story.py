"""Championships, act by act: one from the first entry to the last certificate, small and open ones, and a course beside them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx2
from rich.progress import Progress

from demo import documents, marking, messages, open_championship, preparation, proof, publication
from demo.courses import handing_out
from demo.programmes import abilympics, juniors
from demo.season import lapsing
from demo.sign_in import issuer_of
from demo.stage import Stage
from localstack.stack import Stack


@asynccontextmanager
async def stage_on(stack: Stack, files: Path, progress: Progress) -> AsyncIterator[Stage]:
    """Everything through the one address, as people use it."""
    layout = stack.layout
    async with httpx2.AsyncClient(base_url=layout.public_url, timeout=30) as http:
        yield Stage(layout.public_url, http, await issuer_of(layout), files, progress)


async def play(stage: Stage, stack: Stack) -> None:
    """Raises Refused and Late; what came out is in `stage.checks`."""
    begun = datetime.now(UTC)
    await preparation.prepare(stage)
    await lapsing.begin(stage)
    await marking.mark(stage)
    await publication.publish(stage)
    await documents.collect(stage)
    await proof.prove(stage)
    await messages.hear(stage, stack.mail, begun)
    await juniors.play(stage)
    await abilympics.play(stage)
    await open_championship.prepare(stage, stack.mail)
    await handing_out.hand_out(stage, stack.mail)
    await lapsing.expect(stage)
