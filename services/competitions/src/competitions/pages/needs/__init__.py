"""What people need: asked for on `/me` with who comes along and whom to call, read and answered by named readers, and printed for the venue."""

from competitions.pages.needs import companions, emergency, own, readers, venue

ROUTERS = (own.router, companions.router, emergency.router, venue.router, readers.router, readers.everywhere)

__all__ = ["ROUTERS"]
