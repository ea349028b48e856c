from fastapi import APIRouter, Response

from competitions.api.deps import TheApp
from competitions.api.entering.entry_shapes import EntryOut
from competitions.queries.entering.own import own_entries
from competitions.queries.registrations import Entry
from shared.identity.principal import Forbidden
from shared.web.deps import SignedIn
from shared.web.problems import problems
from shared.web.schemas import Page

router = APIRouter(tags=["registrations"])


@router.get("/me/registrations", responses=problems(Forbidden))
async def list_own(by: SignedIn, app: TheApp, response: Response) -> Page[EntryOut]:
    """The entries of who is signed in and, for a guardian, of wards who are not of age; the newest first, 200 at most."""
    response.headers["cache-control"] = "no-store"
    found = await own_entries(app, by)
    return Page(items=[EntryOut.of(Entry(one.placed.registration, one.waiting_place)) for one in found])
