"""Who may do what: the organisation's page, a championship's, and what an invitation asks."""

from competitions.pages.access import championship, organisation

ROUTERS = (organisation.exports, organisation.router, championship.exports, championship.router)

__all__ = ["ROUTERS"]
