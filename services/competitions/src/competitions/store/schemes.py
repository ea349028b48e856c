"""The marking scheme of each skill."""

from typing import ClassVar

from competitions.domain.marking_scheme import SkillScheme
from competitions.domain.refusal import Unknown
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class Schemes(Aggregates[SkillScheme]):
    NAME: ClassVar = "schemes"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, SkillScheme, lambda id: Unknown("marking scheme", id))
