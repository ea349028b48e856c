from typing import ClassVar

from certificates.domain.achievement import IssuerAward
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class Awards(Aggregates[IssuerAward]):
    """What each issuer awards, as it was at first sight."""

    name: ClassVar = "awards"
    publishes: ClassVar = False

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.name, IssuerAward, LookupError)
