"""A championship as one package: JSON Lines in a .zip, which `clients/audit` checks without this service.

What was marked stands under pseudonyms; who is who, and what people typed, stand in files of their own, without those who were erased.
"""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Final
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from competitions.access import held_by
from competitions.domain.championship import Championship, Stage
from competitions.domain.history.canonical import Plain, canonical
from competitions.domain.history.chain import hashed, head, moment, pseudonym, root, typed
from competitions.domain.judging.panel import judges_of
from competitions.domain.marking_scheme import SkillScheme
from competitions.domain.records.organisation import Organisation
from competitions.domain.results.result import SkillResults
from competitions.domain.sheet import Sheet
from competitions.domain.signature import Signature, TakenBack
from competitions.domain.signing.form import Reopening
from competitions.domain.skill import Skill
from competitions.queries.entering.naming import named
from competitions.queries.entering.team_results import concerned_by
from competitions.queries.published.package_results import (
    of_members,
    of_publication,
    of_results,
    of_scheme,
    of_starters,
)
from competitions.queries.published.package_schemas import SCHEMAS
from competitions.wiring import App
from shared.identity.principal import Principal

ERASABLE: Final = frozenset({"people", "texts"})
"""Files in which an erasure leaves gaps; the others never change."""
FORM: Final = "skillproof/package/1"
Line = Mapping[str, Plain]


async def championship_package(app: App, championship_id: UUID, by: Principal) -> bytes:
    """For its organiser, at any time. Raises Unknown, Forbidden."""
    championship = await held_by(app, championship_id, by)
    results = {one.id: one for one in await app.results.of(championship_id)}
    schemes = {one.skill_id: one for one in await _schemes(app, championship_id)}
    lines: dict[str, list[bytes]] = defaultdict(list)
    subjects: set[UUID] = set()
    for skill in await app.skills.held(championship_id):
        sheets = await app.sheets.all_of(skill.id)
        subjects |= {one.competitor.subject_id for one in sheets}
        subjects |= {id for one in sheets for record in one.history for id in (record.author, *judges_of(record))}
        subjects |= {id for one in sheets for id in _signers(one)} | _leaders(skill)
        published = results.get(skill.id)
        subjects |= set(concerned_by(published.results)) if published else set()
        for name, found in _of_skill(championship, skill, sheets, published).items():
            lines[name] += [canonical(one) for one in found]
        if scheme := schemes.get(skill.id):
            lines["schemes"].append(canonical(of_scheme(scheme)))
    lines["standings"] = [canonical(one) for one in of_members(results.values())]
    people = await named(app, subjects)
    names = {pseudonym(championship_id, id): people[id].full_name if id in people else None for id in subjects}
    ids = {pseudonym(championship_id, id): str(id) for id in subjects}
    lines["people"] = [
        canonical({"person": person, "subject": ids[person], "name": names[person]}) for person in sorted(names)
    ]
    lines["championship"] = [
        canonical(_about(championship, await app.organisations.of(championship.organisation), app))
    ]
    return await asyncio.to_thread(_packed, lines)


