"""The certificates of the person who is signed in, and of their wards."""

from fastapi import APIRouter, Request, Response

from certificates.api.deps import TheApp
from certificates.pages.render import pages
from certificates.queries.holdings import held_by
from shared.identity.principal import Role
from shared.web.deps import SignedIn

router = APIRouter(prefix="/certificates", tags=["documents"])


@router.get("", include_in_schema=False)
async def holdings(request: Request, by: SignedIn, app: TheApp) -> Response:
    """Newest first, with the holder's name where there are several holders, and always for a guardian."""
    held = await held_by(app, by)
    found = held.certificates
    guards = by.has(Role.GUARDIAN) and not by.has(Role.COMPETITOR)
    return pages.render(
        request,
        "holdings.html",
        principal=by,
        certificates=found,
        for_wards=held.has_wards if found else guards,
        for_self=held.has_own if found else not guards,
        several=by.has(Role.GUARDIAN) or len({each.subject_id for each in found}) > 1,
    )
