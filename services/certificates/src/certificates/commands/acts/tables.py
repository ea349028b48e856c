"""A table of what is to be another in many entries, drafted as an act: each row is looked at before anything is done."""

from hashlib import sha256
from uuid import UUID

from certificates.commands.acts.drafting import draft
from certificates.commands.acts.naming import act_id
from certificates.domain.acts.act import Act, Doing, Task
from certificates.domain.acts.faults import Fault, RowFault
from certificates.wiring import App


async def draft_table(app: App, form: UUID, organisation: str, doing: Doing, content: bytes, *, by: str) -> Act:
    """The same `form` with the same table again finds what was drafted. Raises UnknownIssuer, BadTable, NothingChosen, TooManyEntries."""
    id = act_id(form, organisation, doing, sha256(content).hexdigest())
    if (known := await app.acts.find(id)) is not None:
        return known
    await app.issuers.of(organisation)
    read = await app.table_reading.read(doing, content)
    ids = await app.certificates.ids_of(organisation, [one.number for _, one in read.rows])
    tasks = [
        Task(
            *(ids[one.number], str(one.number), row, one.amendment, one.blank),
            spoilt_on=one.spoilt_on,
            answers=True,
        )
        for row, one in read.rows
        if one.number in ids
    ]
    unknown = [RowFault(row, str(one.number), Fault.NUMBER_UNKNOWN) for row, one in read.rows if one.number not in ids]
    faults = sorted([*read.faults, *unknown], key=lambda fault: fault.row)
    return await draft(app, id, organisation, doing, tasks, faults, by=by)
