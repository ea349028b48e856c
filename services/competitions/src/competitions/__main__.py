"""`python -m competitions api | worker | replay | outbox | needs`."""

import sys
from typing import TYPE_CHECKING

import typer

from competitions.commands.needs.resealing import Resealed, reseal
from competitions.rulesets import read_all
from competitions.settings import Settings
from competitions.wiring import wire
from competitions.worker import loops
from shared.process.cli import commands
from shared.process.service import Service
from shared.process.terminal import configured, fail, run

if TYPE_CHECKING:
    from fastapi import FastAPI


def api(settings: Settings) -> "FastAPI":
    # Imported when it is served: a worker starts a second sooner without it.
    from competitions.asgi import api as made  # noqa: PLC0415

    return made(settings)


SERVICE = Service(
    "competitions",
    settings=Settings,
    wire=wire,
    api=api,
    loops=loops,
    examine=lambda settings: read_all(settings.rulesets),
)

needs = typer.Typer(no_args_is_help=True, help="What people need, as it is sealed in the database.")


@needs.callback()
def _needs() -> None:
    """A group, though it has one command."""


@needs.command(name="reseal")
def reseal_needs() -> None:
    """Seals everything with COMPETITIONS_NEEDS_SECRET that one of COMPETITIONS_OLD_NEEDS_SECRET sealed.

    Ends with 1 where something is left that none of them opens: those entries are named.
    """
    configured(SERVICE, sys.stderr)

    async def resealed() -> Resealed:
        async with SERVICE.wire(SERVICE.settings()) as app:
            return await reseal(app)

    found = run(resealed())
    typer.echo(f"sealed anew: {found.done}")
    if found.unopened:
        fail("no secret opens: " + ", ".join(str(id) for id in found.unopened))


if __name__ == "__main__":
    cli = commands(SERVICE)
    cli.add_typer(needs, name="needs")
    cli()
