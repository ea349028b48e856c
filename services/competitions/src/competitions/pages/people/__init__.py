"""The people whom an organisation keeps, page by page."""

from competitions.pages.people import editing, erasing, guardians, inviting, listing

ROUTERS = (editing.router, guardians.router, inviting.router, erasing.router, listing.router)

__all__ = ["ROUTERS"]
