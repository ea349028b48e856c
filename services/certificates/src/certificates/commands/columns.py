"""An issuer chooses the columns of its exported register."""

from certificates.domain.columns import Column, RegisterColumns
from certificates.queries.columns import read_columns
from certificates.wiring import App


async def choose_columns(app: App, organisation: str, columns: tuple[Column, ...], *, by: str) -> RegisterColumns:
    """Who chooses last wins: a choice is seen whole before it is saved. Raises UnknownIssuer, NoColumns; Stale."""
    known = await read_columns(app, organisation)
    chosen = known.chosen(columns, by=by, at=app.now())
    if await app.register_columns.find(known.id) is None:
        return await app.register_columns.add(chosen)
    return await app.register_columns.save(chosen)
