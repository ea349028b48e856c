"""The people whom an organisation keeps, page by page."""

from competitions.pages.people import editing, erasing, guardians, listing

ROUTERS = (listing.router, editing.router, guardians.router, erasing.router)

__all__ = ["ROUTERS"]
