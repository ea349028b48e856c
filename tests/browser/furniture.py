"""What the pages of the gallery are about: made once, before the first of them is opened."""

from dataclasses import dataclass
from uuid import uuid4

from tests.browser.asking import judging_link
from tests.browser.coordinating import coordinate, pupil_of
from tests.browser.crews import Crew, Juniors, certificate_of_team, crew_of, juniors_of
from tests.browser.large_scheme import LARGE, LONG
from tests.browser.needing import needs_of
from tests.browser.pieces.acting import acts_of
from tests.browser.pieces.twins import twins_of
from tests.browser.world import (
    CHIEF,
    COMPETITORS,
    EXPERT,
    GUARDIAN,
    LONG_NAMED,
    PRIVATE,
    PUBLIC,
    WITH_GUARDIAN,
    Championship,
    World,
)

from client.caller import COMPETITIONS
from client.certificates import revoke
from demo.people import OFFICER


@dataclass(frozen=True, slots=True)
class Places:
    """Championships that the pages are about. The tests that look at pages leave them as they are."""

    published: Championship
    ready: Championship
    """Signed off, not published."""
    large: Championship
    """With as many sub-criteria as the largest schemes, all signed, and names as long as may be."""
    long: Championship
    """Published, of one competitor, and every name as long as may be."""
    marking: Championship
    """One sub-criterion signed, the others open."""
    revoked: str
    """The id of the certificate that was revoked."""
    acts: tuple[str, str, str, str]
    """Where an act with entries of the register is looked at before it is done, where one that was; a certificate on a blank, and a
    spoilt blank."""
    of_team: str
    """The address of a team's certificate."""
    prepared: Championship
    """A draft with a skill, its scheme and a list of regions."""
    cancelled: str
    """The id of a championship that does not take place."""
    empty: str
    """A draft with nothing in it."""
    member: str
    """The id of one of the draft's regions."""
    item: str
    """The id of one item of the draft's schedule."""
    person: str
    """The id of a minor with a guardian."""
    twins: tuple[str, str]
    """Of a second record of the same person, and of a third one that was merged into the first."""
    consent: str
    """Where the link in a guardian's letter leads."""
    consent_ended: str
    """The same for who is not entered any more."""
    judging: str
    """Where the link leads that asks the chief expert to judge in the draft."""
    chief: str
    """The chief expert's id."""
    offered: str
    """Where the link in a letter leads that asks somebody to take a duty."""
    open: Championship
    """Announced, and taking entries: one place is taken, and a minor waits."""
    crew: Crew
    """A team that is entered there."""
    pupil: str
    """Where a school puts right what is kept of somebody whom it entered."""
    asking: Championship
    """Of those that ask what people need: one has asked, and most of it is answered."""
    juniors: Juniors
    """Where teams have a mentor."""
    scanned: str
    """Where the code on a certificate leads: the holder did not agree to be named on a page, but the paper has the name."""

    def consents_of(self, account: str) -> str:
        return f"/championships/{self.marking.id}/consents/{self.marking.registrations[account]}"

    def entry_of(self, account: str) -> str:
        return f"/championships/{self.open.id}/entries/{self.open.registrations[account]}"

    def certificate(self, account: str, kind: str = "participation") -> str:
        return self.certificate_of(self.published, account, kind)

    def certificate_of(self, championship: Championship, account: str, kind: str = "participation") -> str:
        return f"/certificates/{championship.certificates[account, kind]['id']}"


async def furnish(world: World) -> Places:
    """Championships in each state, and one revoked certificate."""
    published, ready, marking, large, long = await _marked(world)
    revoked: str = published.certificates[WITH_GUARDIAN, "participation"]["id"]
    await revoke(await world.caller(OFFICER), revoked, "Выдан с опечаткой в наименовании", public=True)
    prepared, member = await world.draft()
    await world.offer(f"/championships/{prepared.id}")
    consent = await world.consent_link(marking, WITH_GUARDIAN, GUARDIAN)
    await world.plan_days(marking)
    await (await world.caller(GUARDIAN)).post(f"{COMPETITIONS}/persons/{world.subject(WITH_GUARDIAN)}/erasure-request")
    taking = await world.open_for_entries()
    await coordinate(world, taking, "Приозёрье")
    await coordinate(world, long, LONG)
    return Places(
        published=published,
        ready=ready,
        large=large,
        long=long,
        marking=marking,
        revoked=revoked,
        acts=await acts_of(world, published, revoked),
        of_team=await certificate_of_team(world, long),
        prepared=prepared,
        cancelled=await world.cancelled(),
        empty=(await world.draft(is_empty=True))[0].id,
        member=member,
        item=await world.item_of(prepared),
        person=world.subject(WITH_GUARDIAN),
        twins=await twins_of(world),
        consent=consent,
        consent_ended=await world.ended_consent_link(prepared, LONG_NAMED),
        open=taking,
        crew=await crew_of(world, taking),
        pupil=await pupil_of(world, taking),
        judging=await judging_link(world, prepared),
        chief=world.subject(CHIEF),
        offered=await world.offer(),
        asking=await needs_of(world),
        juniors=await juniors_of(world),
        scanned=await world.code(published, PRIVATE),
    )


async def _marked(world: World) -> tuple[Championship, ...]:
    """Published, signed off, being marked; signed off and large; published and long."""
    published, ready, marking = [await world.championship() for _ in range(3)]
    large = await world.championship(LARGE, (*COMPETITORS, LONG_NAMED))
    long = await world.championship(competitors=(LONG_NAMED,))
    await world.mark(large)
    await _reopen(world, large)
    for one in (published, ready, long):
        await world.mark(one)
        await world.sign(one)
    await world.mark(marking, "A1")
    await _send_late(world, marking)
    await world.publish(published)
    await world.publish(long)
    return published, ready, marking, large, long


async def _reopen(world: World, made: Championship) -> None:
    """An aspect of one form, which was signed."""
    form = next(one for one in made.scheme.forms if one.code == "F6")
    body = {"aspects": [form.aspects[0].code], "reason": "Апелляция принята: в журнале замеров стоит другое значение."}
    await (await world.caller(CHIEF)).post(f"{COMPETITIONS}/sheets/{made.sheets[LONG_NAMED, 'F6']}/reopenings", body)


async def _send_late(world: World, made: Championship) -> None:
    """What an expert's tablet sends of a form that is signed."""
    entry = {
        "key": str(uuid4()),
        "sheet": made.sheets[PUBLIC, "A1"],
        "code": "A1.01",
        "author": world.subject(EXPERT),
        "saw": None,
        "measurement": False,
        "entered_at": "2026-11-20T07:00:00Z",
    }
    await (await world.caller(EXPERT)).post(f"{COMPETITIONS}/sheets/entries", {"entries": [entry]})
