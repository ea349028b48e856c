"""Certificates of the person who is signed in, and of those whom they are a guardian of."""

from certificates.domain.certificate import Certificate
from certificates.wiring import App
from shared.auth import Principal


async def held_by(app: App, visitor: Principal) -> list[Certificate]:
    """Newest first."""
    persons = await app.people.with_account(visitor.account)
    wards = await app.people.wards_of([person.id for person in persons])
    return await app.certificates.held_by({person.id for person in (*persons, *wards)})
