"""What people need: asked for by themselves, read and answered by named readers."""

from competitions.api.needs import own, readers

ROUTERS = (own.router, readers.router)

__all__ = ["ROUTERS"]
