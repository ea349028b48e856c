"""Events of the competitions service. Only `PersonChanged` and `TeamChanged` carry personal data, on a compacted topic."""

from shared.contracts.competitions.audiences import AudienceNamed
from shared.contracts.competitions.championships import (
    Calendar,
    CancellationCause,
    Championship,
    ChampionshipAnnounced,
    ChampionshipCancelled,
    ChampionshipDescribed,
    ChampionshipPublished,
    ChampionshipRescheduled,
    ScheduleChange,
    ScheduleChangeKind,
    Skill,
    SkillDescribed,
)
from shared.contracts.competitions.consents import ConsentAsked, ConsentReminded, GiverFacts
from shared.contracts.competitions.entries import (
    HowHeld,
    MentorNamed,
    RegistrationAnswered,
    RegistrationConfirmed,
    RegistrationEnd,
    RegistrationEnded,
    RegistrationEntered,
    RegistrationFacts,
    RegistrationPromoted,
    RegistrationQueued,
    RegistrationRegrouped,
    RegistrationShortened,
)
from shared.contracts.competitions.juries import JuryDismissed, JuryFacts, JuryInvited, JuryRole
from shared.contracts.competitions.organisations import OrganisationDescribed
from shared.contracts.competitions.people import (
    DutyOffered,
    PersonChanged,
    PersonInvited,
    PublicItem,
    Publicity,
    TeamChanged,
)
from shared.contracts.competitions.results import ResultPublished, ResultStatus
from shared.contracts.duties import DutyGranted

__all__ = [
    "AudienceNamed",
    "Calendar",
    "CancellationCause",
    "Championship",
    "ChampionshipAnnounced",
    "ChampionshipCancelled",
    "ChampionshipDescribed",
    "ChampionshipPublished",
    "ChampionshipRescheduled",
    "ConsentAsked",
    "ConsentReminded",
    "DutyGranted",
    "DutyOffered",
    "GiverFacts",
    "HowHeld",
    "JuryDismissed",
    "JuryFacts",
    "JuryInvited",
    "JuryRole",
    "MentorNamed",
    "OrganisationDescribed",
    "PersonChanged",
    "PersonInvited",
    "PublicItem",
    "Publicity",
    "RegistrationAnswered",
    "RegistrationConfirmed",
    "RegistrationEnd",
    "RegistrationEnded",
    "RegistrationEntered",
    "RegistrationFacts",
    "RegistrationPromoted",
    "RegistrationQueued",
    "RegistrationRegrouped",
    "RegistrationShortened",
    "ResultPublished",
    "ResultStatus",
    "ScheduleChange",
    "ScheduleChangeKind",
    "Skill",
    "SkillDescribed",
    "TeamChanged",
]
