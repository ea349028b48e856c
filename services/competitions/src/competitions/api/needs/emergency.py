from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from competitions.api.deps import Desk, TheApp
from competitions.api.needs.shapes import Member
from competitions.api.schemas import Phone
from competitions.commands.needs.emergency import say_whom_to_call
from competitions.domain.needs.asked import NeedsSealBroken
from competitions.domain.needs.emergency import MOST_CONTACTS, EmergencyContact, NobodyCallsAnyMore
from competitions.domain.needs.whose import MemberUnnamed
from competitions.domain.preparation.cancellation import ChampionshipCancelled
from competitions.domain.refusal import Unknown
from competitions.domain.registration import EntryEnded
from competitions.queries.needs.emergency import own_emergency, to_call_of
from shared.identity.principal import Forbidden
from shared.web.deps import SignedIn, Unkept
from shared.web.problems import problems
from shared.web.schemas import In, Out, Short

router = APIRouter(tags=["needs"], dependencies=[Unkept])


class EmergencyContactIn(In):
    name: Short
    """How to address them."""
    phone: Phone


class EmergencyContactsIn(In):
    contacts: Annotated[tuple[EmergencyContactIn, ...], Field(max_length=MOST_CONTACTS)]
    """All of them, in the place of those from before; who is called first stands first. None: who was named is erased."""

    def said(self) -> list[EmergencyContact]:
        return [EmergencyContact(one.name, one.phone) for one in self.contacts]


class EmergencyContactOut(Out):
    name: str
    phone: str
    """E.164."""


class OwnEmergencyContactsOut(Out):
    contacts: list[EmergencyContactOut]
    may_change: bool
    """Whether somebody can be named now: not once the entry or the championship is over. Erasing is always possible."""


class ToCallOut(Out):
    """For one who competes by the entry."""

    subject_id: UUID
    contacts: list[EmergencyContactOut]


class EmergencyContactsOut(Out):
    people: list[ToCallOut]
    """Those for whom somebody is named; of a team each for themselves."""


@router.get(
    "/me/registrations/{registration_id}/emergency-contacts",
    responses=problems(Unknown, Forbidden, MemberUnnamed, NeedsSealBroken),
)
async def read_own_emergency_contacts(
    registration_id: UUID, by: SignedIn, app: TheApp, person: Member = None
) -> OwnEmergencyContactsOut:
    """Whom to call when something happens to you, or to a ward who is not of age."""
    found = await own_emergency(app, registration_id, by, person)
    contacts = [EmergencyContactOut.model_validate(one) for one in found.kept.contacts]
    return OwnEmergencyContactsOut(contacts=contacts, may_change=found.may_say)


@router.put(
    "/me/registrations/{registration_id}/emergency-contacts",
    responses=problems(
        Unknown,
        Forbidden,
        MemberUnnamed,
        EntryEnded,
        ChampionshipCancelled,
        NobodyCallsAnyMore,
        NeedsSealBroken,
    ),
)
async def name_emergency_contacts(
    registration_id: UUID, body: EmergencyContactsIn, by: SignedIn, app: TheApp, person: Member = None
) -> OwnEmergencyContactsOut:
    """Says whom to call. Stored sealed, read at the check-in and by the organiser, and erased after the championship's last day."""
    await say_whom_to_call(app, registration_id, body.said(), by, person)
    return await read_own_emergency_contacts(registration_id, by, app, person)


@router.get("/registrations/{registration_id}/emergency-contacts", responses=problems(Unknown, Forbidden))
async def read_emergency_contacts(registration_id: UUID, by: Desk, app: TheApp) -> EmergencyContactsOut:
    """Whom to call when something happens to who competes by the entry. Nobody once the championship is over."""
    found = await to_call_of(app, registration_id, by)
    return EmergencyContactsOut(people=[ToCallOut.model_validate(one) for one in found])
