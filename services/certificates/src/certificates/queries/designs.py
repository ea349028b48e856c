"""The designs that an issuer brought along."""

from collections.abc import Sequence

from certificates.domain.designs.own import OwnDesign, UnknownDesign
from certificates.wiring import App


async def own_designs(app: App, organisation: str) -> Sequence[OwnDesign]:
    """By code. Raises UnknownIssuer."""
    await app.issuers.of(organisation)
    return await app.designs.of(organisation)


async def read_design(app: App, organisation: str, code: str) -> OwnDesign:
    """Raises UnknownDesign."""
    found = await app.designs.coded(organisation, code)
    if found is None:
        raise UnknownDesign(code)
    return found
