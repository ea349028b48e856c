"""The entries of a championship: the list, one entry, several at once, and a new one."""

from competitions.pages.entering import adding, changing, checking_in, entry, importing, listing, replacing, selection

ROUTERS = (
    listing.exports,
    listing.router,
    selection.router,
    adding.router,
    importing.router,
    entry.router,
    replacing.router,
    changing.router,
    checking_in.router,
)

__all__ = ["ROUTERS"]
