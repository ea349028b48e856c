"""Every page of the product, each as the people see it whom it is for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from playwright.async_api import Page
from tests.browser import checks
from tests.browser.asking import DISMISSED
from tests.browser.coordinating import COORDINATOR
from tests.browser.furniture import Places
from tests.browser.world import CHIEF, CHILD, EXPERT, GUARDIAN, LONG_NAMED, PRIVATE, PUBLIC, WITH_GUARDIAN

from demo.people import OFFICER, ORGANISER


@dataclass(frozen=True, slots=True)
class Shown:
    """A page, who looks at it (None: nobody is signed in), and its address."""

    name: str
    account: str | None
    address: Callable[[Places], str]
    provokes: tuple[str, ...] = ()
    """What a browser's console says of it by right."""
    complete: str = "h1"
    """What is there when the page's own script has done its work."""
    first: Callable[[Places], Sequence[tuple[str, Mapping[str, str]]]] = lambda _: ()
    """The forms that its reader has sent before, on this device: where, and what."""

    async def open(self, page: Page, origin: str, places: Places) -> None:
        for path, form in self.first(places):
            answer = await page.request.post(origin + path, form=dict(form), headers={"origin": origin})
            assert answer.ok, f"{path}: {answer.status}"
        await page.goto(origin + self.address(places))
        await page.locator(self.complete).filter(visible=True).first.wait_for()
        await checks.settled(page)


REFUSED: Final = ("Failed to load resource: the server responded with a status of 4",)

BUILT: Final = "#unsent-here:not(:empty)"
"""The grid, also where the screen is too narrow for it."""

