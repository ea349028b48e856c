"""Who may do what: the organisation's page, a championship's, and what an invitation asks."""

from competitions.pages.access import championship, organisation

ROUTERS = (organisation.router, championship.router)

__all__ = ["ROUTERS"]
