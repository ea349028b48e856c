"""The service's pages: a module a page, with its templates and ES modules beside it."""

from competitions.pages import (
    access,
    attendance,
    championship,
    consents,
    enter,
    entering,
    giving_consent,
    invitation,
    jury,
    keeping,
    marking,
    me,
    my_data,
    people,
    preparation,
    scheduling,
    scoreboard,
    sheet,
    sign_off,
    start,
)

ROUTERS = (
    start.router,
    *preparation.ROUTERS,
    *entering.ROUTERS,
    *enter.ROUTERS,
    *jury.ROUTERS,
    *scheduling.ROUTERS,
    championship.router,
    scoreboard.router,
    *keeping.ROUTERS,
    consents.router,
    giving_consent.router,
    invitation.router,
    attendance.router,
    marking.router,
    sheet.router,
    sign_off.router,
    *people.ROUTERS,
    *access.ROUTERS,
    me.router,
    my_data.router,
)

__all__ = ["ROUTERS"]
