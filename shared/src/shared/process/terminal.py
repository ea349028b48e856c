"""What the commands of a service share: their settings, and an end with a sentence where something is not as it should be."""

import asyncio
from collections.abc import Awaitable
from typing import Any, NoReturn, TextIO, TypeVar

import typer

from shared.errors import Unfit
from shared.messaging.handling import TRANSIENT
from shared.observability.telemetry import configure
from shared.process.service import Service
from shared.settings import ServiceSettings

T = TypeVar("T")
AnyService = Service[Any, Any]


def configured(service: AnyService, logs: TextIO | None = None) -> ServiceSettings:
    """`logs`: where they go; a command that answers on stdout has them elsewhere. Ends the process where nothing can be done so."""
    settings: ServiceSettings = service.settings()
    try:
        service.examine(settings)
    except Unfit as unfit:
        fail(str(unfit))
    configure(service.name, settings.log_level, settings.otlp_endpoint, logs)
    return settings


def run(work: Awaitable[T]) -> T:
    """Ends the process with 1 where the broker or the database does not answer."""

    async def worked() -> T:
        return await work

    try:
        return asyncio.run(worked())
    except TRANSIENT as error:
        fail(f"stopped, a part does not answer ({type(error).__name__}): what is left stays as it is; try again")


def fail(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
