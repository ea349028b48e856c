"""The people whom an organisation keeps, page by page."""

from competitions.pages.people import adding, editing, erasing, guardians, inviting, listing, merging

ROUTERS = (
    adding.router,
    editing.router,
    guardians.router,
    inviting.router,
    erasing.router,
    merging.router,
    listing.exports,
    listing.router,
)

__all__ = ["ROUTERS"]
