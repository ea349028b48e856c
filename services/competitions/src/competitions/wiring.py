"""The composition root: the only place that knows which parts there are."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any, Final, TypedDict
from uuid import UUID

from competitions.consent_texts import read_all as read_texts
from competitions.domain.consents.records import Purpose
from competitions.domain.consents.texts import Template
from competitions.domain.expert import Expert
from competitions.domain.registration import State
from competitions.domain.results.policies import PLACES, SCALES
from competitions.domain.results.rules import By
from competitions.domain.ruleset import Ruleset
from competitions.rulesets import must_count_twice, must_have, read_all
from competitions.settings import Settings
from competitions.shadow import places as shadow_places
from competitions.shadow import scales as shadow_scales
from competitions.shadow import standings as shadow_standings
from competitions.store import (
    ArrivedPackages,
    AttemptsStore,
    AwardFiles,
    AwardRows,
    Awards,
    AwardTables,
    CalendarFeeds,
    Championships,
    CompanionsStore,
    ConsentRecords,
    EmergencyStore,
    ErasureRequests,
    Erasures,
    Imports,
    LateEntries,
    MemberLists,
    NeedsStore,
    Offers,
    Organisations,
    OwnTextsStore,
    People,
    PlacesStore,
    Registrations,
    Results,
    Rosters,
    Scans,
    Schedules,
    Schemes,
    Sheets,
    Skills,
)
from shared import clock
from shared.identity.duties import KnownDuties
from shared.identity.principal import Duty, Role
from shared.identity.sealing import Vault
from shared.mongo.database import Database, connect, database
from shared.mongo.turns import Turns
from shared.ttl_cache import TtlCache
from shared.web.kept.looked_over import LookedOver

JURY_SECONDS = 2.0
LACK_SECONDS = 60.0
COUNT_SECONDS = 2.0
POLICIES: Final = {"scales": SCALES, "places": PLACES, "standings": [by.value for by in By]}
COUNTED: Final = {
    "scales": shadow_scales.SCALES,
    "places": shadow_places.PLACES,
    "standings": shadow_standings.STANDINGS,
}
FILE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class App:
    settings: Settings
    database: Database
    rulesets: Mapping[str, Ruleset]
    championships: Championships
    skills: Skills
    schemes: Schemes
    members: MemberLists
    people: People
    registrations: Registrations
    places: PlacesStore
    attempts: AttemptsStore
    imports: Imports
    packages: ArrivedPackages
    offers: Offers
    """What may be granted."""
    awards: Awards
    award_tables: AwardTables
    award_rows: AwardRows
    award_files: AwardFiles
    consents: ConsentRecords
    erasure_requests: ErasureRequests
    erasures: Erasures
    own_texts: OwnTextsStore
    organisations: Organisations
    scans: Scans
    vault: Vault
    """Of scans."""
    needs: NeedsStore
    companions: CompanionsStore
    emergency: EmergencyStore
    """Whom to call."""
    sheets: Sheets
    late_entries: LateEntries
    results: Results
    rosters: Rosters
    duties: KnownDuties
    schedules: Schedules
    calendar_feeds: CalendarFeeds
    lacks: TtlCache[tuple[UUID, bool], tuple[int, int, bool]]
    """Of large championships: people, those who lack a consent, whether there are more; by championship, and whether of those who
    are not confirmed."""
    entry_counts: TtlCache[UUID, dict[UUID, Counter[State]]]
    """By championship, for the page that everybody reads: as they stood at most a moment ago."""
    category_counts: TtlCache[UUID, dict[UUID, Counter[str]]]
    """By championship, for the same page: who holds a place, of skills whose categories have places of their own."""
    scoreboards: LookedOver[UUID, Any]
    """By championship: those that are published, as everybody sees them, and the answers that were written of them."""
    consent_texts: Mapping[Purpose, Template]
    now: Callable[[], datetime]
    turns: Turns = field(default_factory=Turns)
    """Of those who want places of one skill."""
    jurors: TtlCache[tuple[UUID, str], Expert] = field(
        default_factory=lambda: TtlCache(most=2000, seconds=JURY_SECONDS)
    )
    """By skill and account."""
    juries: TtlCache[UUID, tuple[Expert, ...]] = field(default_factory=lambda: TtlCache(most=500, seconds=JURY_SECONDS))
    """By skill."""
    calendar_files: TtlCache[tuple[str, str], bytes] = field(
        default_factory=lambda: TtlCache(most=20, seconds=FILE_SECONDS)
    )
    """By name and by the tag of what is in them: many read one schedule, and to write it takes some tenths of a second."""

    @property
    def link_secret(self) -> bytes:
        return self.settings.link_secret.get_secret_value().encode()

    def today(self) -> date:
        """In the calendar of the championships."""
        return self.now().astimezone(self.settings.zone).date()

    async def ensure_indexes(self) -> None:
        for store in (
            self.championships,
            self.skills,
            self.schemes,
            self.members,
            self.people,
            self.registrations,
            self.places,
            self.attempts,
            self.imports,
            self.packages,
            self.offers,
            self.awards,
            self.award_tables,
            self.award_rows,
            self.award_files,
            self.consents,
            self.erasure_requests,
            self.erasures,
            self.own_texts,
            self.organisations,
            self.scans,
            self.needs,
            self.companions,
            self.emergency,
            self.sheets,
            self.late_entries,
            self.results,
            self.rosters,
            self.schedules,
            self.calendar_feeds,
        ):
            await store.ensure_indexes()


@asynccontextmanager
async def wire(settings: Settings) -> AsyncIterator[App]:
    """Raises PoliciesUncounted, RulesetsRefused, RulesetsMissing."""
    must_count_twice(POLICIES, COUNTED)
    async with connect(settings) as client:
        app = assemble(settings, database(client, settings))
        await app.ensure_indexes()
        must_have(app.rulesets, await app.championships.rulesets())
        yield app


async def _duties_of(people: People, skills: Skills, rosters: Rosters, account: str) -> Sequence[Duty]:
    held = await rosters.duties_of(account)
    # The jury keeps who is on it, whatever the token says.
    is_on_jury = await skills.is_any_judged_by(await people.subjects_of(account))
    return [*held, Duty(Role.EXPERT, None)] if is_on_jury else held


class _OfAwards(TypedDict):
    offers: Offers
    awards: Awards
    award_tables: AwardTables
    award_rows: AwardRows
    award_files: AwardFiles


def _of_awards(settings: Settings, database: Database) -> _OfAwards:
    vault = Vault(settings.scan_secret.get_secret_value().encode(), "award tables")
    return _OfAwards(
        offers=Offers(database),
        awards=Awards(database),
        award_tables=AwardTables(database),
        award_rows=AwardRows(database),
        award_files=AwardFiles(database, vault),
    )


def assemble(
    settings: Settings,
    database: Database,
    *,
    now: Callable[[], datetime] = clock.now,
    rulesets: Mapping[str, Ruleset] | None = None,
) -> App:
    """`rulesets`: those of the package and of the installation's folder, unless others are given. Raises RulesetsRefused."""
    return App(
        settings=settings,
        database=database,
        rulesets=read_all(settings.rulesets) if rulesets is None else rulesets,
        championships=Championships(database),
        skills=(skills := Skills(database)),
        schemes=Schemes(database),
        members=MemberLists(database),
        people=(people := People(database)),
        registrations=Registrations(database),
        places=PlacesStore(database),
        attempts=AttemptsStore(database),
        imports=Imports(database),
        packages=ArrivedPackages(database, Vault(settings.scan_secret.get_secret_value().encode(), "packages")),
        **_of_awards(settings, database),
        consents=ConsentRecords(database),
        erasure_requests=ErasureRequests(database),
        erasures=Erasures(database),
        own_texts=OwnTextsStore(database),
        organisations=Organisations(database),
        scans=Scans(database),
        vault=Vault(settings.scan_secret.get_secret_value().encode(), "scans"),
        needs=NeedsStore(database, settings.needs_keys),
        companions=CompanionsStore(database, settings.needs_keys),
        emergency=EmergencyStore(database, settings.needs_keys),
        sheets=Sheets(database),
        late_entries=LateEntries(database),
        results=Results(database),
        rosters=(rosters := Rosters(database)),
        duties=KnownDuties(partial(_duties_of, people, skills, rosters)),
        schedules=Schedules(database),
        calendar_feeds=CalendarFeeds(database),
        lacks=TtlCache(most=200, seconds=LACK_SECONDS),
        entry_counts=TtlCache(most=200, seconds=COUNT_SECONDS),
        category_counts=TtlCache(most=200, seconds=COUNT_SECONDS),
        scoreboards=LookedOver(most=20, seconds=settings.scoreboard_seconds),
        consent_texts=read_texts(),
        now=now,
    )
