"""What nobody is written to about is printed: the certificates of awards, one by one or as one zip."""

import tracemalloc
from collections.abc import AsyncIterator
from io import BytesIO
from uuid import UUID, uuid4
from zipfile import ZipFile

import pypdf
from tests.certificates.playing import AT, ISSUER, Play, granted, person

from certificates.commands.issuing import granted_id
from certificates.documents.archive import file_name, zipped
from client.caller import Caller
from client.certificates import open_issuer
from shared.contracts.competitions import AwardGranted

HERE = "/issuers/region-47/awards"


async def awarded(play: Play, made: dict[str, str], name: str, **more: str) -> AwardGranted:
    holder = await play.know(person(family_name=name, given_name="Вымысел", patronymic=None))
    award = granted(holder.subject_id, made["id"], **more)
    await play.grant(award)
    return award


async def packed(play: Play, *awards: UUID, expect: int = 200) -> bytes:
    sent = {"award": [str(one) for one in awards]}
    answer = await play.http.post(f"{HERE}/documents.zip", data=sent, headers=play.officer)
    assert answer.status_code == expect, answer.text
    return answer.content


async def test_the_certificates_of_some_awards_come_as_one_zip(play: Play) -> None:
    await play.issuer()
    made = await play.achievement()
    first, second, gone = [await awarded(play, made, name) for name in ("Ёлкина/Пробная", "Ясная", "Былая")]
    corrected = first.model_copy(update={"revision": 2, "language": "en"})
    await play.grant(corrected)
    revoked = granted_id(gone.award_id, 1)
    sent = {"reason": "Проверка.", "public": False}
    await play.http.post(f"/api/certificates/v1/certificates/{revoked}/revocation", json=sent, headers=play.officer)
    content = await packed(play, first.award_id, second.award_id, gone.award_id, uuid4(), first.award_id)
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        one, other, rest = archive.namelist()
        assert one == "001 Ёлкина_Пробная Вымысел 47-2026-000004.pdf"
        assert other.startswith("002 Ясная")
        said = " ".join(pypdf.PdfReader(BytesIO(archive.read(one))).pages[0].extract_text().split())
        assert "Basics of robotics" in said
        left_out = archive.read(rest).decode("utf-8-sig").split("\r\n")
        assert [line.rpartition(" ")[2] for line in left_out] == ["1", "1", "0", "0"]


async def test_an_award_leads_to_its_newest_certificate(play: Play) -> None:
    await play.issuer()
    award = await awarded(play, await play.achievement(), "Ясная")
    await play.grant(award.model_copy(update={"revision": 2, "language": "en"}))
    newest = granted_id(award.award_id, 2)
    for query, address in (("", f"/certificates/{newest}"), ("?format=pdf", f"/certificates/{newest}?format=pdf")):
        answer = await play.http.get(f"{HERE}/{award.award_id}{query}", headers=play.officer)
        assert (answer.status_code, answer.headers["location"]) == (303, address)
    body = {"reason": "Опечатка.", "public": False}
    at = f"/api/certificates/v1/certificates/{newest}/replacement"
    told = await play.http.post(at, json=body, headers={**play.officer, "idempotency-key": "once"})
    answer = await play.http.get(f"{HERE}/{award.award_id}", headers=play.officer)
    assert (told.status_code, answer.headers["location"]) == (201, f"/certificates/{told.json()['id']}"), "reissued"
    missing = await play.http.get(f"{HERE}/{uuid4()}", headers=play.officer)
    assert (missing.status_code, missing.json()["type"].rpartition("/")[2]) == (404, "not-issued-yet")


async def test_an_award_of_others_and_too_many_are_refused(play: Play) -> None:
    await play.issuer()
    award = await awarded(play, await play.achievement(), "Ясная")
    other = play.bearer("zoya", "officer", organisation="region-50")
    await open_issuer(Caller(play.http, other), {**ISSUER, "organisation": "region-50", "prefix": "50"})
    at = "/issuers/region-50/awards"
    assert (await play.http.get(f"{at}/{award.award_id}", headers=other)).status_code == 404
    sent = {"award": [str(award.award_id)]}
    assert (await play.http.post(f"{at}/documents.zip", data=sent, headers=other)).status_code == 404
    assert (await play.http.post(f"{HERE}/documents.zip", data=sent, headers=other)).status_code == 403
    await packed(play, *(uuid4() for _ in range(501)), expect=422)
    await packed(play, expect=422)


async def test_no_more_than_one_document_is_in_memory() -> None:
    size, number = 1_000_000, 40

    async def files() -> AsyncIterator[tuple[str, bytes]]:
        for place in range(number):
            yield f"{place}.pdf", bytes(size)

    tracemalloc.start()
    sent = 0
    async for part in zipped(files(), AT):
        sent += len(part)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sent > size * number
    assert most < 6 * size


def test_a_file_is_named_as_every_system_can_unpack() -> None:
    assert file_name("../a\\b:c*?\n" + "я" * 200, "pdf") == "_a_b_c___" + "я" * 69 + ".pdf"
