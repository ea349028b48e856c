"""How a service is started and operated: `python -m <service> api | worker | replay | outbox …`. All three have the same commands."""

import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Annotated, Any

import typer
import uvloop

from shared.errors import Unfit
from shared.process.collector import makes_what_stays
from shared.process.http_server import serve
from shared.process.outbox_commands import outbox
from shared.process.terminal import AnyService, configured, fail, run


@dataclass(frozen=True, slots=True)
class Done:
    said: str
    failed: str | None = None
    """What is left undone: then the command ends with 1."""


@dataclass(frozen=True, slots=True)
class OwnCommand:
    """Of one service alone: `python -m <service> <group> <name>`, with its wired application."""

    group: str
    name: str
    help: str
    act: Callable[[Any], Awaitable[Done]]


def commands(service: AnyService, own: Sequence[OwnCommand] = ()) -> typer.Typer:
    cli = typer.Typer(no_args_is_help=True, add_completion=False)

    @cli.command()
    def api() -> None:
        """Serves HTTP."""
        settings = configured(service)
        with makes_what_stays():
            application = service.api(settings)
        serve(application, settings, lambda: service.before_stop(application.state.app))

    @cli.command()
    def worker() -> None:
        """Publishes and handles events."""
        configured(service)
        try:
            uvloop.run(service.work())
        except Unfit as unfit:
            fail(str(unfit))

    @cli.command()
    def replay(dry_run: Annotated[bool, typer.Option(help="Only list them")] = False) -> None:
        """Handles the dead letters again: type, where from, reason, and what became of each.

        Ends with 1 where the broker or the database does not answer; that letter and those after it stay.
        """
        configured(service, sys.stderr)
        run(_replay(service, dry_run=dry_run))

    cli.add_typer(outbox(service), name="outbox")
    for one in own:
        cli.add_typer(_group(service, one), name=one.group)
    return cli


def _group(service: AnyService, own: OwnCommand) -> typer.Typer:
    group = typer.Typer(no_args_is_help=True)

    @group.callback()
    def of_its_own() -> None:
        """More than one command may come to stand here."""

    @group.command(name=own.name, help=own.help)
    def command() -> None:
        configured(service, sys.stderr)
        done = run(_acted(service, own))
        typer.echo(done.said)
        if done.failed:
            fail(done.failed)

    return group


async def _acted(service: AnyService, own: OwnCommand) -> Done:
    async with service.wire(service.settings()) as app:
        return await own.act(app)


async def _replay(service: AnyService, *, dry_run: bool) -> None:
    async with aclosing(service.replay(dry_run=dry_run)) as letters:
        async for replayed in letters:
            letter = replayed.letter
            told = (letter.type, str(letter.origin), letter.reason) if letter else ("", "", "")
            typer.echo("\t".join((*told, replayed.fate)))
