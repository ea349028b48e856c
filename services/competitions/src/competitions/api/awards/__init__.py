"""What an organisation hands out beside championships."""

from competitions.api.awards import awards, tables

ROUTERS = (awards.router, tables.router)
