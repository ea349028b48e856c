"""`python -m localstack`: the local stack alone, until Ctrl-C."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from localstack import interrupts
from localstack.failures import FAILURES
from localstack.folders import LOCAL, VAR
from localstack.kept import lay_out
from localstack.stack import Stack
from localstack.watch import watched

PEOPLE = LOCAL / "people.json"
COMMAND = "make stack"


def main(
    port: Annotated[int | None, typer.Option(help="8080, or with --keep the one of the data")] = None,
    keep: Annotated[bool, typer.Option(help="Keep the data of the last run")] = False,
    folder: Annotated[Path, typer.Option(help="Where data and logs are kept")] = VAR / "stack",
) -> None:
    """Starts the local stack."""
    try:
        interrupts.run(_serve(port, folder, keep=keep))
    except interrupts.Interrupted:
        print("stopped")
    except FAILURES as error:
        sys.exit(str(error))


async def _serve(port: int | None, folder: Path, *, keep: bool) -> None:
    layout = lay_out(folder, port, keep=keep, command=COMMAND, tell=print)
    async with (
        Stack(layout, PEOPLE, tell=lambda name: print(f"  {name} is ready")) as stack,
        watched(stack, f"{COMMAND} KEEP=1", print),
    ):
        print(f"\n  product  {layout.public_url}\n  people   {layout.sign_in_url}\n  e-mails  {layout.mail_url}")
        print(
            f"  mongod   {stack.backbone.mongo.url}\n  kafka    {stack.backbone.kafka.bootstrap}\n  logs     {layout.logs}"
        )
        await asyncio.Event().wait()


if __name__ == "__main__":
    typer.run(main)
