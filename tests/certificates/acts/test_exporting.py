"""The register as a table in the issuer's own columns."""

import csv
from io import BytesIO
from typing import Any, Final
from uuid import uuid4

import pytest
from openpyxl import load_workbook
from tests.certificates.acts.test_many import HOME
from tests.certificates.acts.test_reissue import course
from tests.certificates.playing import Play
from tests.certificates.test_issuing_pages import headers

from certificates.commands.acts.one import Paper, issue_anew, set_paper
from certificates.domain.acts.act import Doing
from certificates.domain.acts.amendment import NOTHING
from certificates.domain.blanks.blank import Blank
from certificates.domain.columns import READY, Column, Field

YEAR: Final = {"year": "2026"}


async def table(play: Play, **sought: str) -> list[dict[str, str]]:
    answer = await play.http.get(f"{HOME}/export.csv", params={**YEAR, **sought}, headers=headers(play, "ru"))
    assert answer.status_code == 200
    return list(csv.DictReader(answer.text.removeprefix("\ufeff").splitlines(), delimiter=";"))


async def chosen(play: Play, **fields: str) -> Any:
    return await play.http.post(f"{HOME}/columns", data=fields, headers=headers(play, "ru"))


async def test_what_a_duplicate_a_blank_and_the_rest_come_to_in_both_formats(play: Play) -> None:
    await play.issuer()
    id_ = await course(play)
    stands = await play.app.certificates.get(id_)
    entered = Paper(Doing.BLANKS, Blank("АБ", "123"))
    await set_paper(play.app, stands, entered, by="olga", change_id=uuid4())
    stands = await play.app.certificates.get(id_)
    await issue_anew(play.app, stands, NOTHING, "Утрачен.", by="olga", change_id=uuid4(), is_duplicate=True)
    lost, duplicate = await table(play)
    assert (lost["Состояние"], lost["Причина"], lost["Заменён на"]) == ("заменён", "Выдан дубликат.", "47-2026-000002")
    assert (lost["Серия бланка"], lost["Номер бланка"], lost["Баллы"], lost["Академических часов"]) == (
        "АБ",
        "123",
        "87.50",
        "36",
    )
    assert (duplicate["Дубликат?"], duplicate["Взамен"], duplicate["Состояние"]) == (
        "да",
        "47-2026-000001",
        "действителен",
    )
    answer = await play.http.get(f"{HOME}/export.xlsx", params=YEAR, headers=headers(play, "ru"))
    heading, *rows = load_workbook(BytesIO(answer.content)).active.values  # type: ignore[union-attr]
    assert list(heading) == list(lost)
    assert [row[0] for row in rows] == ["47-2026-000001", "47-2026-000002"]
    assert [row["Регистрационный номер"] for row in await table(play, state="valid")] == ["47-2026-000002"]
    await chosen(play, ready="federal")
    assert [row["Подтверждение утраты"] for row in await table(play)] == ["да", ""]


async def test_columns_are_chosen_called_otherwise_and_kept(play: Play) -> None:
    await play.issuer()
    await play.certificate()
    sent = {"place-family_name": "2", "place-number": "1", "title-number": "=Рег. №", "place-title": ""}
    assert (await chosen(play, **sent)).status_code == 303
    assert await table(play) == [{"'=Рег. №": "47-2026-000001", "Фамилия": "Ёлкина"}]
    page = (await play.http.get(f"{HOME}/columns", headers=headers(play))).text
    assert 'name="place-family_name" value="2"' in page
    refused = await chosen(play, **{"place-number": "нет"})
    assert (refused.status_code, "ни одного столбца" in refused.text) == (422, True)
    assert list((await table(play))[0]) == ["'=Рег. №", "Фамилия"]


async def test_the_mapping_for_the_federal_register_is_ready_and_says_that_it_is_unconfirmed(play: Play) -> None:
    await play.issuer()
    await play.certificate()
    page = (await play.http.get(f"{HOME}/columns", headers=headers(play, "ru"))).text
    assert "не сверено" in page
    await chosen(play, ready="federal")
    (row,) = await table(play)
    assert (row["Фамилия получателя"], row["Имя получателя"], row["Отчество получателя"]) == (
        "Ёлкина",
        "Снежана",
        "Морозовна",
    )
    assert (row["Подтверждение утраты"], row["Дата рождения получателя"]) == ("", "")
    assert "СНИЛС" not in " ".join(row)


async def test_others_do_not_get_it_and_a_workbook_has_its_bounds(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    await play.issuer()
    await play.certificate()
    other = headers(play, organisation="region-50")
    for address in ("export.csv", "export.xlsx", "columns"):
        assert (await play.http.get(f"{HOME}/{address}", headers=other)).status_code == 403
    monkeypatch.setattr("certificates.queries.exporting.MOST_IN_WORKBOOK", 0)
    answer = await play.http.get(f"{HOME}/export.xlsx", params=YEAR, headers=headers(play))
    assert (answer.status_code, "more than the 0 of a workbook" in answer.text) == (422, True)


def test_no_field_stands_twice_in_what_is_ready() -> None:
    for columns in READY.values():
        fields = [one.field for one in columns]
        assert len(fields) == len(set(fields))
    assert Column(Field.NUMBER) in READY["ours"]
