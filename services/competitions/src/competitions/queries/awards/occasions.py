"""Which championships the rows of a table may name."""

from competitions.domain.awards.occasions import Held, called
from competitions.domain.awards.tables import Table
from competitions.tables.occasions import Occasions
from competitions.wiring import App


async def occasions_of(app: App, table: Table) -> Occasions:
    """Those of the organisation that are announced, and those of others that who brought the table organises."""
    own: list[Held] = []
    others: set[str] = set()
    async for one in app.championships.called():
        if one.organisation == table.organisation or one.id in table.also_held:
            is_special = app.rulesets[one.ruleset].privacy.special_category
            own.append(Held(one.id, one.name, one.starts_on, is_special))
        else:
            others |= {called(one.name.ru), called(one.name.en)}
    return Occasions(table.organisation, own, others, dict(table.meant))
