"""What is not what it should be is refused, not guessed."""

from typing import Any

import pytest
from tests.certificates.playing import API, ISSUER, Play


@pytest.mark.parametrize("public", ["yes", "true", 1, 0, None])
async def test_consent_to_a_public_reason_is_true_or_false(play: Play, public: Any) -> None:
    await play.issuer()
    id_ = await play.certificate()
    body = {"reason": "Ошибка.", "public": public}
    answer = await play.http.post(f"{API}/certificates/{id_}/revocation", json=body, headers=play.officer)
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "/public")


@pytest.mark.parametrize("ticked", ["yes", "on", "1", "TRUE"])
async def test_a_box_is_ticked_by_its_own_value_alone(play: Play, ticked: str) -> None:
    await play.issuer()
    id_ = await play.certificate()
    form = {"what": "revoke", "reason": "Ошибка.", "sure": ticked}
    answer = await play.http.post(f"/certificates/{id_}/standing", data=form, headers=play.officer)
    assert answer.status_code == 422
    assert (await play.app.certificates.get(id_)).history == ()


async def test_what_nobody_can_read_is_refused_and_what_nobody_sees_is_left_out(play: Play) -> None:
    unreadable = await play.http.post(
        f"{API}/issuers", json={**ISSUER, "name": {"ru": "Центр\x01", "en": "Centre"}}, headers=play.officer
    )
    assert (unreadable.status_code, unreadable.json()["errors"][0]["where"]) == (422, "/name/ru")
    opened = await play.issuer(name={"ru": " Центр  нав\u00adыков ", "en": "Centre"})
    assert opened["name"]["ru"] == "Центр навыков"
    id_ = await play.certificate()
    checked = await play.http.post(f"{API}/certificates/{id_}/name-check", json={"name": "Ёл\u00adкина Снежана"})
    assert checked.json() == {"match": True}
    body = {"reason": "Ошибка\u200b \r\nв имени.", "public": True}
    answer = await play.http.post(f"{API}/certificates/{id_}/revocation", json=body, headers=play.officer)
    assert answer.json()["reason"] == "Ошибка\nв имени."
