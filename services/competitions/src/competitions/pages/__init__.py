"""The service's pages: a module a page, with its templates and ES modules beside it."""

from competitions.pages import championship, marking, scoreboard, sheet, skill_sign_off, start

ROUTERS = (start.router, championship.router, scoreboard.router, marking.router, sheet.router, skill_sign_off.router)

__all__ = ["ROUTERS"]
