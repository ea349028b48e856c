"""`/enter/{championship}`: people enter themselves, step by step. Nothing is stored before the last step is sent."""

from competitions.pages.enter import overview, steps

ROUTERS = (overview.router, steps.router)
