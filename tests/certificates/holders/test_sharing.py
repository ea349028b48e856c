"""A certificate shown elsewhere: what a preview tells, and whom; card and picture for those who may have the PDF."""

import re
from dataclasses import replace
from io import BytesIO

import pypdf
import pytest
from tests.certificates.playing import Play, described, public

from certificates.documents.pdf import Printer
from certificates.domain.certificate import Certificate

NAME = "Ёлкина Снежана Морозовна"
HTML = {"accept": "text/html"}


def told_to_previews(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta property="og:([a-z:_]+)" content="([^"]*)">', html))


async def test_a_preview_tells_what_was_earned_and_never_who(play: Play) -> None:
    await play.issuer()
    for items in ((), ("name", "place", "score")):
        id_ = await play.certificate(publicity=public(*items))
        html = (await play.http.get(f"/certificates/{id_}?lang=ru", headers=HTML)).text
        told = told_to_previews(html)
        assert told["title"] == "Диплом: Золотая медаль в компетенции «Веб-технологии»"
        assert told["description"] == "Открытый чемпионат «Профи», Центр навыков"
        assert told["image"].endswith(f"/certificates/{id_}/preview.png?lang=ru")
        assert "Ёлкина" not in html.partition("<main")[0]


@pytest.mark.parametrize(("items", "named"), [((), False), (("name", "place"), True)])
async def test_the_picture_names_whom_everybody_may_read(
    play: Play, monkeypatch: pytest.MonkeyPatch, items: tuple[str, ...], named: bool
) -> None:
    await play.issuer()
    id_ = await play.certificate(publicity=public(*items))
    drawn: list[str] = []
    printed = Printer.png

    def watched(self: Printer, words: dict[str, str], *rest: object) -> bytes:
        drawn.append(words["name"])
        return printed(self, words, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Printer, "png", watched)
    answer = await play.http.get(f"/certificates/{id_}/preview.png")
    assert drawn == [NAME if named else ""]
    assert answer.headers["cache-control"] == "no-cache"
    assert (int.from_bytes(answer.content[16:20]), int.from_bytes(answer.content[20:24])) == (1200, 630)
    again = await play.http.get(f"/certificates/{id_}/preview.png", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


async def test_no_picture_where_taking_part_tells_of_somebodys_health(play: Play) -> None:
    await play.issuer()
    championship, skill = described()
    await play.app.titles.record_championship(championship.model_copy(update={"edition": 2, "special_category": True}))
    id_ = await play.certificate(publicity=public("name", "place", "score"))
    assert (await play.http.get(f"/certificates/{id_}/preview.png")).status_code == 404
    told = told_to_previews((await play.http.get(f"/certificates/{id_}?lang=ru", headers=HTML)).text)
    assert "image" not in told
    assert skill.skill.name.ru not in str(told)
    assert championship.championship.name.ru not in str(told)


async def test_no_picture_of_what_holds_no_more(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    certificate: Certificate = await play.app.certificates.get(id_)
    revoked, _ = certificate.revoke("Ошибка", public=True, by="olga", at=certificate.issued_at)
    await play.app.certificates.save(revoked)
    assert (await play.http.get(f"/certificates/{id_}/preview.png")).status_code == 404
    id_ = await play.certificate()
    certificate = await play.app.certificates.get(id_)
    await play.app.certificates.save(replace(certificate, expires_on=play.app.day(play.app.now())))
    assert (await play.http.get(f"/certificates/{id_}/preview.png")).status_code == 404
    page = await play.http.get(f"/certificates/{id_}?lang=en", headers={**HTML, **play.officer})
    assert "The certificate is not valid any more" in page.text


async def test_card_and_picture_are_for_those_who_may_have_the_pdf(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    for form in ("page.png", "card.pdf"):
        address = f"/certificates/{id_}/{form}"
        assert (await play.http.get(address)).status_code == 401
        assert (await play.http.get(address, headers=play.bearer("nobody", "competitor"))).status_code == 403
    card = pypdf.PdfReader(
        BytesIO((await play.http.get(f"/certificates/{id_}/card.pdf", headers=play.officer)).content)
    )
    box = card.pages[0].mediabox
    assert (round(box.width / 72 * 25.4, 1), round(box.height / 72 * 25.4, 1)) == (85.6, 54.0)
    assert "Ёлкина" in card.pages[0].extract_text()
    assert list(card.attachments) == ["credential.json"]
    page = (await play.http.get(f"/certificates/{id_}/page.png", headers=play.officer)).content
    assert max(int.from_bytes(page[16:20]), int.from_bytes(page[20:24])) == 1800


async def test_the_holder_hands_the_link_on(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate(account="anna")
    html = (
        await play.http.get(f"/certificates/{id_}?lang=en", headers={**HTML, **play.bearer("anna", "competitor")})
    ).text
    profile = re.search(r'href="(https://www\.linkedin\.com/profile/add\?[^"]*)"', html)
    assert profile is not None
    assert "issueYear=2026&amp;issueMonth=11" in profile[1]
    assert f"%2Fcertificates%2F{id_}&amp;" in profile[1]
    assert "without the name: it has not been made public" in html
    assert "linkedin" not in (await play.http.get(f"/certificates/{id_}?lang=en", headers=HTML)).text
