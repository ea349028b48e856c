"""What people need, who comes along, whom to call: asked for by themselves, read and answered by named readers."""

from competitions.api.needs import companions, emergency, own, readers

ROUTERS = (own.router, readers.router, companions.router, emergency.router)

__all__ = ["ROUTERS"]
