from typing import ClassVar

from certificates.domain.columns import NoColumns, RegisterColumns
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class RegisterColumnsStore(Aggregates[RegisterColumns]):
    """Which columns each issuer exports its register with."""

    name: ClassVar = "register_columns"
    publishes = False

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.name, RegisterColumns, lambda _id: NoColumns())
