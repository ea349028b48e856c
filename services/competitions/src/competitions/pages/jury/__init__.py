"""Who judges: the juries of a championship, the experts of a skill, and their marking teams."""

from competitions.pages.jury import experts, overview, teams

ROUTERS = (overview.router, experts.router, teams.router)

__all__ = ["ROUTERS"]
