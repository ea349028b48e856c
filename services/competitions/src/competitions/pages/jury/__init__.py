"""Who judges: the juries of a championship, the experts of a skill, their marking teams, and what an expert sees of it."""

from competitions.pages.jury import duty, everybody, expert, experts, figures, invited, newcomer, overview, teams

ROUTERS = (
    overview.router,
    everybody.router,
    newcomer.router,
    experts.router,
    expert.router,
    teams.router,
    duty.router,
    invited.router,
    figures.router,
)

__all__ = ["ROUTERS"]
