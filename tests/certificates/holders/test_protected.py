"""To have taken part in some championships tells of a disability: who reads a number alone learns neither who nor where."""

from io import BytesIO
from uuid import UUID

from pypdf import PdfReader
from tests.certificates.asking import told
from tests.certificates.holders.test_publicity import INITIALS, NAME, page_of
from tests.certificates.playing import Play, described, public

EVENT = "Профи"


async def certificate(play: Play, *shows: str) -> UUID:
    """The championship is one of those."""
    await play.issuer()
    championship, _ = described()
    await play.app.titles.record_championship(championship.model_copy(update={"edition": 2, "special_category": True}))
    return await play.certificate(publicity=public(*shows))


async def test_a_public_page_names_neither_the_holder_nor_the_championship(play: Play) -> None:
    id_ = await certificate(play)
    stored = await play.app.certificates.get(id_)
    assert stored.context.title is not None
    assert stored.context.title.ru.count(EVENT) == 1
    answer = await play.http.get(f"/certificates/{id_}", headers={"accept": "text/html"})
    for shown in (answer.text, str(answer.headers)):
        assert not [word for word in (NAME, INITIALS, EVENT, "Снежана", "Open Championship") if word in shown]
    for way in ({"number": str(stored.number)}, {"short_id": stored.short_id}):
        facts = (await told(play, **way))["facts"]
        assert (facts["name"], facts["context"]) == (None, None)
    assert EVENT not in (await play.http.get("/v/catalogue/1")).text
    everything = await page_of(play, id_, play.officer)
    assert NAME in everything
    assert EVENT in everything, "its own people, and the holder, see it whole"


async def test_who_published_themselves_is_shown_with_the_championship(play: Play) -> None:
    id_ = await certificate(play, "name", "place", "score")
    shown = await page_of(play, id_)
    assert NAME in shown
    assert EVENT in shown


async def test_the_certificate_itself_names_it_for_whom_the_holder_hands_it_to(play: Play) -> None:
    id_ = await certificate(play)
    signed = (await play.http.get(f"/certificates/{id_}?format=vc", headers=play.officer)).text
    assert EVENT in signed
    assert NAME in signed
    qr = (await play.http.get(f"/api/certificates/v1/certificates/{id_}/qr-text", headers=play.officer)).text
    facts = (await told(play, qr=qr))["facts"]
    assert (facts["name"], facts["context"]) == (NAME, None)
    document = PdfReader(
        BytesIO((await play.http.get(f"/certificates/{id_}?format=pdf", headers=play.officer)).content)
    )
    assert EVENT in document.pages[0].extract_text()
    about = f"{document.metadata} {document.xmp_metadata and document.xmp_metadata.stream.get_data().decode()}"
    assert "Веб-технологии" in about, "or it would prove nothing"
    assert not [word for word in (NAME, "Снежана", EVENT, "Open Championship") if word in about]
