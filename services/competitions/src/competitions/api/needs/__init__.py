"""What people need: asked for by themselves, read and answered by named readers."""

from competitions.api.needs import companions, own, readers

ROUTERS = (own.router, readers.router, companions.router)

__all__ = ["ROUTERS"]
