"""Who gets in to what an organisation keeps of people, route by route."""

from tests.competitions.playing import V1

from shared.identity.principal import Role

EVERYBODY = set(Role)
ORGANISERS = {Role.ORGANISER}

PEOPLE: dict[tuple[str, str], set[Role] | None] = {
    ("POST", f"{V1}/persons"): ORGANISERS,
    ("GET", f"{V1}/persons"): ORGANISERS,
    ("POST", f"{V1}/persons/search"): ORGANISERS,
    ("GET", f"{V1}/persons/{{subject_id}}"): EVERYBODY,
    ("PUT", f"{V1}/persons/{{subject_id}}"): ORGANISERS,
    ("DELETE", f"{V1}/persons/{{subject_id}}"): ORGANISERS,
    ("POST", f"{V1}/persons/{{subject_id}}/erasure-request"): EVERYBODY,
    ("POST", f"{V1}/persons/{{subject_id}}/erasure-request/refusal"): ORGANISERS,
    ("GET", "/people/{subject_id}/erasure-request/refusal"): ORGANISERS,
    ("POST", "/people/{subject_id}/erasure-request/refusal"): ORGANISERS,
    ("GET", "/people"): ORGANISERS,
    ("POST", "/people/search"): ORGANISERS,
    ("GET", "/people/new"): ORGANISERS,
    ("POST", "/people/new"): ORGANISERS,
    ("GET", "/people/{subject_id}"): ORGANISERS,
    ("GET", "/people/{subject_id}/edit"): ORGANISERS,
    ("POST", "/people/{subject_id}/edit"): ORGANISERS,
    ("GET", "/people/{subject_id}/guardians"): ORGANISERS,
    ("POST", "/people/{subject_id}/guardians"): ORGANISERS,
    ("POST", "/people/{subject_id}/guardians/search"): ORGANISERS,
    ("POST", "/people/{subject_id}/guardians/{guardian_id}/removal"): ORGANISERS,
    ("GET", "/people/{subject_id}/invitation"): ORGANISERS,
    ("POST", "/people/{subject_id}/invitation"): ORGANISERS,
    ("GET", "/people/{subject_id}/erasure"): ORGANISERS,
    ("POST", "/people/{subject_id}/erasure"): ORGANISERS,
    ("GET", "/people/{subject_id}/act"): ORGANISERS,
    ("GET", "/people/{subject_id}/merge/{other_id}"): ORGANISERS,
    ("POST", "/people/{subject_id}/merge/{other_id}"): ORGANISERS,
    ("GET", "/people/{subject_id}/parting"): ORGANISERS,
    ("POST", "/people/{subject_id}/parting"): ORGANISERS,
    ("PUT", f"{V1}/persons/{{subject_id}}/merged-into/{{staying_id}}"): ORGANISERS,
    ("DELETE", f"{V1}/persons/{{subject_id}}/merged-into"): ORGANISERS,
    ("GET", f"{V1}/persons/{{subject_id}}/duplicates"): ORGANISERS,
    ("POST", f"{V1}/persons/{{subject_id}}/invitation"): ORGANISERS,
}