PAGES: Final = (
    Shown("start", None, lambda _: "/"),
    Shown("start-expert", EXPERT, lambda _: "/"),
    Shown("start-organiser", ORGANISER, lambda _: "/"),
    Shown("championships", None, lambda _: "/championships"),
    Shown("rulesets", None, lambda _: "/rulesets"),
    Shown("ruleset", None, lambda _: "/rulesets/abilympics"),
    Shown("championship-visitor", None, lambda at: f"/championships/{at.marking.id}"),
    Shown("championship-marking", ORGANISER, lambda at: f"/championships/{at.marking.id}"),
    Shown("championship-ready", ORGANISER, lambda at: f"/championships/{at.ready.id}"),
    Shown("championship-published", ORGANISER, lambda at: f"/championships/{at.published.id}"),
    *(
        Shown(f"prepare-{name}", ORGANISER, address)
        for name, address in {
            "new": lambda _: "/championships/new",
            "package": lambda _: "/championships/new/package",
            "draft": lambda at: f"/championships/{at.prepared.id}",
            "draft-empty": lambda at: f"/championships/{at.empty}",
            "edit": lambda at: f"/championships/{at.prepared.id}/edit",
            "edit-frozen": lambda at: f"/championships/{at.marking.id}/edit",
            "edit-published": lambda at: f"/championships/{at.published.id}/edit",
            "copy": lambda at: f"/championships/{at.prepared.id}/copy",
            "deletion": lambda at: f"/championships/{at.empty}/deletion",
            "deletion-refused": lambda at: f"/championships/{at.marking.id}/deletion",
            "announce": lambda at: f"/championships/{at.prepared.id}/announce",
            "announce-lacking": lambda at: f"/championships/{at.empty}/announce",
            "announced": lambda at: f"/championships/{at.marking.id}/announce",
            "close": lambda at: f"/championships/{at.ready.id}/close",
            "close-few": lambda at: f"/championships/{at.open.id}/close",
            "close-draft": lambda at: f"/championships/{at.empty}/close",
            "skills": lambda at: f"/championships/{at.prepared.id}/skills?lacking=chief",
            "skills-unknown": lambda at: f"/championships/{at.prepared.id}/skills?lacking=nothing&q=x",
            "skills-empty": lambda at: f"/championships/{at.empty}/skills",
            "skill-new": lambda at: f"/championships/{at.prepared.id}/skills/new",
            "skill-edit": lambda at: f"/skills/{at.asking.skill}/edit",
            "skill-import": lambda at: f"/championships/{at.prepared.id}/skills/import",
            "skill-drop": lambda at: f"/skills/{at.prepared.skill}/drop",
            "entrants-by-category": lambda at: f"/skills/{at.asking.skill}",
            "entrants": lambda at: f"/skills/{at.marking.skill}",
            "experts": lambda at: f"/skills/{at.marking.skill}/experts",
            "experts-asked": lambda at: f"/skills/{at.prepared.skill}/experts",
            "expert": lambda at: f"/skills/{at.marking.skill}/experts/{at.chief}",
            "expert-new": lambda at: f"/skills/{at.prepared.skill}/experts/new",
            "scheme": lambda at: f"/skills/{at.prepared.skill}/scheme",
            "scheme-fixed": lambda at: f"/skills/{at.marking.skill}/scheme",
            "scheme-preview": lambda at: f"/skills/{at.prepared.skill}/scheme/A1",
            "schedule": lambda at: f"/championships/{at.prepared.id}/schedule",
            "schedule-by-skill": lambda at: f"/championships/{at.prepared.id}/schedule?sort=skill",
            "schedule-empty": lambda at: f"/championships/{at.empty}/schedule",
            "schedule-new": lambda at: f"/championships/{at.prepared.id}/schedule/new?what=opening",
            "schedule-item": lambda at: f"/championships/{at.prepared.id}/schedule/{at.item}",
            "letters": lambda at: f"/inbox/championships/{at.published.id}/letters",
            "letters-of-none": lambda _: "/inbox/letters",
            "letters-unreached": lambda at: f"/inbox/championships/{at.large.id}/letters",
            "letters-none": lambda at: f"/inbox/championships/{at.empty}/letters",
            "cancellation": lambda at: f"/championships/{at.prepared.id}/cancellation",
            "cancellation-published": lambda at: f"/championships/{at.published.id}/cancellation",
            "cancelled": lambda at: f"/championships/{at.cancelled}/cancellation",
            "draft-cancelled": lambda at: f"/championships/{at.cancelled}",
            "edit-cancelled": lambda at: f"/championships/{at.cancelled}/edit",
            "members": lambda at: f"/championships/{at.prepared.id}/members",
            "members-unlisted": lambda at: f"/championships/{at.marking.id}/members",
            "member": lambda at: f"/championships/{at.prepared.id}/members/{at.member}",
            "member-new": lambda at: f"/championships/{at.prepared.id}/members/new",
            "publication": lambda at: f"/championships/{at.ready.id}/publication",
            "publication-open": lambda at: f"/championships/{at.marking.id}/publication",
            "publication-empty": lambda at: f"/championships/{at.empty}/publication",
            "published": lambda at: f"/championships/{at.published.id}/publication",
            "protests": lambda at: f"/skills/{at.ready.skill}/protests",
        }.items()
    ),
    *(
        Shown(f"enter-{name}", ORGANISER, address)
        for name, address in {
            "people": lambda _: "/people",
            "people-twice": lambda _: "/people/duplicates",
            "people-over": lambda _: "/people?found=x",
            "person": lambda at: f"/people/{at.person}",
            "person-new": lambda _: "/people/new",
            "person-edit": lambda at: f"/people/{at.person}/edit",
            "guardians": lambda at: f"/people/{at.person}/guardians",
            "erasure": lambda at: f"/people/{at.person}/erasure",
            "merge": lambda at: f"/people/{at.person}/merge/{at.twins[0]}",
            "merged": lambda at: f"/people/{at.twins[1]}",
            "parting": lambda at: f"/people/{at.twins[1]}/parting",
            "entries": lambda at: f"/championships/{at.marking.id}/entries",
            "entries-by-name": lambda at: f"/championships/{at.marking.id}/entries?sort=-name",
            "entries-unknown": lambda at: f"/championships/{at.marking.id}/entries?state=lost",
            "entries-empty": lambda at: f"/championships/{at.empty}/entries",
            "import": lambda at: f"/championships/{at.prepared.id}/entries/import",
            "entry-new": lambda at: f"/championships/{at.prepared.id}/entries/new",
            "entry": lambda at: f"/championships/{at.marking.id}/entries/{at.marking.registrations[PUBLIC]}",
            "team-new": lambda at: f"/championships/{at.open.id}/entries/new-team",
            "team-entry": lambda at: at.juniors.entry,
            "team-member": lambda at: f"{at.crew.entry}/team/members/{at.crew.captain}",
            "entry-change": lambda at: (
                f"/championships/{at.marking.id}/entries/{at.marking.registrations[PUBLIC]}/change"
            ),
            "check-in": lambda at: f"/championships/{at.marking.id}/check-in",
            "check-in-found": lambda at: (
                f"/championships/{at.marking.id}/check-in?entry={at.marking.registrations[PUBLIC]}"
            ),
            "badges": lambda at: f"/championships/{at.marking.id}/badges",
            "badges-experts": lambda at: f"/championships/{at.marking.id}/badges?kind=experts",
            "badges-none": lambda at: f"/championships/{at.empty}/badges?kind=nobody",
            "jury": lambda at: f"/championships/{at.marking.id}/jury",
            "experts-all": lambda at: f"/championships/{at.prepared.id}/jury/experts",
            "jury-empty": lambda at: f"/championships/{at.empty}/jury",
            "teams": lambda at: f"/skills/{at.marking.skill}/teams",
            "teams-proposed": lambda at: f"/skills/{at.prepared.skill}/teams?proposed",
        }.items()
    ),
    Shown("access", ORGANISER, lambda _: "/access"),
    Shown("access-officer", OFFICER, lambda _: "/access"),
    Shown("access-championship", ORGANISER, lambda at: f"/championships/{at.prepared.id}/access"),
    Shown("access-empty", ORGANISER, lambda at: f"/championships/{at.empty}/access"),
    Shown("duty-offered", None, lambda at: at.offered),
    Shown("duty-offered-signed-in", PUBLIC, lambda at: at.offered),
    Shown("offer", None, lambda at: f"/enter/{at.open.id}"),
    Shown("offer-over", None, lambda at: f"/enter/{at.published.id}"),
    Shown("offer-entered", PUBLIC, lambda at: f"/enter/{at.open.id}"),
    Shown("enter-whom", GUARDIAN, lambda at: f"/enter/{at.open.id}/whom"),
    Shown("team-own-replacement", WITH_GUARDIAN, lambda at: f"{at.crew.entry}/members/{at.crew.captain}/replacement"),
    Shown("team-leaving", WITH_GUARDIAN, lambda at: f"{at.crew.entry}/members/{at.crew.captain}/leaving"),
    Shown("mentoring", None, lambda at: at.juniors.asked),
    Shown("mentor-new", WITH_GUARDIAN, lambda at: f"{at.juniors.entry}/mentor"),
    Shown(
        "team-check",
        GUARDIAN,
        lambda at: f"/enter/{at.juniors.id}/check",
        complete='form[action$="/check"]',
        first=lambda at: at.juniors.steps(),
    ),
    Shown("entry-waiting", WITH_GUARDIAN, lambda at: at.entry_of(WITH_GUARDIAN)),
    Shown("school", COORDINATOR, lambda _: "/school"),
    Shown("school-entries", COORDINATOR, lambda at: f"/championships/{at.open.id}/school"),
    Shown("school-enter", COORDINATOR, lambda at: f"/championships/{at.open.id}/school/new"),
    Shown("school-team", COORDINATOR, lambda at: f"/championships/{at.open.id}/school/new-team"),
    Shown("school-results", COORDINATOR, lambda at: f"/championships/{at.long.id}/school/results"),
    Shown("school-correction", COORDINATOR, lambda at: at.pupil),
    Shown("school-withdrawal", COORDINATOR, lambda at: f"{at.crew.of_school}/withdrawal"),
    Shown("school-member", COORDINATOR, lambda at: f"{at.crew.of_school}/members/{at.crew.captain}/replacement"),
    Shown("me", PUBLIC, lambda _: "/me"),
    Shown("schedule-visitor", None, lambda at: f"/championships/{at.marking.id}/schedule"),
    Shown("championship-cancelled", None, lambda at: f"/championships/{at.cancelled}"),
    Shown("my-schedule", PUBLIC, lambda _: "/me/schedule"),
    Shown("me-guardian", GUARDIAN, lambda _: "/me"),
    Shown("my-data", WITH_GUARDIAN, lambda _: "/me/data"),
    Shown("my-data-asked", GUARDIAN, lambda _: "/me/data"),
    Shown("my-data-none", OFFICER, lambda _: "/me/data"),
    Shown("erasure-request", GUARDIAN, lambda at: f"/me/data/erasure/{at.person}"),
    Shown("start-competitor", WITH_GUARDIAN, lambda _: "/"),
    Shown("start-chief", CHIEF, lambda _: "/"),
    Shown("entry-own", PUBLIC, lambda at: f"/championships/{at.ready.id}/entries/{at.ready.registrations[PUBLIC]}"),
    Shown("scheme-chief", CHIEF, lambda at: f"/skills/{at.marking.skill}/scheme"),
    Shown("judging", None, lambda at: at.judging),
    Shown("judging-answer", CHIEF, lambda at: at.judging),
    Shown("duty", EXPERT, lambda at: f"/skills/{at.marking.skill}/duty"),
    Shown("duty-dismissed", DISMISSED, lambda at: f"/skills/{at.prepared.skill}/duty"),
    Shown("consents", ORGANISER, lambda at: f"/championships/{at.marking.id}/consents"),
    Shown("erasures", ORGANISER, lambda at: f"/championships/{at.prepared.id}/consents/erasures"),
    Shown("needs-own", PRIVATE, lambda at: f"/me/entries/{at.asking.registrations[PRIVATE]}/needs"),
    Shown("companions", PRIVATE, lambda at: f"/me/entries/{at.asking.registrations[PRIVATE]}/companions"),
    Shown("badges-companions", ORGANISER, lambda at: f"/championships/{at.asking.id}/badges?kind=companions"),
    Shown("needs", ORGANISER, lambda at: f"/championships/{at.asking.id}/needs"),
    Shown(
        "needs-entry", ORGANISER, lambda at: f"/championships/{at.asking.id}/needs/{at.asking.registrations[PRIVATE]}"
    ),
    Shown("needs-venue", ORGANISER, lambda at: f"/championships/{at.asking.id}/needs/venue"),
    Shown("scans", ORGANISER, lambda at: f"{at.consents_of(WITH_GUARDIAN)}/scans"),
    Shown("scans-to-read-none", OFFICER, lambda _: "/scans"),
    Shown("organisation", ORGANISER, lambda _: "/organisation"),
    Shown("consent-texts", ORGANISER, lambda _: "/consent-texts"),
    Shown("consent-text", ORGANISER, lambda _: "/consent-texts/participation"),
    Shown("consents-person", ORGANISER, lambda at: at.consents_of(WITH_GUARDIAN)),
    Shown("consent-blanks", ORGANISER, lambda at: f"{at.consents_of(CHILD)}/blanks"),
    Shown("consent", None, lambda at: at.consent),
    Shown("consent-ended", None, lambda at: at.consent_ended),
    Shown("scoreboard", None, lambda at: f"/championships/{at.published.id}/scoreboard"),
    Shown("embargo", None, lambda at: f"/championships/{at.ready.id}/scoreboard", REFUSED),
    Shown("marking", CHIEF, lambda at: f"/skills/{at.marking.skill}/marking"),
    Shown("late-entries", CHIEF, lambda at: f"/skills/{at.marking.skill}/late-entries"),
    Shown("form", CHIEF, lambda at: f"/skills/{at.marking.skill}/marking/A2"),
    Shown("grid", EXPERT, lambda at: f"/skills/{at.marking.skill}/marking/B1/grid", complete=BUILT),
    Shown("grid-large", CHIEF, lambda at: f"/skills/{at.large.skill}/marking/F6/grid", complete=BUILT),
    Shown("form-signed", EXPERT, lambda at: f"/skills/{at.marking.skill}/marking/A1"),
    Shown("sheet", EXPERT, lambda at: f"/sheets/{at.marking.sheets[PUBLIC, 'B1']}"),
    Shown("sheet-measured", EXPERT, lambda at: f"/sheets/{at.marking.sheets[WITH_GUARDIAN, 'A2']}"),
    Shown("sheet-signed", EXPERT, lambda at: f"/sheets/{at.marking.sheets[PUBLIC, 'A1']}"),
    Shown("sheet-correction", CHIEF, lambda at: f"/sheets/{at.marking.sheets[WITH_GUARDIAN, 'A1']}"),
    Shown("skill-protocol", CHIEF, lambda at: f"/skills/{at.ready.skill}/protocol"),
    Shown("skill-sign-off", CHIEF, lambda at: f"/skills/{at.ready.skill}/sign-off"),
    Shown("championship-large", ORGANISER, lambda at: f"/championships/{at.large.id}"),
    Shown("marking-large", CHIEF, lambda at: f"/skills/{at.large.skill}/marking"),
    Shown("form-large", EXPERT, lambda at: f"/skills/{at.large.skill}/marking/F6"),
    Shown("sheet-large", EXPERT, lambda at: f"/sheets/{at.large.sheets[LONG_NAMED, 'F6']}"),
    Shown("skill-sign-off-large", CHIEF, lambda at: f"/skills/{at.large.skill}/sign-off"),
    Shown("championship-long", ORGANISER, lambda at: f"/championships/{at.long.id}"),
    Shown("scoreboard-long", None, lambda at: f"/championships/{at.long.id}/scoreboard"),
    Shown("certificate-long", OFFICER, lambda at: at.certificate_of(at.long, LONG_NAMED)),
    Shown("certificate-private", None, lambda at: at.certificate(PRIVATE)),
    Shown("certificate-public", None, lambda at: at.certificate(PUBLIC, "gold")),
    Shown("certificate-holder", PRIVATE, lambda at: at.certificate(PRIVATE)),
    Shown("certificate-officer", OFFICER, lambda at: at.certificate(PUBLIC, "gold")),
    Shown("certificate-revoked", None, lambda at: f"/certificates/{at.revoked}"),
    Shown("certificate-team", OFFICER, lambda at: at.of_team),
    Shown("certificate-standing", OFFICER, lambda at: at.certificate(PUBLIC, "gold") + "/standing"),
    Shown("issuers", None, lambda _: "/issuers"),
    Shown("issuer-key", OFFICER, lambda _: "/issuers/region-47/keys"),
    Shown("issuer", None, lambda _: "/issuers/region-47"),
    Shown("achievements", OFFICER, lambda _: "/issuers/region-47/achievements"),
    Shown("achievement-new", OFFICER, lambda _: "/issuers/region-47/achievements/new"),
    Shown("achievement", OFFICER, lambda _: "/issuers/region-47/achievements/gold"),
    Shown("achievement-edit", OFFICER, lambda _: "/issuers/region-47/achievements/gold/edit"),
    Shown("register", OFFICER, lambda _: "/issuers/region-47/register"),
    Shown("act", OFFICER, lambda at: at.acts[0]),
    Shown("act-done", OFFICER, lambda at: at.acts[1]),
    Shown("acts", OFFICER, lambda _: "/issuers/region-47/register/acts"),
    Shown("table-of-changes", OFFICER, lambda _: "/issuers/region-47/register/tables"),
    Shown("columns", OFFICER, lambda _: "/issuers/region-47/register/columns"),
    Shown("reissue", OFFICER, lambda at: at.certificate(PUBLIC, "gold") + "/reissue"),
    Shown("blank", OFFICER, lambda at: at.acts[2] + "/blank"),
    Shown("blank-spoil", OFFICER, lambda at: at.acts[2] + "/blank?what=spoil"),
    Shown("blanks", OFFICER, lambda _: "/issuers/region-47/register/blanks"),
    Shown("spoilt-blank", OFFICER, lambda at: at.acts[3]),
    Shown("register-spoilt", OFFICER, lambda _: "/issuers/region-47/register?state=spoilt"),
    Shown("issuer-edit", OFFICER, lambda _: "/issuers/region-47/edit"),
    Shown("designs", OFFICER, lambda _: "/issuers/region-47/designs"),
    Shown("papers", OFFICER, lambda _: "/issuers/region-47/papers"),
    Shown("certificates", PUBLIC, lambda _: "/certificates"),
    Shown("certificates-guardian", GUARDIAN, lambda _: "/certificates"),
    Shown("verifier", None, lambda _: "/v"),
    Shown("scanned", None, lambda at: at.scanned, complete="#answer .facts"),
    Shown("inbox", PUBLIC, lambda _: "/inbox"),
    Shown("inbox-none", ORGANISER, lambda _: "/inbox"),
    Shown("preferences", WITH_GUARDIAN, lambda _: "/inbox/preferences"),
    Shown("entry-code-unknown", None, lambda _: "/entry/00000000", REFUSED),
    Shown("not-found", None, lambda _: "/nothing", REFUSED),
    Shown("forbidden", PUBLIC, lambda at: f"/skills/{at.ready.skill}/sign-off", REFUSED),
    Shown("judges", CHIEF, lambda at: f"/skills/{at.marking.skill}/judges"),
    Shown("emergency", PRIVATE, lambda at: f"/me/entries/{at.asking.registrations[PRIVATE]}/emergency-contacts"),
)