def _packed(lines: Mapping[str, Sequence[bytes]]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as package:
        sums: list[bytes] = []
        for name, schema in SCHEMAS.items():
            written = b"".join(line + b"\n" for line in (lines.get(name, ()) if name != "sums" else sums))
            package.writestr(f"{name}.jsonl", written)
            package.writestr(f"schemas/{name}.json", canonical(schema))
            if name not in ERASABLE:
                sums.append(canonical({"file": name, "sha256": hashlib.sha256(written).hexdigest()}))
    return content.getvalue()


def _about(championship: Championship, holder: Organisation | None, app: App) -> Line:
    """The name of somebody in business for themselves is a person's, and not told."""
    named = holder.about.name if holder and not holder.about.is_of_a_person else None
    return {
        "form": FORM,
        "id": str(championship.id),
        "name": {"ru": championship.name.ru, "en": championship.name.en},
        "organisation": championship.organisation,
        "held_by": {"ru": named.ru, "en": named.en} if named else None,
        "ruleset": championship.ruleset,
        "scale_policy": championship.scale_policy,
        "medal_policy": championship.medal_policy,
        "time_zone": championship.time_zone,
        "starts_on": championship.starts_on.isoformat(),
        "ends_on": championship.ends_on.isoformat(),
        "published_at": moment(at)
        if (at := championship.published_at) and championship.stage is Stage.PUBLISHED
        else None,
        "exported_at": moment(app.now()),
    }


async def _schemes(app: App, championship_id: UUID) -> Sequence[SkillScheme]:
    skills = await app.skills.held(championship_id)
    return await app.schemes.some([one.scheme.id for one in skills if one.scheme])


def _of_skill(
    championship: Championship, skill: Skill, sheets: Sequence[Sheet], results: SkillResults | None
) -> dict[str, Iterable[Line]]:
    counting = {str(one.id): head(one) for one in sheets if one.competitor.registration_id in skill.starters}
    about: Line = {
        "id": str(skill.id),
        "number": skill.number,
        "name": {"ru": skill.name.ru, "en": skill.name.en},
        "head": root(counting),
        "signed": _signature(championship, skill.signature) if skill.signature else None,
        "taken_back": [_taken_back(championship, one) for one in skill.taken_back],
        "published": of_publication(results) if results else None,
        "team_size": skill.team_size,
        "categories": list(skill.categories),
    }
    return {
        "skills": [about],
        "sheets": (_sheet(championship, one, counts=str(one.id) in counting) for one in sheets),
        "texts": (line for one in sheets for line in _texts(one)),
        "results": of_results(championship.id, results) if results else (),
        "starters": of_starters(championship.id, results) if results else (),
    }


def _signers(sheet: Sheet) -> Iterator[UUID]:
    """Of what stands, and of what was taken back, by whom."""
    yield from (one.by for one in sheet.signing.signatures)
    for reopening in sheet.signing.reopenings:
        yield from (reopening.by, *(one.by for one in reopening.taken_back))


def _leaders(skill: Skill) -> set[UUID]:
    signatures = [*([skill.signature] if skill.signature else []), *(one.signature for one in skill.taken_back)]
    return {*(one.by for one in signatures), *(one.by for one in skill.taken_back if one.by)}


def _signature(championship: Championship, signature: Signature) -> Line:
    return {
        "by": pseudonym(championship.id, signature.by),
        "at": moment(signature.at),
        "head": signature.head,
    }


def _taken_back(championship: Championship, one: TakenBack) -> Line:
    return {
        "signed": _signature(championship, one.signature),
        "at": moment(one.at),
        "by": pseudonym(championship.id, one.by) if one.by else None,
        "opened": str(one.reopening) if one.reopening else None,
    }


def _sheet(championship: Championship, sheet: Sheet, *, counts: bool) -> Line:
    return {
        "id": str(sheet.id),
        "skill": str(sheet.skill_id),
        "sub_criterion": sheet.sub_criterion,
        "competitor": pseudonym(championship.id, sheet.competitor.subject_id),
        "registration": str(sheet.competitor.registration_id),
        "member": sheet.competitor.member,
        "counts": counts,
        "confirmed_by": sheet.confirmed_by,
        "records": [
            {"before": one.link.before if one.link else None, "record": hashed(sheet, one)} for one in sheet.history
        ],
        "head": head(sheet),
        "signed": [_signature(championship, one) for one in sheet.signing.signatures],
        "opened": [_opened(championship, one) for one in sheet.signing.reopenings],
    }


def _opened(championship: Championship, one: Reopening) -> Line:
    return {
        "id": str(one.id),
        "aspects": list(one.codes),
        "by": pseudonym(championship.id, one.by),
        "at": moment(one.at),
        "promise": one.promise,
        "taken_back": [_signature(championship, each) for each in one.taken_back],
    }


def _texts(sheet: Sheet) -> Iterator[Line]:
    for record in sheet.history:
        if record.link and record.link.salt and (texts := typed(record)):
            yield {"record": str(record.id), "salt": record.link.salt, "texts": texts}
    for one in sheet.signing.reopenings:
        if one.salt:
            yield {"record": str(one.id), "salt": one.salt, "texts": {"reason": one.reason}}
