"""What the coordinator of a school does: enters its people, sees what is missing whose, withdraws, and reads the results."""

from competitions.pages.schools import leaving, listing, overview, reminding

ROUTERS = (overview.router, listing.exports, listing.router, leaving.router, reminding.router)

__all__ = ["ROUTERS"]
