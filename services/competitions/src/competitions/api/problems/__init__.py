"""What each refusal of the domain becomes for people and programs: status, title, what is wrong where, how to mend it."""

from competitions.api.problems.categories import CATEGORIES
from competitions.api.problems.championships import CHAMPIONSHIPS
from competitions.api.problems.consents import CONSENTS
from competitions.api.problems.duties import DUTIES
from competitions.api.problems.entries import ENTRIES
from competitions.api.problems.juries import JURIES
from competitions.api.problems.marks import MARKS
from competitions.api.problems.merging import MERGING
from competitions.api.problems.needs import NEEDS
from competitions.api.problems.own_entries import OWN_ENTRIES
from competitions.api.problems.panels import PANELS
from competitions.api.problems.people import PEOPLE
from competitions.api.problems.preparation import PREPARATION
from competitions.api.problems.results.awards import AWARDS
from competitions.api.problems.results.packages import PACKAGES
from competitions.api.problems.results.signing import SIGNING
from competitions.api.problems.schedule import SCHEDULE
from competitions.api.problems.schools import SCHOOLS
from competitions.api.problems.sending import SENDING
from competitions.api.problems.skills import SKILLS
from competitions.api.problems.teams import TEAMS
from competitions.api.problems.workbooks import WORKBOOKS

PROBLEMS = (
    *CHAMPIONSHIPS,
    *PREPARATION,
    *SCHEDULE,
    *PEOPLE,
    *MERGING,
    *DUTIES,
    *ENTRIES,
    *OWN_ENTRIES,
    *TEAMS,
    *CATEGORIES,
    *CONSENTS,
    *NEEDS,
    *SCHOOLS,
    *SKILLS,
    *JURIES,
    *WORKBOOKS,
    *MARKS,
    *SIGNING,
    *PACKAGES,
    *PANELS,
    *SENDING,
    *AWARDS,
)
