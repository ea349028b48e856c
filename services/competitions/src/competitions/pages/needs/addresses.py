"""Where a form about one of a team's members leads."""

from uuid import UUID


def kept_at(person: UUID | None) -> str:
    """After the address of the page that was sent: what was sent is kept."""
    return f"?person={person}&kept#outcome" if person else "?kept#outcome"
