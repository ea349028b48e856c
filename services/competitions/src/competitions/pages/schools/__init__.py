"""What the coordinator of a school does: enters its people, sees what is missing whose, withdraws, and reads the results."""

from competitions.pages.schools import (
    correcting,
    entering,
    importing,
    leaving,
    listing,
    mentor,
    overview,
    reminding,
    results,
    teams,
)

ROUTERS = (
    overview.router,
    listing.exports,
    listing.router,
    entering.router,
    teams.router,
    mentor.router,
    importing.router,
    leaving.router,
    correcting.router,
    reminding.router,
    results.router,
)

__all__ = ["ROUTERS"]
