"""Pages of the officer who hands out certificates: by a table, or to one person."""

from competitions.pages.awards import granted, handing_out, one, tables

ROUTERS = (handing_out.router, granted.router, tables.router, one.router)
