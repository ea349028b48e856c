"""An exported championship becomes history here: checked first, then all of it or nothing."""

import asyncio
import hashlib
from uuid import UUID

from competitions.access import held_organisation
from competitions.commands.bringing.alone import alone_with
from competitions.domain.bringing.packages import (
    AlreadyHere,
    ArrivedPackage,
    Contents,
    Origin,
    PackageUnfinished,
    RulesetMissing,
)
from competitions.domain.championship import Championship
from competitions.domain.results.lifecycle import ResultStatus
from competitions.packages.apart import Checked, Lines, check_apart
from competitions.packages.forms import moment_of
from competitions.packages.rebuilding import Rebuilt, rebuilt, text_of
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal
from shared.ids import derive


async def check_package(app: App, content: bytes, by: Principal) -> ArrivedPackage:
    """What a package would make; it is kept for an hour, and nothing of it is there yet. The same again finds it.

    Raises Forbidden, PackageBroken, PackageUnfinished, RulesetMissing, AlreadyHere.
    """
    organisation = _organisation(by)
    digest = hashlib.sha256(content).hexdigest()
    id = derive("package", organisation, digest)
    if known := await app.packages.find(id):
        return known
    checked = await check_apart(content)
    found = await _read(app, checked, organisation, digest, by)
    await _must_be_free(app, found, organisation, digest)
    arrived = ArrivedPackage(id, organisation, by.account, app.now(), _contents(checked, found))
    return await app.packages.keep(arrived, content)


async def arrived_package(app: App, package_id: UUID, by: Principal) -> ArrivedPackage:
    """Raises Forbidden, Unknown."""
    organisation = _organisation(by)
    arrived = await app.packages.get(package_id)
    if arrived.organisation != organisation:
        raise Forbidden
    return arrived


async def bring_in(app: App, package_id: UUID, by: Principal) -> Championship:
    """The championship with its skills, forms and results under the ids that they have. Nobody is told, and no certificate is issued:
    those who held it have done so.

    It is written last of all, and whatever was there of it without it, of an attempt that was broken off, goes first. A repeat finds it.
    Raises Forbidden, Unknown, PackageBroken, PackageUnfinished, RulesetMissing, AlreadyHere.
    """
    arrived = await arrived_package(app, package_id, by)
    content = await app.packages.content(arrived)
    digest = hashlib.sha256(content).hexdigest()
    found = await _read(app, await check_apart(content), arrived.organisation, digest, by)

    async def kept() -> Championship:
        standing = await _must_be_free(app, found, arrived.organisation, digest)
        return standing or await _kept(app, found)

    return await alone_with(app, found.championship.id, kept)


async def _read(app: App, checked: Checked, organisation: str, digest: str, by: Principal) -> Rebuilt:
    lines = checked.lines
    _must_be_finished(lines)
    about = lines["championship"][0]
    if about["ruleset"] not in app.rulesets:
        raise RulesetMissing(str(about["ruleset"])[:100])
    holder = text_of(about["held_by"]) if about["held_by"] else None
    origin = Origin(str(about["organisation"]), holder, moment_of(about["exported_at"]), digest, app.now(), by.account)
    return await asyncio.to_thread(rebuilt, lines, origin, organisation)


def _must_be_finished(lines: Lines) -> None:
    open_ones = [
        str(one["number"])
        for one in lines["skills"]
        if one["published"] is None or one["published"]["status"] != ResultStatus.OFFICIAL
    ]
    if open_ones or not lines["skills"]:
        raise PackageUnfinished(tuple(open_ones))


async def _must_be_free(app: App, found: Rebuilt, organisation: str, digest: str) -> Championship | None:
    """None where it is not there; else that which was brought in from this very package. Raises AlreadyHere."""
    standing = await app.championships.find(found.championship.id)
    if standing:
        if standing.origin and standing.origin.digest == digest and standing.organisation == organisation:
            return standing
        raise AlreadyHere(standing.id)
    if taken := await _taken(app, found, organisation):
        raise AlreadyHere(taken)
    return None


async def _taken(app: App, found: Rebuilt, organisation: str) -> UUID | None:
    """An id under which something else is here: nobody's data is changed or shown by a file that names it."""
    skills = {one.id for one in found.skills}
    elsewhere = [one.id for one in await app.skills.some(skills) if one.championship_id != found.championship.id]
    elsewhere += [
        one.id for one in await app.schemes.some([one.id for one in found.schemes]) if one.skill_id not in skills
    ]
    elsewhere += [one.id for one in await app.registrations.some(found.registrations)]
    people = (await app.people.by_id(found.people)).values()
    elsewhere += [one.id for one in people if one.organisation != organisation]
    sheet = await app.sheets.one_elsewhere([one.id for one in found.sheets], found.championship.id)
    return next(iter(elsewhere), sheet)


async def _kept(app: App, found: Rebuilt) -> Championship:
    left = await app.skills.of(found.championship.id)
    await app.sheets.drop_orphans({one.id for one in (*found.skills, *left)})
    await app.schemes.drop_orphans([one.id for one in found.schemes])
    await app.results.drop_orphans(found.championship.id)
    await app.skills.drop_orphans(found.championship.id)
    for skill in found.skills:
        await app.sheets.add_new([one for one in found.sheets if one.skill_id == skill.id])
    for scheme in found.schemes:
        await app.schemes.add(scheme)
    for results in found.results:
        await app.results.add(results)
    for skill in found.skills:
        await app.skills.add(skill)
    return await app.championships.add(found.championship)


def _contents(checked: Checked, found: Rebuilt) -> Contents:
    held = found.championship
    origin = held.origin
    assert origin  # noqa: S101 - what was read from a package has one
    return Contents(
        held.id,
        held.name,
        origin.organisation,
        origin.held_by,
        held.ruleset,
        held.starts_on,
        held.ends_on,
        origin.exported_at,
        len(found.skills),
        len(found.sheets),
        checked.records,
        sum(len(one.results) for one in found.results),
        checked.erased,
    )


def _organisation(by: Principal) -> str:
    organisation = held_organisation(by)
    if not organisation:
        raise Forbidden
    return organisation
