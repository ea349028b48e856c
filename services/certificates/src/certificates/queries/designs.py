"""The designs that an issuer brought along."""

from collections.abc import Sequence
from dataclasses import dataclass

from certificates.domain.achievement import Achievement
from certificates.domain.designs.own import OwnDesign, UnknownDesign
from certificates.wiring import App


async def own_designs(app: App, organisation: str) -> Sequence[OwnDesign]:
    """By code. Raises UnknownIssuer."""
    await app.issuers.of(organisation)
    return await app.designs.of(organisation)


@dataclass(frozen=True, slots=True)
class InUse:
    """A design, and the achievements that name it, by code."""

    design: OwnDesign
    by: Sequence[Achievement]


async def designs_in_use(app: App, organisation: str) -> list[InUse]:
    """By code. Raises UnknownIssuer."""
    return [
        InUse(one, await app.achievements.naming(organisation, one.code))
        for one in await own_designs(app, organisation)
    ]


async def read_design(app: App, organisation: str, code: str) -> OwnDesign:
    """Raises UnknownDesign."""
    found = await app.designs.coded(organisation, code)
    if found is None:
        raise UnknownDesign(code)
    return found


async def read_sample(app: App, organisation: str, code: str, case: str) -> bytes:
    """How a case of sample data looks in it, a PNG. Raises UnknownDesign."""
    return (await app.designs.sample(organisation, code, case)).content
