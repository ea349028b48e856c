from decimal import Decimal
from uuid import UUID

from tests.competitions.unit.sheets import CHIEF, COMPATRIOT, GOOD, JURY, NOON, ONE, SHEET, filled, judged

from competitions.domain.aspect import Rule
from competitions.domain.measurement import Calculator, Choice, Option, Range, RangedScore, RegularDifference
from competitions.domain.sheet import Competitor, Sheet
from competitions.domain.signing.sheets import sign
from competitions.wiring import App


def of(form: str, competitor: int) -> Sheet:
    one = Competitor(UUID(int=competitor), UUID(int=competitor), f"R-{competitor}")
    return Sheet(UUID(int=competitor * 100 + ord(form[-1])), SHEET.id, SHEET.skill_id, form, one, SHEET.rules)


async def test_a_sheet_comes_back_as_it_was_kept(app: App) -> None:
    """Every kind of calculator, entry and history line, with its decimals, times and ids."""
    choice = Choice((Option("clean", Decimal(0)), Option("stained", Decimal("12.5"))))
    ranged = RangedScore(Decimal("1.50"), (Range(Decimal("0.10"), Decimal(10)),))
    regular = RegularDifference(Decimal(0), Decimal("0.5"), Decimal("0.25"))
    uneven = RangedScore(Decimal(0), (Range(Decimal(15), Decimal(1), below=Decimal(0)),), "UNIT")
    kinds: list[Calculator] = [choice, ranged, regular, uneven]
    rules = (*SHEET.rules, *(Rule(f"A1.0{n}", "M", Decimal("0.25"), one) for n, one in enumerate(kinds, 4)))
    disputed, _ = filled().enter(UUID(int=6), "A1.02", judged((0, 2, 1)), ONE, NOON, saw=UUID(int=901), jury=JURY)
    sheet, _ = disputed.enter(
        UUID(int=7), "A1.02", judged((1, 2, 1), "Seen again"), ONE, NOON, saw=UUID(int=6), jury=JURY
    )
    full = Sheet(
        sheet.id, sheet.championship_id, sheet.skill_id, "A1", sheet.competitor, rules,
        team=(ONE.subject_id, CHIEF.subject_id), history=sheet.history, entered=3, total=sheet.total,
    )  # fmt: skip
    assert await app.sheets.add(full)
    assert await app.sheets.get(full.id) == full


async def test_laying_out_again_leaves_marks_alone(app: App) -> None:
    await app.sheets.add_new([SHEET])
    marked, _ = SHEET.enter(UUID(int=1), "A1.01", GOOD["A1.01"], ONE, NOON, saw=None)
    await app.sheets.save(marked)
    await app.sheets.add_new([SHEET, of("A1", 5)])
    assert (await app.sheets.get(SHEET.id)).history == marked.history
    assert await app.sheets.collection.count_documents({}) == 2


async def test_sums_are_exact_decimals_by_competitor_and_form(app: App) -> None:
    cents = [Decimal("0.10"), Decimal("0.20"), Decimal("0.33")]
    for competitor in (1, 2):
        for number, total in enumerate(cents):
            sheet = of(f"A{number + 1}", competitor)
            await app.sheets.add(
                Sheet(
                    sheet.id,
                    sheet.championship_id,
                    sheet.skill_id,
                    sheet.sub_criterion,
                    sheet.competitor,
                    sheet.rules,
                    total=total,
                )
            )
    sums = await app.sheets.sums(SHEET.skill_id, absent=())
    assert [(one.competitor.member, one.total) for one in sums] == [("R-1", Decimal("0.63")), ("R-2", Decimal("0.63"))]
    assert sums[0].parts == {"A1": cents[0], "A2": cents[1], "A3": cents[2]}
    assert sums[0].criteria == {"A": Decimal("0.63")}


async def test_progress_counts_marks_complete_and_signed_sheets_in_the_order_of_codes(app: App) -> None:
    signed, _ = sign(filled(), ONE, NOON)
    await app.sheets.add_new([of("A9", 3), of("A10", 4)])
    await app.sheets.add(signed)
    forms = (await app.sheets.progress([SHEET.skill_id], absent=()))[SHEET.skill_id]
    assert [(form.code, form.sheets, form.complete, form.signed, form.marks) for form in forms] == [
        ("A1", 1, 1, 1, 3), ("A9", 1, 0, 0, 0), ("A10", 1, 0, 0, 0),
    ]  # fmt: skip


async def test_sealing_makes_every_sheet_that_was_read_before_stale(app: App) -> None:
    await app.sheets.add_new([SHEET, of("A1", 5)])
    await app.sheets.seal(SHEET.skill_id)
    await app.sheets.seal(SHEET.skill_id)
    found = await app.sheets.find_many({})
    assert [(sheet.sealed, sheet.version) for sheet in found] == [(True, 2), (True, 2)]
    assert COMPATRIOT.member == SHEET.competitor.member
