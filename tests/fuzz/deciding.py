"""What waits for a decision: entries that came too late, marks to take back, a protest, somebody who asks to be erased."""

from typing import TYPE_CHECKING, Final
from uuid import uuid4

from client.caller import COMPETITIONS
from competitions.domain.bringing.packages import ArrivedPackage, Contents
from shared.identity.principal import Role
from shared.text import Text

if TYPE_CHECKING:
    from tests.fuzz.world import World

REASON: Final = {"reason": "Пересчитано"}


async def decided(world: "World") -> None:
    """In the championship whose skill is signed, and in that whose marks are all there."""
    await _late(world, *await _newest(world, "B1.01", is_signed=True))
    sheet, mark = await _newest(world, "B1.01", is_signed=False)
    back = {**REASON, "saw": mark}
    world.asks("POST /sheets/{sheet_id}/marks/{code}/withdrawal", back, sheet_id=sheet, code="B1.01")
    await _protest(world)
    await _erasure(world)
    await _package(world)


async def _newest(world: "World", code: str, *, is_signed: bool) -> tuple[str, str]:
    """A sheet with a mark for this aspect, and the mark."""
    chief = world.by("competitions", "chief", Role.EXPERT)
    for id in reversed(world.known.values["sheet_id"]):
        sheet = await chief.get(f"{COMPETITIONS}/sheets/{id}")
        if code in sheet["newest"] and sheet["is_signed"] is is_signed:
            return id, sheet["newest"][code]
    raise LookupError(code)


async def _late(world: "World", sheet: str, mark: str) -> None:
    """What a tablet sent for a form that takes nothing any more: one to enter, one to set aside."""
    chief = world.by("competitions", "chief", Role.EXPERT)
    own = {"sheet": sheet, "code": "B1.01", "author": world.people["chief"], "saw": mark}
    entries = [{**own, "key": str(uuid4()), "measurement": value} for value in ("3", "4")]
    answer = await chief.post(f"{COMPETITIONS}/sheets/entries", {"entries": entries})
    enters, sets_aside = [one["late"]["id"] for one in answer["results"]]
    world.known.add("late_id", enters, sets_aside)
    world.asks("POST /late-entries/{late_id}/entering", {**REASON, "saw": mark}, late_id=enters)
    world.asks("POST /late-entries/{late_id}/setting-aside", late_id=sets_aside)


async def _protest(world: "World") -> None:
    """Against a result of the skill that was signed last."""
    skill, entry = world.known.values["skill_id"][-1], world.known.values["registration_id"][-1]
    protests = f"{COMPETITIONS}/skills/{skill}/protests"
    made = await world.organiser.post(protests, {"registration_id": entry, **REASON})
    world.known.add("protest_id", made["id"])
    world.asks("POST /skills/{skill_id}/protests/{protest_id}/lifting", REASON, skill_id=skill, protest_id=made["id"])


async def _erasure(world: "World") -> None:
    subject = world.people["third"]
    await world.by("competitions", "third").post(f"{COMPETITIONS}/persons/{subject}/erasure-request")
    world.asks("POST /persons/{subject_id}/erasure-request/refusal", REASON, subject_id=subject)


async def _package(world: "World") -> None:
    """Of a championship that was held elsewhere; it came and was checked."""
    app, about = world.parts.competitions, Text("Проба", "Trial")
    at, id = app.now(), uuid4()
    contents = Contents(
        uuid4(), about, "region-elsewhere", None, "worldskills", at.date(), at.date(), at, 1, 1, 1, 1, 0
    )
    await app.packages.keep(
        ArrivedPackage(id, world.organisation, world.account("organiser"), at, contents), b"no package"
    )
    world.known.add("package_id", str(id))
    world.asks("GET /packages/{package_id}", package_id=str(id))
