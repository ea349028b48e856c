"""`/enter/{championship}`: people enter themselves, step by step. Nothing is stored before the last step is sent."""

from competitions.pages.enter import overview, own_team, steps

ROUTERS = (overview.router, own_team.router, steps.router)
