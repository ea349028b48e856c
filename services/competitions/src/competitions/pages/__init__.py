"""The service's pages: a module a page, with its templates and ES modules beside it."""

from competitions.pages import championship, marking, scoreboard, sheet, sign_off, start

ROUTERS = (start.router, championship.router, scoreboard.router, marking.router, sheet.router, sign_off.router)

__all__ = ["ROUTERS"]
