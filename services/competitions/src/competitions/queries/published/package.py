"""A championship as one package: JSON Lines in a .zip, which `clients/audit` checks without this service.

What was marked stands under pseudonyms; who is who, and what people typed, stand in files of their own, without those who were erased.
"""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, Final
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from competitions.access import held_by
from competitions.domain.championship import Championship
from competitions.domain.history.canonical import Plain, canonical
from competitions.domain.history.chain import hashed, head, moment, pseudonym, root, typed
from competitions.domain.judging.panel import judges_of
from competitions.domain.results.result import SkillResults
from competitions.domain.sheet import Sheet
from competitions.domain.signature import Signature
from competitions.domain.skill import Skill
from competitions.queries.entering.naming import named
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
    lines: dict[str, list[bytes]] = defaultdict(list)
    subjects: set[UUID] = set()
    for skill in await app.skills.held(championship_id):
        sheets = await app.sheets.all_of(skill.id)
        subjects |= {one.competitor.subject_id for one in sheets}
        subjects |= {id for one in sheets for record in one.history for id in (record.author, *judges_of(record))}
        subjects |= {one.signature.by for one in sheets if one.signature}
        subjects |= {skill.signature.by} if skill.signature else set()
        for name, found in _of_skill(championship, skill, sheets, results.get(skill.id)).items():
            lines[name] += [canonical(one) for one in found]
    people = await named(app, subjects)
    names = {pseudonym(championship_id, id): people[id].full_name if id in people else None for id in subjects}
    lines["people"] = [canonical({"person": person, "name": names[person]}) for person in sorted(names)]
    lines["championship"] = [canonical(_about(championship, app))]
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


def _about(championship: Championship, app: App) -> Line:
    return {
        "form": FORM,
        "id": str(championship.id),
        "name": {"ru": championship.name.ru, "en": championship.name.en},
        "ruleset": championship.ruleset,
        "starts_on": championship.starts_on.isoformat(),
        "ends_on": championship.ends_on.isoformat(),
        "exported_at": moment(app.now()),
    }


def _of_skill(
    championship: Championship, skill: Skill, sheets: Sequence[Sheet], results: SkillResults | None
) -> dict[str, Iterable[Line]]:
    counting = {str(one.id): head(one) for one in sheets if one.competitor.registration_id in skill.starters}
    about: Line = {
        "id": str(skill.id),
        "number": skill.number,
        "name": {"ru": skill.name.ru, "en": skill.name.en},
        "head": root(counting),
        "signed": _signed(championship, skill.signature),
        "published": {"head": results.head, "status": results.status.value, "revision": results.revision}
        if results
        else None,
    }
    return {
        "skills": [about],
        "sheets": (_sheet(championship, one, counts=str(one.id) in counting) for one in sheets),
        "texts": (line for one in sheets for line in _texts(one)),
        "results": _results(championship, results) if results else (),
    }


def _signed(championship: Championship, signature: Signature | None) -> Line | None:
    if signature is None:
        return None
    return {
        "by": pseudonym(championship.id, signature.by),
        "at": moment(signature.at),
        "head": signature.head,
    }


def _sheet(championship: Championship, sheet: Sheet, *, counts: bool) -> Line:
    return {
        "id": str(sheet.id),
        "skill": str(sheet.skill_id),
        "sub_criterion": sheet.sub_criterion,
        "competitor": pseudonym(championship.id, sheet.competitor.subject_id),
        "counts": counts,
        "confirmed_by": sheet.confirmed_by,
        "records": [
            {"before": one.link.before if one.link else None, "record": hashed(sheet, one)} for one in sheet.history
        ],
        "head": head(sheet),
        "signed": _signed(championship, sheet.signature),
    }


def _texts(sheet: Sheet) -> Iterator[Line]:
    for record in sheet.history:
        if record.link and record.link.salt and (texts := typed(record)):
            yield {"record": str(record.id), "salt": record.link.salt, "texts": texts}


def _results(championship: Championship, results: SkillResults) -> Iterator[Line]:
    for one in results.results:
        found: dict[str, Any] = {
            "skill": str(results.id),
            "competitor": pseudonym(championship.id, one.competitor.subject_id),
            "total": f"{one.total:.2f}",
            "scale_score": one.scale_score,
            "place": one.place,
            "medal": one.medal.value if one.medal else None,
            "category": one.category,
            "awards": list(one.awards),
        }
        yield found
