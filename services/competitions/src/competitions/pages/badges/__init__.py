"""Badges to print, and where the code on them leads."""

from competitions.pages.badges import codes, sheets

ROUTERS = (sheets.router, codes.router)

__all__ = ["ROUTERS"]
