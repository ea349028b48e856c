"""Collections, indexes and documents, a file a collection: the only place that knows how the service's state is stored."""

from competitions.store.attempts import AttemptsStore
from competitions.store.awards import AwardFiles, AwardRows, Awards, AwardTables, Offers
from competitions.store.bringing.packages import ArrivedPackages
from competitions.store.calendar_feeds import CalendarFeeds
from competitions.store.championships import Championships
from competitions.store.consents import ConsentRecords
from competitions.store.erasure_requests import ErasureRequests
from competitions.store.erasures import Erasures
from competitions.store.imports import Imports
from competitions.store.members import MemberLists
from competitions.store.needs import CompanionsStore, EmergencyStore, NeedsStore
from competitions.store.organisations import Organisations
from competitions.store.own_texts import OwnTextsStore
from competitions.store.people import People
from competitions.store.places import PlacesStore
from competitions.store.registrations import Registrations
from competitions.store.results import Results
from competitions.store.rosters import Rosters
from competitions.store.scans import Scans
from competitions.store.schedules import Schedules
from competitions.store.schemes import Schemes
from competitions.store.sending.late_entries import LateEntries
from competitions.store.sheets import Sheets
from competitions.store.skills import Skills

STORES = (
    Championships,
    Skills,
    Schemes,
    MemberLists,
    People,
    Registrations,
    PlacesStore,
    AttemptsStore,
    Imports,
    ArrivedPackages,
    ConsentRecords,
    ErasureRequests,
    Erasures,
    OwnTextsStore,
    Organisations,
    Scans,
    NeedsStore,
    CompanionsStore,
    EmergencyStore,
    Sheets,
    LateEntries,
    Results,
    Rosters,
    Schedules,
    CalendarFeeds,
    Offers,
    Awards,
    AwardTables,
    AwardRows,
    AwardFiles,
)

__all__ = [
    "STORES",
    "ArrivedPackages",
    "AttemptsStore",
    "AwardFiles",
    "AwardRows",
    "AwardTables",
    "Awards",
    "CalendarFeeds",
    "Championships",
    "CompanionsStore",
    "ConsentRecords",
    "EmergencyStore",
    "ErasureRequests",
    "Erasures",
    "Imports",
    "LateEntries",
    "MemberLists",
    "NeedsStore",
    "Offers",
    "Organisations",
    "OwnTextsStore",
    "People",
    "PlacesStore",
    "Registrations",
    "Results",
    "Rosters",
    "Scans",
    "Schedules",
    "Schemes",
    "Sheets",
    "Skills",
]
