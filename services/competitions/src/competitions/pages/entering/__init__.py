"""The entries of a championship: the list, one entry, several at once, and a new one."""

from competitions.pages.entering import (
    adding,
    changing,
    checking_in,
    entry,
    importing,
    listing,
    mentoring,
    replacing,
    selection,
    team,
    team_new,
)

ROUTERS = (
    listing.exports,
    listing.router,
    selection.router,
    adding.router,
    team_new.router,
    importing.router,
    entry.router,
    replacing.router,
    team.router,
    mentoring.router,
    mentoring.of_team,
    changing.router,
    checking_in.router,
)

__all__ = ["ROUTERS"]
