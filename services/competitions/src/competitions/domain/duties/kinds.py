"""Which duties there are, and where each is given."""

from enum import StrEnum


class DutyKind(StrEnum):
    """In the words of the tokens' roles. Who is on a jury stands with the jury, who is a guardian with the ward."""

    ORGANISER = "organiser"
    OFFICER = "officer"
    COORDINATOR = "coordinator"
    """At the door of the site."""
    SCHOOL = "school"
    """Coordinates one member, such as a school: enters its people, and sees nobody else's."""
    READER = "reader"
    NEEDS_READER = "needs_reader"


OF_ORGANISATION = (
    DutyKind.ORGANISER,
    DutyKind.OFFICER,
    DutyKind.COORDINATOR,
    DutyKind.SCHOOL,
    DutyKind.READER,
    DutyKind.NEEDS_READER,
)
OF_CHAMPIONSHIP = (DutyKind.ORGANISER, DutyKind.COORDINATOR, DutyKind.SCHOOL, DutyKind.READER, DutyKind.NEEDS_READER)
"""Certificates are an organisation's, so their officers are."""
LETTING_IN = (DutyKind.ORGANISER, DutyKind.OFFICER)
"""Only they let their like in, so that of each a person must be left: a program lets nobody in by itself."""
