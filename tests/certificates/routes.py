"""Every route of the service, by who gets in."""

from typing import Any

from tests.certificates.playing import ISSUER

REASON = {"reason": "Проверка.", "public": False}
COURSE = {"code": "robots", "kind": "course", "title": {"ru": "Роботы"}, "criteria": {"ru": "Собран робот."}}
OFFICERS: dict[str, tuple[str, Any]] = {
    "POST /api/certificates/v1/issuers": ("json", ISSUER),
    "POST /api/certificates/v1/issuers/{organisation}/keys": ("json", None),
    "POST /api/certificates/v1/certificates/{certificate_id}/revocation": ("json", REASON),
    "POST /api/certificates/v1/certificates/{certificate_id}/suspension": ("json", REASON),
    "POST /api/certificates/v1/certificates/{certificate_id}/replacement": ("json", REASON),
    "DELETE /api/certificates/v1/certificates/{certificate_id}/suspension": ("json", None),
    "POST /api/certificates/v1/issuers/{organisation}/achievements": ("json", COURSE),
    "GET /api/certificates/v1/issuers/{organisation}/achievements": ("json", None),
    "GET /api/certificates/v1/issuers/{organisation}/achievements/{code}": ("json", None),
    "PUT /api/certificates/v1/issuers/{organisation}/achievements/{code}": ("json", {"title": {"ru": "К"}}),
    "PUT /api/certificates/v1/issuers/{organisation}/achievements/{code}/offer": ("json", {"is_offered": False}),
    "PUT /api/certificates/v1/issuers/{organisation}/about": ("json", {}),
    "PUT /api/certificates/v1/issuers/{organisation}/pictures/{of}": ("content", b"<svg/>"),
    "DELETE /api/certificates/v1/issuers/{organisation}/pictures/{of}": ("json", None),
    "GET /issuers/{organisation}/register": ("json", None),
    "POST /issuers/{organisation}/register/search": ("data", {"text": "Ёлкина"}),
    "GET /issuers/{organisation}/edit": ("json", None),
    "GET /issuers/{organisation}/papers": ("json", None),
    "GET /issuers/{organisation}/designs": ("json", None),
    "POST /issuers/{organisation}/designs": ("data", {"code": "own"}),
    "GET /issuers/{organisation}/designs/{code}/{case}.png": ("json", None),
    "POST /issuers/{organisation}/designs/{code}/deletion": ("data", {"sure": "true"}),
    "GET /issuers/{organisation}/papers/print": ("json", None),
    "POST /issuers/{organisation}/edit": ("data", {"site": "https://example.org"}),
    "POST /issuers/{organisation}/pictures/{of}": ("data", {}),
    "GET /issuers/{organisation}/achievements": ("json", None),
    "GET /issuers/{organisation}/achievements/new": ("json", None),
    "POST /issuers/{organisation}/achievements/new": ("data", {"title-ru": "К", "code": "k", "criteria-ru": "к"}),
    "GET /issuers/{organisation}/achievements/{code}": ("json", None),
    "GET /issuers/{organisation}/achievements/{code}/preview.pdf": ("json", None),
    "GET /issuers/{organisation}/achievements/{code}/edit": ("json", None),
    "POST /issuers/{organisation}/achievements/{code}/edit": ("data", {"title-ru": "К", "criteria-ru": "к"}),
    "POST /issuers/{organisation}/achievements/{code}/withdrawal": ("data", {"sure": "true"}),
    "POST /issuers/{organisation}/achievements/{code}/offer": ("data", {}),
    "GET /issuers/new": ("json", None),
    "POST /issuers/new": ("data", {"name-ru": "Центр", "name-en": "Centre", "prefix": "51"}),
    "GET /issuers/{organisation}/keys": ("json", None),
    "POST /issuers/{organisation}/keys": ("data", {"sure": "true"}),
    "GET /certificates/{certificate_id}/standing": ("json", None),
    "POST /certificates/{certificate_id}/standing": ("data", {"what": "revoke", "reason": "x"}),
}
OWN_ISSUING = {"GET /issuers/new", "POST /issuers/new"}
"""For the officer's own organisation, whichever that is."""
OF_THE_ISSUER = {*OFFICERS} - OWN_ISSUING
OWN_REGISTER = {"GET /api/certificates/v1/register?year=2026", "GET /api/certificates/v1/register.csv?year=2026"}
STAFF = {"GET /api/certificates/v1/championships/{championship_id}/issued"}
SIGNED_IN = {"GET /api/certificates/v1/certificates", "GET /api/certificates/v1/me/data", "GET /certificates"}
PUBLIC = {
    "GET /api/certificates/v1/issuers",
    "GET /api/certificates/v1/certificates/{certificate_id}",
    "GET /api/certificates/v1/certificates/{certificate_id}/qr-text",
    "POST /api/certificates/v1/certificates/{certificate_id}/name-check",
    "POST /api/certificates/v1/verifications",
    "GET /certificates/{certificate_id}",
    "GET /certificates/{certificate_id}/preview.png",
    "GET /certificates/{certificate_id}/page.png",
    "GET /certificates/{certificate_id}/card.pdf",
    "POST /certificates/{certificate_id}/name-check",
    "GET /v",
    "POST /v",
    "POST /v/list",
    "GET /v/catalogue",
    "GET /v/catalogue/{issuer}",
    "GET /v/worker.js",
    "GET /issuers",
    "GET /issuers/{organisation}",
    "GET /issuers/{organisation}/did.json",
    "GET /issuers/{organisation}/pictures/{of}",
    "GET /.well-known/did.json",
    "GET /status/{organisation}/{purpose}/{number}",
}
