"""The people whom an organisation keeps, page by page."""

from competitions.pages.people import editing, erasing, guardians, listing

ROUTERS = (editing.router, guardians.router, erasing.router, listing.router)

__all__ = ["ROUTERS"]
