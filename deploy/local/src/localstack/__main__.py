"""`python -m localstack`: the local stack alone, until Ctrl-C."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from localstack import interrupts
from localstack.folders import LOCAL, VAR
from localstack.layout import Layout
from localstack.ports import PortTaken
from localstack.processes import NotReady
from localstack.stack import Stack

PEOPLE = LOCAL / "people.json"


def main(
    port: int = 8080,
    keep: Annotated[bool, typer.Option(help="Keep the data of the last run")] = False,
    folder: Annotated[Path, typer.Option(help="Where data and logs are kept")] = VAR / "stack",
) -> None:
    """Starts the local stack."""
    try:
        interrupts.run(_serve(port, folder, keep=keep))
    except interrupts.Interrupted:
        print("stopped")
    except (PortTaken, NotReady) as error:
        sys.exit(str(error))


async def _serve(port: int, folder: Path, *, keep: bool) -> None:
    layout = Layout.kept(folder, port) if keep else Layout.fresh(folder, port)
    async with Stack(layout, PEOPLE, tell=lambda name: print(f"  {name} is ready")) as stack:
        print(f"\n  product  {layout.public_url}\n  people   {layout.sign_in_url}\n  e-mails  {layout.mail_url}")
        print(
            f"  mongod   {stack.backbone.mongo.url}\n  kafka    {stack.backbone.kafka.bootstrap}\n  logs     {layout.logs}"
        )
        await asyncio.Event().wait()


if __name__ == "__main__":
    typer.run(main)
