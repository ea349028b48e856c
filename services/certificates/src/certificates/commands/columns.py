"""An issuer chooses the columns of its exported register."""

from dataclasses import replace

from certificates.domain.columns import Column, RegisterColumns
from certificates.queries.columns import read_columns
from certificates.wiring import App


async def choose_columns(app: App, organisation: str, columns: tuple[Column, ...], *, by: str) -> RegisterColumns:
    """Who chooses last wins: a choice is seen whole before it is saved. Raises UnknownIssuer, NoColumns; Stale."""
    known = await read_columns(app, organisation)
    chosen = known.chosen(columns, by=by, at=app.now())
    there = await app.register_columns.add(chosen)
    if there is chosen:
        return chosen
    return await app.register_columns.save(replace(chosen, version=there.version))
