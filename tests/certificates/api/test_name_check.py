"""Names that verifiers read on the paper."""

import pytest
from tests.certificates.playing import API, Play


async def test_a_name_is_compared_a_bounded_number_of_times(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    address = f"{API}/certificates/{id_}/name-check"
    right = await play.http.post(address, json={"name": "снежана елкина"})
    wrong = await play.http.post(address, json={"name": "Сугробова Снежана"})
    assert (right.json(), wrong.json()) == ({"match": True}, {"match": False})
    statuses = [(await play.http.post(address, json={"name": "Кто Угодно"})).status_code for _ in range(19)]
    assert statuses == [200] * 18 + [429]


async def test_a_name_is_compared_on_the_page_without_a_script(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    address = f"/certificates/{id_}/name-check"
    assert "Имя совпадает" in (await play.http.post(address, data={"name": "Ёлкина Снежана"})).text
    assert "Имя не совпадает" in (await play.http.post(address, data={"name": "Ёлкина Марья"})).text
    empty = await play.http.post(address, data={"name": " "})
    assert (empty.status_code, "Имя не введено." in empty.text) == (422, True)


@pytest.mark.parametrize("typed", ["Ёлкина", "Ёлкина С.М.", "Ёлкина С"])
async def test_a_part_of_a_name_is_not_called_another_name_and_takes_no_try(play: Play, typed: str) -> None:
    await play.issuer()
    id_ = await play.certificate()
    for _ in range(21):
        refused = await play.http.post(f"{API}/certificates/{id_}/name-check", json={"name": typed})
        assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (422, "name-incomplete")
    page = await play.http.post(f"/certificates/{id_}/name-check", data={"name": typed})
    assert (page.status_code, "Введите фамилию и имя полностью." in page.text) == (422, True)
    assert "Имя не совпадает" not in page.text


async def test_the_page_says_when_names_may_be_tried_again(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    for _ in range(20):
        await play.http.post(f"{API}/certificates/{id_}/name-check", json={"name": "Кто Угодно"})
    page = await play.http.post(f"/certificates/{id_}/name-check", data={"name": "Кто Угодно"})
    assert (page.status_code, "Попробуйте снова через 3 минуты." in page.text) == (429, True)
