"""`python -m competitions api | worker | replay | outbox | needs`."""

from typing import TYPE_CHECKING

from shared.process.collector import makes_what_stays

with makes_what_stays():
    from competitions.commands.needs.resealing import reseal
    from competitions.handlers import subscriptions
    from competitions.rulesets import read_all
    from competitions.settings import Settings
    from competitions.wiring import App, wire
    from competitions.worker import loops
    from shared.process.cli import Done, OwnCommand, commands
    from shared.process.service import Service

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
    subscriptions=subscriptions,
    loops=loops,
    examine=lambda settings: read_all(settings.rulesets),
)


async def reseal_needs(app: App) -> Done:
    found = await reseal(app)
    left = ", ".join(str(id) for id in found.unopened)
    return Done(f"sealed anew: {found.done}", f"no secret opens: {left}" if left else None)


OWN = (
    OwnCommand(
        "needs",
        "reseal",
        "Seals with COMPETITIONS_NEEDS_SECRET what one of COMPETITIONS_OLD_NEEDS_SECRET sealed. Ends with 1 where none opens.",
        reseal_needs,
    ),
)

if __name__ == "__main__":
    commands(SERVICE, OWN)()
