"""What people need: asked for on `/me`, read and answered by named readers, printed for the venue; who comes along, and whom to call."""

from competitions.pages.needs import companions, emergency, own, readers, venue

ROUTERS = (own.router, companions.router, emergency.router, venue.router, readers.router, readers.everywhere)

__all__ = ["ROUTERS"]
