"""`python -m <service> outbox list | send | drop`: what an operator does with events that Kafka refuses."""

import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, Any, TypeVar
from uuid import UUID

import typer

from shared.messaging import put_aside
from shared.messaging.put_aside import NotPutAside, PutAside
from shared.mongo.aggregates import Aggregates, publishing
from shared.process.terminal import AnyService, configured, fail, run

T = TypeVar("T")
Stores = Sequence[Aggregates[Any]]
HELP = "Events that Kafka refuses. Each waits in its aggregate's document, and later ones of the same key behind it."
Ids = Annotated[list[UUID], typer.Argument(help="As `list` shows them")]
NoneOrIds = Annotated[list[UUID] | None, typer.Argument(help="As `list` shows them")]


def outbox(service: AnyService) -> typer.Typer:
    cli = typer.Typer(no_args_is_help=True, help=HELP)

    @cli.command(name="list")
    def list_() -> None:
        """Shows them, the oldest first: id, type, key, since when, why, bytes, and how many wait behind."""
        for one in _with_stores(service, put_aside.listed):
            typer.echo(_line(one))

    @cli.command()
    def send(ids: NoneOrIds = None, every: Annotated[bool, typer.Option("--all", help="All of them")] = False) -> None:
        """Has the worker offer them to Kafka again, with those behind them. What is refused again is put aside again."""
        if bool(ids) == every:
            raise typer.BadParameter("name events by their ids, or say --all")
        _with_stores(service, lambda stores: _send(stores, ids))

    @cli.command()
    def drop(ids: Ids) -> None:
        """Throws them away for good: nobody will hear of what happened. Those behind them go on."""
        _with_stores(service, lambda stores: _drop(stores, ids))

    return cli


async def _send(stores: Stores, ids: Sequence[UUID] | None) -> None:
    for id in ids or [one.id for one in await put_aside.listed(stores)]:
        typer.echo(f"{id}\tevents that the worker sends now: {await put_aside.send(stores, id)}")


async def _drop(stores: Stores, ids: Sequence[UUID]) -> None:
    for id in ids:
        typer.echo(f"{id}\tdropped; events that the worker sends now: {await put_aside.drop(stores, id)}")


def _with_stores(service: AnyService, act: Callable[[Stores], Awaitable[T]]) -> T:
    async def acted() -> T:
        async with service.wire(service.settings()) as app:
            return await act(publishing(app))

    configured(service, sys.stderr)
    try:
        return run(acted())
    except NotPutAside as error:
        fail(f"{error}: no event of this id is put aside, or it only waits behind another")


def _line(one: PutAside) -> str:
    since = one.since.isoformat(timespec="seconds")
    return "\t".join(map(str, (one.id, one.type, one.key, since, one.reason, one.size, one.behind)))
