"""What tablets need without a network, and what they sent too late."""

from competitions.pages.sending import late

ROUTERS = (late.router,)
