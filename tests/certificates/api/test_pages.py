"""What the pages say to those who hold certificates."""

from html.parser import HTMLParser
from uuid import UUID

from tests.awards import BRONZE
from tests.certificates.playing import API, Play, person, public, result

from shared.contracts import Earned


class _Words(HTMLParser):
    """What is read, without what is hidden from readers."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden or (tag == "span" and ("aria-hidden", "true") in attrs):
            self._hidden += tag == "span"

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= bool(self._hidden) and tag == "span"

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.texts.append(data)


def read(html: str) -> str:
    words = _Words()
    words.feed(html)
    return " ".join(" ".join(words.texts).split())


async def page(play: Play, path: str, headers: dict[str, str] | None = None, language: str = "ru") -> str:
    return (await play.http.get(f"{path}?lang={language}", headers={**(headers or {}), "accept": "text/html"})).text


async def test_whoever_follows_a_letter_without_being_signed_in_is_led_back_here(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate(account="snow")
    link = f'href="/sign-in?to=/certificates/{id_}"'
    assert "Войдите, чтобы увидеть его полностью" in await page(play, f"/certificates/{id_}")
    assert link in await page(play, f"/certificates/{id_}")
    assert link in (await play.http.post(f"/certificates/{id_}/name-check", data={"name": "Кто То"})).text
    assert "увидеть его полностью" not in await page(play, f"/certificates/{id_}", play.bearer("snow", "competitor"))


async def test_the_documents_of_a_revoked_certificate_warn(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    assert 'class="button primary"' in await page(play, f"/certificates/{id_}", play.officer)
    reason = {"reason": "Ошибка.", "public": False}
    await play.http.post(f"{API}/certificates/{id_}/revocation", json=reason, headers=play.officer)
    text = await page(play, f"/certificates/{id_}", play.officer)
    assert 'class="button primary"' not in text
    assert "Сертификат больше не действует" in text


async def test_points_are_told_once_with_their_scale_in_words(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate(publicity=public("name", "place", "score"))
    russian = read(await page(play, f"/certificates/{id_}"))
    assert "Сумма оценок 75,25 из 100, балл по шкале WorldSkills 743, где 700 – середина" in russian
    assert russian.count("743") == 1
    english = read(await page(play, f"/certificates/{id_}", language="en"))
    assert "WorldSkills scale score 743, where 700 is the middle" in english
    assert "ws700" not in russian + english


async def test_an_award_is_read_once(play: Play) -> None:
    await play.issuer()
    await play.certificate(account="snow")
    text = read(await page(play, "/certificates", play.bearer("snow", "competitor")))
    assert "Золотая медаль" in text
    assert "Золото" not in text


async def test_a_guardian_reads_whose_certificates_they_are(play: Play) -> None:
    await play.issuer()
    mother = await play.know(person(account="mother", family_name="Сугробова", given_name="Вьюга"))
    guardian = play.bearer("mother", "guardian")
    assert "У ваших детей или подопечных пока нет сертификатов" in await page(play, "/certificates", guardian)
    for _ in range(2):
        await play.certificate(account="snow", guardians=(mother.subject_id,))
    text = read(await page(play, "/certificates", guardian))
    assert "У ваших детей или подопечных 2 сертификата" in text
    assert "Мои сертификаты" not in text
    await _own(play, mother.subject_id)
    assert "3 сертификата: ваши и ваших детей" in await page(play, "/certificates", guardian)


async def _own(play: Play, subject_id: UUID) -> None:
    await play.publish(result(Earned(subject_id=subject_id, award=BRONZE)))
