"""Number, QR, PDF, page and verdict tell the same day, that of the installation's time zone."""

from datetime import UTC, date, datetime
from io import BytesIO

import pypdf
import pytest
import zxingcpp
from PIL import Image
from tests.certificates.playing import API, Play

from certificates.wiring import App, assemble

ZONES = {
    "Asia/Kamchatka": date(2027, 1, 1),
    "Europe/Moscow": date(2026, 12, 31),
    "Europe/Kaliningrad": date(2026, 12, 31),
    "Asia/Yekaterinburg": date(2027, 1, 1),
}
NEW_YEAR = datetime(2026, 12, 31, 19, 30, tzinfo=UTC)
"""22:30 in Moscow, 00:30 in Yekaterinburg."""
WORDS = {date(2026, 12, 31): "31 December 2026", date(2027, 1, 1): "1 January 2027"}


@pytest.fixture(params=ZONES)
def wired(request: pytest.FixtureRequest, wired: App) -> App:
    """Where it is midnight, or soon will be."""
    settings = wired.settings.model_copy(update={"time_zone": request.param})
    return assemble(settings, wired.database, now=lambda: NEW_YEAR)


async def test_every_day_of_a_certificate_is_the_same(play: Play) -> None:
    day = ZONES[play.app.settings.time_zone]
    await play.issuer()
    id_ = await play.certificate()
    certificate = await play.app.certificates.get(id_)
    assert certificate.number.year == day.year
    picture = await play.http.get(f"/certificates/{id_}?format=png", headers=play.officer)
    seen = zxingcpp.read_barcode(Image.open(BytesIO(picture.content)).convert("L"))
    assert seen is not None
    for asked in ({"qr": seen.text}, {"number": str(certificate.number)}):
        verdict = (await play.http.post(f"{API}/verifications", json=asked)).json()
        assert verdict["facts"]["issued_on"] == day.isoformat(), asked
    pdf = await play.http.get(f"/certificates/{id_}?format=pdf&lang=en", headers=play.officer)
    printed = " ".join(pypdf.PdfReader(BytesIO(pdf.content)).pages[0].extract_text().split())
    english = {"accept": "text/html", "accept-language": "en"}
    page = (await play.http.get(f"/certificates/{id_}", headers=english)).text
    verifier = (await play.http.post("/v", data={"text": str(certificate.number)}, headers=english)).text
    other = WORDS[next(one for one in WORDS if one != day)]
    for shown in (printed, page, verifier):
        assert WORDS[day] in shown
        assert other not in shown
