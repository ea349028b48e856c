"""How many certificates of a championship are issued: for those who hold it."""

from uuid import uuid4

from tests.certificates.playing import API, HELD, Play


async def test_the_holders_staff_reads_how_many_certificates_are_issued(play: Play) -> None:
    address = f"{API}/championships/{HELD}/issued"
    await play.describe()
    anna = play.bearer("anna", "organiser", organisation="region-47")
    assert (await play.http.get(address, headers=anna)).json() == {"issued": 0, "is_issuer_open": False}
    await play.issuer()
    first = await play.certificate()
    body = {"reason": "Опечатка в имени", "public": False}
    replaced = await play.http.post(f"{API}/certificates/{first}/replacement", json=body, headers=play.officer)
    assert replaced.is_success, replaced.text
    for headers in (anna, play.officer):
        assert (await play.http.get(address, headers=headers)).json() == {"issued": 1, "is_issuer_open": True}
    strangers = [play.bearer("petr", role, organisation="region-50") for role in ("officer", "organiser")]
    for headers in (*strangers, play.bearer("somebody", "competitor", organisation="region-47")):
        assert (await play.http.get(address, headers=headers)).status_code == 403
    assert (await play.http.get(f"{API}/championships/{uuid4()}/issued", headers=anna)).status_code == 403
