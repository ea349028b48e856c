"""The person who holds certificates, as far as this service must know them."""

from dataclasses import dataclass
from uuid import UUID

from certificates.domain.names import full_name


@dataclass(frozen=True, slots=True)
class Holder:
    """The newest version of a person. After an erasure only the id and `erased` are left."""

    id: UUID
    version: int
    family_name: str = ""
    given_name: str = ""
    patronymic: str | None = None
    account: str | None = None
    guardians: tuple[UUID, ...] = ()
    name_is_public: bool = False
    erased: bool = False

    @property
    def name(self) -> str:
        return full_name(self.family_name, self.given_name, self.patronymic)
