"""Who gets into what an officer hands out."""

from tests.competitions.callers import OFFICERS

from shared.identity.principal import Role

V1 = "/api/competitions/v1"
ACHIEVEMENT, TABLE = "/awards/achievements/{achievement_id}", "/awards/tables/{table_id}"
OF_AWARDS: dict[tuple[str, str], set[Role] | None] = {
    ("GET", f"{V1}/achievements"): OFFICERS,
    ("POST", f"{V1}/awards"): OFFICERS,
    ("GET", f"{V1}/awards"): OFFICERS,
    ("GET", f"{V1}/awards/{{award_id}}"): OFFICERS,
    ("POST", f"{V1}/award-tables"): OFFICERS,
    ("GET", f"{V1}/award-tables/{{table_id}}"): OFFICERS,
    ("GET", f"{V1}/award-tables/{{table_id}}/rows"): OFFICERS,
    ("GET", f"{V1}/award-tables/{{table_id}}/to-print"): OFFICERS,
    ("POST", f"{V1}/award-tables/{{table_id}}/answers"): OFFICERS,
    ("POST", f"{V1}/award-tables/{{table_id}}/championships"): OFFICERS,
    ("POST", f"{V1}/award-tables/{{table_id}}/start"): OFFICERS,
    ("POST", f"{V1}/award-tables/{{table_id}}/cancellation"): OFFICERS,
    ("GET", "/awards"): OFFICERS,
    ("GET", "/awards/granted"): OFFICERS,
    ("POST", "/awards/granted/search"): OFFICERS,
    ("GET", "/awards/invitations"): OFFICERS,
    ("POST", "/awards/invitations"): OFFICERS,
    ("GET", ACHIEVEMENT): OFFICERS,
    ("GET", f"{ACHIEVEMENT}/template.xlsx"): OFFICERS,
    ("POST", f"{ACHIEVEMENT}/table"): OFFICERS,
    ("GET", f"{ACHIEVEMENT}/one"): OFFICERS,
    ("POST", f"{ACHIEVEMENT}/one"): OFFICERS,
    ("GET", TABLE): OFFICERS,
    ("GET", f"{TABLE}/remarks.xlsx"): OFFICERS,
    ("GET", f"{TABLE}/to-print"): OFFICERS,
    ("POST", f"{TABLE}/answers"): OFFICERS,
    ("POST", f"{TABLE}/championships"): OFFICERS,
    ("POST", f"{TABLE}/start"): OFFICERS,
    ("POST", f"{TABLE}/cancellation"): OFFICERS,
}
