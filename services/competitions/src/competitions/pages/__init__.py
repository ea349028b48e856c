"""The service's pages: a module a page, with its templates and ES modules beside it."""

from competitions.pages import (
    access,
    attendance,
    championship,
    consent_texts,
    consents,
    enter,
    entering,
    erasures,
    giving_consent,
    invitation,
    jury,
    marking,
    me,
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
    consent_texts.router,
    erasures.router,
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
)

__all__ = ["ROUTERS"]
