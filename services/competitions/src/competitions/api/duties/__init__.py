"""Who may do what: in the organisation for which one acts, and in one championship."""

from competitions.api.duties import championship, organisation

ROUTERS = (organisation.router, championship.router)

__all__ = ["ROUTERS"]
