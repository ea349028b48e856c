"""Whom to ask about a certificate, and who signs: what an officer says of the organisation, on a page and by the API."""

import json

from tests.certificates.playing import API, Play
from tests.certificates.test_issuing_pages import headers

from certificates.formats.pictures import cleaned

ABOUT = {
    "short_name-ru": "ЦРН",
    "short_name-en": "SDC",
    "site": "https://example.org/certificates",
    "email": "questions@example.org",
    "phone": "+7 812 000-00-00",
    "licence": "№ 47 от 01.02.2026",
    "signatory-ru": "А. Б. Образцова",
    "signatory-en": "A. B. Obraztsova",
    "post-ru": "Директор",
    "post-en": "Director",
}
EDIT = "/issuers/region-47/edit"
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'


async def test_what_is_said_of_it_is_shown_to_everybody(play: Play) -> None:
    await play.issuer()
    sent = {**ABOUT, "version": "1"}
    assert (await play.http.post(EDIT, data=sent, headers=headers(play))).status_code == 303
    page = (await play.http.get("/issuers/region-47", headers={"accept": "text/html", "accept-language": "ru"})).text
    for said in ("ЦРН", "mailto:questions@example.org", "+7 812 000-00-00", "№ 47 от 01.02.2026", "А. Б. Образцова"):
        assert said in page
    catalogue = json.loads((await play.http.get("/v/catalogue/1")).json()["payload"])
    assert catalogue["contact"]["email"] == "questions@example.org"
    told = (await play.http.get(f"{API}/issuers")).json()["items"][0]
    assert (told["about"]["short_name"]["en"], told["about"]["address"], told["version"]) == ("SDC", None, 2)


async def test_what_cannot_be_is_said_beside_the_field_and_a_colleagues_words_are_not_lost(play: Play) -> None:
    await play.issuer()
    by = headers(play)
    for change, field in (({"site": "example"}, "site"), ({"email": "нет"}, "email"), ({"phone": "нет"}, "phone")):
        answer = await play.http.post(EDIT, data={**ABOUT, "version": "1", **change}, headers=by)
        assert answer.status_code == 422, field
        assert f'href="#{field}"' in answer.text
    assert (await play.http.post(EDIT, data={**ABOUT, "version": "1"}, headers=by)).status_code == 303
    late = await play.http.post(EDIT, data={**ABOUT, "version": "1", "licence": "иная"}, headers=by)
    assert late.status_code == 412
    assert ABOUT["licence"] in late.text
    assert (await play.http.put(f"{API}/issuers/region-47/about", json={}, headers=play.officer)).status_code == 428


async def test_signature_and_seal_are_handed_to_officers_of_the_issuer_alone(play: Play) -> None:
    await play.issuer()
    for of in ("facsimile", "seal"):
        address = f"/issuers/region-47/pictures/{of}"
        assert (await play.http.put(f"{API}{address}", content=LOGO, headers=play.officer)).status_code == 200
        other = play.bearer("boris", "officer", organisation="region-78")
        for by, status in (({}, 401), (other, 403), (play.officer, 200)):
            shown = await play.http.get(address, headers=by)
            assert shown.status_code == status
        assert "public" not in shown.headers["cache-control"]


async def test_what_typst_cannot_draw_is_refused_before_a_certificate_has_it(play: Play) -> None:
    """Of this one typst ends the process: whoever printed a certificate with it once took the service down."""
    await play.issuer()
    by, address = headers(play), "/issuers/region-47/pictures/logo"
    nested = '<svg width="1e38" height="1e38" viewBox="0 0 1e-38 1"><rect width="5" height="5"/></svg>'
    deadly = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{nested}</svg>'.encode()
    assert cleaned(deadly)
    refused = await play.http.post(address, files={"file": ("logo.svg", deadly, "image/svg+xml")}, headers=by)
    assert (refused.status_code, 'href="#file-logo"' in refused.text) == (422, True)
    assert (await play.http.put(f"{API}{address}", content=deadly, headers=play.officer)).status_code == 422
    assert (await play.http.get(address)).status_code == 404


async def test_a_picture_is_cleaned_shown_replaced_and_taken_away(play: Play) -> None:
    await play.issuer()
    by, address = headers(play), "/issuers/region-47/pictures/logo"
    bad = {"file": ("logo.svg", LOGO.replace(b"<path", b"<script/><path"), "image/svg+xml")}
    refused = await play.http.post(address, files=bad, headers=by)
    assert refused.status_code == 422
    assert 'href="#file-logo"' in refused.text
    assert (await play.http.get(address)).status_code == 404
    good = {"file": ("logo.svg", b"<!-- x -->" + LOGO, "image/svg+xml")}
    assert (await play.http.post(address, files=good, headers=by)).status_code == 303
    shown = await play.http.get(address)
    assert (shown.headers["content-type"], shown.content) == ("image/svg+xml", LOGO.replace(b"/>", b"></path>"))
    assert "sandbox" in shown.headers["content-security-policy"]
    assert "pictures/logo?v=" in (await play.http.get(EDIT, headers=by)).text
    by_api = await play.http.put(f"{API}{address}", content=b"GIF89a", headers=play.officer)
    assert by_api.status_code == 422
    assert by_api.json()["errors"][0]["where"] == "/file"
    nothing = {"file": ("", b"", "application/octet-stream")}
    for files in (nothing, None):
        unchosen = await play.http.post(address, headers=by, files=files)
        assert (unchosen.status_code, "No file was chosen" in unchosen.text) == (422, True)
    assert (await play.http.get(address)).status_code == 200, "who chose no file keeps what was there"
    assert (await play.http.post(address, data={"remove": "on"}, headers=by)).status_code == 303
    assert (await play.http.get(address)).status_code == 404
