"""What whoever brought a table says to it: who is meant, that it begins, or that it does not."""

from collections.abc import Mapping
from typing import Literal
from uuid import UUID

from competitions.domain.awards.rows import ANOTHER, LEAVE_OUT, Row
from competitions.domain.awards.tables import Allowed, Table, TableOver, TableStage
from competitions.queries.awards.granting import asked_of, own_table
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict

ForAll = Literal["only_candidate", "another", "leave_out"]


async def answer_rows(
    app: App, table_id: UUID, answers: Mapping[int, str], for_all: ForAll | None, by: Principal
) -> Table:
    """By the rows' numbers: the id of who is meant, `another` or `leave_out`; `for_all`: of those that are open after that.

    Raises Unknown, Forbidden, TableOver, NoSuchChoice before any is kept.
    """
    table = await _checked(app, table_id, by)
    answered: list[Row] = []
    for number, choice in answers.items():
        answered.append((await app.award_rows.numbered(table.id, number)).answered(choice))
    await app.award_rows.answer(answered)
    match for_all:
        case "only_candidate":
            await app.award_rows.answer_with_only_candidate(table.id)
        case "another":
            await app.award_rows.answer_open(table.id, ANOTHER)
        case "leave_out":
            await app.award_rows.answer_open(table.id, LEAVE_OUT)
    return table


async def start_table(app: App, table_id: UUID, allowed: Allowed, by: Principal) -> Table:
    """The worker hands out from then on. A repeat changes nothing.

    Raises Unknown, Forbidden, NotOffered, TableOver, QuestionsOpen, RowsFaulty, ChangesUnseen, NothingToGrant.
    """

    async def once() -> Table:
        table = await own_table(app, table_id, by)
        (await app.offers.get(table.achievement_id)).must_be_offered()
        started = table.start(allowed, await asked_of(app, table), app.now())
        return table if started is table else await app.award_tables.save(started)

    return await retry_on_conflict(once)


async def cancel_table(app: App, table_id: UUID, by: Principal) -> Table:
    """Before the first row is granted. A repeat changes nothing. Raises Unknown, Forbidden, TableOver."""

    async def once() -> Table:
        table = await own_table(app, table_id, by)
        cancelled = table.cancel(app.now())
        return table if cancelled is table else await app.award_tables.save(cancelled)

    table = await retry_on_conflict(once)
    await app.award_rows.clear(table.id)
    await app.award_files.drop(table.file_id)
    return table


async def _checked(app: App, table_id: UUID, by: Principal) -> Table:
    table = await own_table(app, table_id, by)
    if table.stage is not TableStage.CHECKED:
        raise TableOver(table.stage)
    return table
