"""Who gets into the pages of marking, signing and what is printed of it, route by route."""

from tests.competitions.callers import EXPERTS, INSIDERS, PUBLIC

from shared.identity.principal import Role

MARKING: dict[tuple[str, str], set[Role] | None] = {
    ("GET", "/skills/{skill_id}/scheme"): INSIDERS,
    ("GET", "/skills/{skill_id}/scheme.xlsx"): INSIDERS,
    ("GET", "/skills/{skill_id}/marks.xlsx"): INSIDERS,
    ("POST", "/skills/{skill_id}/scheme"): INSIDERS,
    ("GET", "/skills/{skill_id}/scheme/{code}"): INSIDERS,
    ("GET", "/skills/{skill_id}/absences"): INSIDERS,
    ("POST", "/skills/{skill_id}/absences"): INSIDERS,
    ("POST", "/skills/{skill_id}/absences/{registration_id}/end"): INSIDERS,
    ("GET", "/sheets/{sheet_id}/withdrawals"): INSIDERS,
    ("POST", "/sheets/{sheet_id}/withdrawals"): EXPERTS,
    ("GET", "/skills/{skill_id}/marking"): INSIDERS,
    ("POST", "/skills/{skill_id}/marking"): INSIDERS,
    ("GET", "/skills/{skill_id}/marking/{code}"): INSIDERS,
    ("GET", "/skills/{skill_id}/marking/{code}/grid"): INSIDERS,
    ("GET", "/skills/{skill_id}/judges"): EXPERTS,
    ("GET", "/skills/{skill_id}/late-entries"): INSIDERS,
    ("GET", "/sw.js"): PUBLIC,
    ("GET", "/manifest.webmanifest"): PUBLIC,
    ("GET", "/marking/shell"): PUBLIC,
    ("GET", "/marking/offline"): PUBLIC,
    ("GET", "/marking/pages"): EXPERTS,
    ("GET", "/marking/key"): EXPERTS,
    ("POST", "/skills/{skill_id}/late-entries"): INSIDERS,
    ("POST", "/skills/{skill_id}/marking/{code}/sign-off"): EXPERTS,
    ("POST", "/skills/{skill_id}/marking/{code}/devices"): INSIDERS,
    ("GET", "/sheets/{sheet_id}"): INSIDERS,
    ("POST", "/sheets/{sheet_id}"): EXPERTS,
    ("GET", "/skills/{skill_id}/sign-off"): INSIDERS,
    **{("GET", f"/skills/{{skill_id}}/protocol{end}"): INSIDERS for end in ("", ".pdf")},
    **{
        ("GET", f"{where}/{kind}.pdf"): INSIDERS
        for where in ("/skills/{skill_id}/forms", "/skills/{skill_id}/marking/{code}/forms", "/sheets/{sheet_id}/form")
        for kind in ("blank", "filled")
    },
    ("GET", "/skills/{skill_id}/protests"): INSIDERS,
    ("POST", "/skills/{skill_id}/protests"): INSIDERS,
    ("POST", "/skills/{skill_id}/protests/{protest_id}/lifting"): INSIDERS,
    ("POST", "/skills/{skill_id}/sign-off"): EXPERTS,
    ("GET", "/skills/{skill_id}/sign-off/sub-criteria"): INSIDERS,
    ("POST", "/skills/{skill_id}/sign-off/sub-criteria"): EXPERTS,
    ("GET", "/sheets/{sheet_id}/reopenings"): INSIDERS,
    ("POST", "/sheets/{sheet_id}/reopenings"): EXPERTS,
}
