"""The pages on which an organiser prepares a championship."""

from competitions.pages.preparation import publication

ROUTERS = (publication.router,)

__all__ = ["ROUTERS"]
