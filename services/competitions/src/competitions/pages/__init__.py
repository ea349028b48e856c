"""The service's pages: a module a page, with its templates and ES modules beside it."""

from competitions.pages import (
    attendance,
    championship,
    consents,
    giving_consent,
    invitation,
    marking,
    scoreboard,
    sheet,
    sign_off,
    start,
)

ROUTERS = (
    start.router,
    championship.router,
    scoreboard.router,
    consents.router,
    giving_consent.router,
    invitation.router,
    attendance.router,
    marking.router,
    sheet.router,
    sign_off.router,
)

__all__ = ["ROUTERS"]
