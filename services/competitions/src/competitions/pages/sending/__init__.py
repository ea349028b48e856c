"""What tablets need without a network, and what they sent too late."""

from competitions.pages.sending import keeping, late

ROUTERS = (late.router, keeping.router)
