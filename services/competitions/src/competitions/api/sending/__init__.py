"""Entries of tablets, a batch at a time, and those that came too late."""

from competitions.api.sending import batch, late

ROUTERS = (batch.router, late.router)
