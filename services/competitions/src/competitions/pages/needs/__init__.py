"""What people need: asked for on `/me`, read and answered by named readers, and printed for the venue."""

from competitions.pages.needs import companions, own, readers, venue

ROUTERS = (own.router, companions.router, venue.router, readers.router, readers.everywhere)

__all__ = ["ROUTERS"]
