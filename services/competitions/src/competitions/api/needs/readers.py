from uuid import UUID

from fastapi import APIRouter

from competitions.api.deps import TheApp
from competitions.api.needs.shapes import (
    LineOut,
    Member,
    NeedAnswerIn,
    NeedAnswerOut,
    NeedsOut,
    StatedOut,
    ThingOut,
    VenueListOut,
)
from competitions.commands.needs import answering, reading
from competitions.domain.needs.asked import AnswerUnexplained, ConsentLacking, NeedsSealBroken, NotAskedFor
from competitions.domain.needs.readings import NeedsReadTooOften, Where
from competitions.domain.needs.whose import MemberUnnamed
from competitions.domain.refusal import Unknown
from competitions.domain.registration import EntryEnded
from competitions.queries.needs.overview import overview
from shared.identity.principal import Forbidden
from shared.web.deps import SignedIn, Unkept
from shared.web.problems import problems
from shared.web.schemas import Cursor, Limit, Page

router = APIRouter(tags=["needs"], dependencies=[Unkept])


@router.get("/championships/{championship_id}/needs", responses=problems(Unknown, Forbidden))
async def list_needs(
    championship_id: UUID, by: SignedIn, app: TheApp, limit: Limit = 50, cursor: Cursor = None
) -> Page[StatedOut]:
    """Who asks for something in which entry, and not what: for who is named as a reader of needs. What waits comes first."""
    found = await overview(app, championship_id, by, limit=limit, after=cursor)
    return Page(
        items=[
            StatedOut(
                registration_id=row.registration.id,
                subject_id=row.subject_id,
                skill_id=row.skill.id,
                number=row.registration.sequence,
                asked=row.headline.asked,
                open=row.headline.open,
                consent=row.consent,
            )
            for row in found.rows
        ],
        next=found.after,
    )


@router.post(
    "/registrations/{registration_id}/needs/readings",
    responses=problems(
        Unknown, Forbidden, EntryEnded, MemberUnnamed, ConsentLacking, NeedsReadTooOften, NeedsSealBroken
    ),
)
async def read_needs(registration_id: UUID, by: SignedIn, app: TheApp, person: Member = None) -> NeedsOut:
    """What is asked for in an entry, for who is named as a reader of needs. Each reading is recorded, and shown to who asked."""
    return NeedsOut.of(await reading.read_entry(app, registration_id, by, person))


@router.put(
    "/registrations/{registration_id}/needs/answer",
    responses=problems(
        Unknown, Forbidden, EntryEnded, MemberUnnamed, ConsentLacking, NotAskedFor, AnswerUnexplained, NeedsSealBroken
    ),
)
async def answer_need(
    registration_id: UUID, body: NeedAnswerIn, by: SignedIn, app: TheApp, person: Member = None
) -> NeedAnswerOut:
    """Grants one thing, names what will be there instead, or declines it and says why: the person reads it."""
    given = await answering.answer(app, registration_id, **body.model_dump(), by=by, person=person)
    return NeedAnswerOut.model_validate(given)


@router.post(
    "/championships/{championship_id}/needs/venue-lists", responses=problems(Unknown, Forbidden, NeedsReadTooOften)
)
async def make_venue_list(championship_id: UUID, by: SignedIn, app: TheApp) -> VenueListOut:
    """What is to be there on the day, by room, skill and number: no name, no words of who asked, nothing that was declined.
    Recorded as a reading of each entry on it."""
    found = await reading.venue_list(app, championship_id, Where.LIST, by)
    items = [
        LineOut(
            registration_id=line.registration_id,
            skill_id=line.skill.id,
            room=line.skill.room,
            number=line.number,
            things=[ThingOut.model_validate(thing) for thing in line.things],
        )
        for line in found.lines
    ]
    return VenueListOut(items=items, unopened=found.unopened)
