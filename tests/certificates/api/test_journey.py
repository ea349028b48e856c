"""From a published result to a certificate that others verify."""

from io import BytesIO
from uuid import UUID

import pypdf
import zxingcpp
from PIL import Image
from tests.awards import GOLD, PARTICIPATION
from tests.certificates.playing import API, ISSUER, Play, person, result

from shared.contracts import Earned


async def test_a_published_result_becomes_certificates_that_verify(play: Play) -> None:
    await play.issuer()
    holder = await play.know(person(account="snow"))
    awards = [Earned(subject_id=holder.subject_id, award=award) for award in (PARTICIPATION, GOLD)]
    told = result(*awards)
    await play.publish(told)
    await play.publish(told)

    listed = (await play.http.get(f"{API}/certificates", headers=play.officer)).json()["items"]
    assert sorted(each["registration_number"] for each in listed) == ["47-2026-000001", "47-2026-000002"]
    gold = next(each for each in listed if each["award"] == "gold")
    assert gold["status"] == "valid"

    credential = (await play.http.get(f"/certificates/{gold['id']}?format=vc", headers=play.officer)).json()
    verdict = (await play.http.post(f"{API}/verifications", json={"credential": credential})).json()
    assert verdict["verdict"] == "valid"
    assert verdict["facts"]["name"] == "Ёлкина Снежана Морозовна"


async def test_the_pdf_names_the_holder_and_carries_the_signed_credential(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    pdf = await play.http.get(f"/certificates/{id_}?format=pdf", headers=play.officer)
    assert pdf.headers["content-type"] == "application/pdf"
    read = pypdf.PdfReader(BytesIO(pdf.content))
    assert "Ёлкина Снежана Морозовна" in " ".join(read.pages[0].extract_text().split())
    credential = await play.http.get(f"/certificates/{id_}?format=vc", headers=play.officer)
    assert read.attachments["credential.json"] == [credential.content]


async def test_the_picture_is_a_code_that_any_scanner_reads(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    picture = await play.http.get(f"/certificates/{id_}?format=png", headers=play.officer)
    text = (await play.http.get(f"{API}/certificates/{id_}/qr-text", headers=play.officer)).text
    seen = zxingcpp.read_barcode(Image.open(BytesIO(picture.content)).convert("L"))
    assert seen is not None
    assert seen.text == text
    assert text.startswith("http://localhost:8080/v#")
    verdict = (await play.http.post(f"{API}/verifications", json={"qr": text})).json()
    assert verdict["verdict"] == "valid"
    assert UUID(verdict["certificate_id"]) == id_


async def test_the_longest_name_that_can_be_entered_is_certified(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate(family_name="王" * 200, given_name="伟" * 200, patronymic="玥" * 200)
    picture = await play.http.get(f"/certificates/{id_}?format=png", headers=play.officer)
    seen = zxingcpp.read_barcode(Image.open(BytesIO(picture.content)).convert("L"))
    assert seen is not None
    verdict = (await play.http.post(f"{API}/verifications", json={"qr": seen.text})).json()
    assert (verdict["verdict"], UUID(verdict["certificate_id"])) == ("valid", id_)
    pdf = await play.http.get(f"/certificates/{id_}?format=pdf", headers=play.officer)
    assert len(pypdf.PdfReader(BytesIO(pdf.content)).pages) == 1


async def test_the_page_is_for_everybody_and_names_nobody(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    page = await play.http.get(f"/certificates/{id_}", headers={"accept": "text/html"})
    assert page.status_code == 200
    assert "Сертификат действителен" in page.text
    assert "Снежана" not in page.text
    assert "Ё. С. М." in page.text


async def test_an_issuer_whose_name_cannot_be_printed_is_refused(play: Play) -> None:
    body = {**ISSUER, "name": {"ru": "Центр 🎓", "en": "Centre"}}
    answer = await play.http.post(f"{API}/issuers", json=body, headers=play.officer)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["where"], "🎓 (U+1F393)" in error["message"]) == ("/name/ru", True)
    await play.issuer()
