"""What a scan fetches: one issuer's catalogue, however much that issuer has handed out."""

import gzip
import json
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from tests.certificates.playing import Play

from certificates.domain.codes import Coded, CodedName
from certificates.domain.register import RegistrationNumber
from certificates.queries.catalogue import catalogue
from shared.text import Text

ACHIEVEMENTS, CERTIFICATES, OUT_OF_FORCE = 500, 100_000, 300
MOST = 40_000
"""Bytes, as they are sent."""
SUBJECTS = (
    ("Робототехника", "Robotics"), ("Сварочные технологии", "Welding"), ("Веб-разработка", "Web development"),
    ("Графический дизайн", "Graphic design"), ("Поварское дело", "Cooking"), ("Электромонтаж", "Electrical installation"),
    ("Мехатроника", "Mechatronics"), ("Дошкольное воспитание", "Early childhood education"),
    ("Промышленная автоматика", "Industrial control"), ("Геоинформатика", "Geoinformatics"),
)  # fmt: skip
FORMS = (
    ("основы", "basics"), ("практикум", "workshop"), ("углублённый курс", "advanced course"), ("летняя школа", "summer school"),
    ("подготовка к чемпионату", "training for the championship"), ("проба профессии", "try-out"), ("стажировка", "internship"),
)  # fmt: skip


def title(number: int, chance: Random) -> Text:
    subject, form = chance.choice(SUBJECTS), chance.choice(FORMS)
    return Text(f"{subject[0]}: {form[0]}, модуль {number}", f"{subject[1]}: {form[1]}, module {number}")


def stored(example: dict[str, Any], number: int, chance: Random) -> dict[str, Any]:
    """A certificate out of force, made of one that is there."""
    entry = RegistrationNumber("47", 2026, chance.randrange(1, CERTIFICATES)).status_entry
    since = example["issued_at"] + timedelta(seconds=chance.randrange(10**7))
    reason = chance.choice([None, f"Ошибка в наименовании программы, протокол № {number}."])
    standing = {"state": chance.choice(["revoked", "suspended", "superseded"]), "since": since, "by": "olga"}
    return {
        **example,
        "_id": UUID(int=number),
        "number": {**example["number"], "number": number},
        "short_id": str(number),
        "status_entry": {"list": entry.list, "index": entry.index},
        "standing": {**standing, "reason": reason, "public": reason is not None, "change_id": None},
        "pending": [],
    }


async def test_a_large_issuers_catalogue_is_small(play: Play) -> None:
    await play.issuer()
    await play.certificate()
    chance = Random(47)
    coded = (
        CodedName(UUID(int=number), "region-47", Coded.ACHIEVEMENT, number, title(number, chance), "course")
        for number in range(2, ACHIEVEMENTS + 2)
    )
    await play.app.codes.add_many([(one, ()) for one in coded])
    kept = play.app.database["certificates"]
    example = await kept.find_one({})
    assert example
    await kept.insert_many([stored(example, number, chance) for number in range(2, OUT_OF_FORCE + 2)])
    published = await catalogue(play.app, 1)
    said = json.loads(json.loads(published.body)["payload"])
    assert len(said["achievements"]) == ACHIEVEMENTS + 1
    assert sum(len(entries) for entries in said["status"].values()) == OUT_OF_FORCE
    sent = gzip.compress(published.body, 5)
    assert len(sent) < MOST
