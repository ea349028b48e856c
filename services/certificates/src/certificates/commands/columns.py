"""An issuer chooses the columns of its exported register."""

from dataclasses import replace

from certificates.domain.columns import Column, RegisterColumns
from certificates.queries.columns import read_columns
from certificates.wiring import App
from shared.errors import Outdated


async def choose_columns(
    app: App, organisation: str, columns: tuple[Column, ...], *, by: str, seen: int | None = None
) -> RegisterColumns:
    """Who chooses last wins, but where `seen` says which version was looked at. Raises UnknownIssuer, NoColumns, Outdated; Stale."""
    known = await read_columns(app, organisation)
    if seen is not None and seen != known.version:
        raise Outdated
    chosen = known.chosen(columns, by=by, at=app.now())
    if known.version:
        return await app.register_columns.save(chosen)
    made = replace(chosen, version=1)
    there = await app.register_columns.add(made)
    if there is made:
        return made
    if seen is not None:
        raise Outdated
    return await app.register_columns.save(replace(chosen, version=there.version))
