"""The installation's own rulesets are read at the start, and what is wrong with one is told with file, line, key and mend."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from tests.competitions.rulesets.files import GROUPS, OWN, SHIPPED, changed, written
from tests.settings import environment, settings_of
from typer.testing import CliRunner

from competitions.__main__ import SERVICE
from competitions.domain.categories.groups import AgeDay, Status
from competitions.domain.consents.records import Purpose
from competitions.domain.ruleset import Ruleset
from competitions.rulesets import read_all
from competitions.rulesets.faults import Fault, RulesetsMissing, RulesetsRefused
from competitions.rulesets.rules import without_text
from competitions.settings import Settings
from competitions.wiring import App, wire
from shared.process.cli import commands


def faults(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(RulesetsRefused) as refused:
        read_all(folder)
    assert str(folder) in str(refused.value)
    return refused.value.faults


def test_a_file_of_the_folder_stands_beside_those_of_the_package(tmp_path: Path) -> None:
    written(tmp_path, "this is no ruleset", "README.md")
    found = read_all(written(tmp_path, OWN + GROUPS))
    assert found.keys() - read_all().keys() == {"festival"}
    cadets, masters = found["festival"].categories
    assert (cadets.ages, cadets.statuses) == (range(8, 12), ())
    assert (masters.code, masters.statuses) == ("masters", (Status.PUPIL, Status.STUDENT))
    assert found["festival"].age.on is AgeDay.YEAR_END


WRONG = [
    ('marks_total = "100.00"\n', "", None, "marks_total", "is missing"),
    ("entries_each = 3", "entries_eech = 3", "entries_eech", "entering.entries_eech", "mean entries_each?"),
    ("entries_each = 3", 'entries_each = "3"', "entries_each", "entering.entries_each", "must be a whole number"),
    ("entries_each = 3", "entries_each = true", "entries_each", "entering.entries_each", "must be a whole number"),
    ("entries_each = 3", "entries_each = 0", "entries_each", "entering.entries_each", "from 1 to 100"),
    ("gold = 4", "gold = 9", "[minimum_starters]", "minimum_starters", "gold ≤ silver ≤ bronze"),
    ("valid_years = 5", "valid_years = 9000", "valid_years", "consents.deadlines.valid_years", "from 0 to 100"),
    ('= "100.00"', '= "-1"', "marks_total", "marks_total", "from 1 to 1000"),
    ("= false", "= 0", "compatriots", "compatriots_may_mark", "must be true or false"),
    ('"Championship by the WorldSkills rules"', '" "', "name =", "name.en", "from 1 to 1000"),
    ('{ ru = "Чемпионат по', '{ ru = "\\u0001', "name =", "name.ru", "U+0001"),
    ("name = {", "name = 2026-01-01 # {", "name =", "name", "must be a table"),
    ('"festival"', '"Festival 1"', "id =", "id", "cannot stand in an address"),
    ('"ws700-', '"ws800-', "scale_policy", "scale_policy", "ws700-mean-deviation, ws500"),
    ('"within-2', '"within-3', "medal_policy", "medal_policy", "equal-score-by-starters"),
    ('written = ["needs"]', 'written = ["neds"]', "written", "consents.written[1]", "Write one of"),
    ('"image",', '"participation",', "optional", "consents.optional[2]", "is required already"),
    ('"image",', '"publication",', "optional", "consents.optional[2]", "stands there already"),
    ('["organisation",', '["name",', "public_unasked", "consents.public_unasked[1]", "people allow it themselves"),
]


@pytest.mark.parametrize(("old", "new", "line", "key", "said"), WRONG)
def test_what_is_wrong_is_told_with_line_key_and_mend(
    tmp_path: Path, old: str, new: str, line: str | None, key: str, said: str
) -> None:
    text = changed(old, new)
    (fault,) = faults(written(tmp_path, text))
    assert (fault.file, fault.key) == (str(tmp_path / "own.toml"), key)
    assert said in f"{fault.problem} {fault.mend}"
    assert fault.mend.endswith((".", "?"))
    assert fault.line is not None
    assert fault.line == 1 if line is None else line in text.split("\n")[fault.line - 1]


WRONG_GROUPS = [
    ("youngest = 12", "youngest = 11", "masters", None),
    ("youngest = 12", "youngest = 13", "people of 12", "categories[1].oldest"),
    ("oldest = 17", "oldest = 7", "less than youngest", "categories[2].oldest"),
    ('code = "masters"', 'code = "cadets"', "each once", "categories[2].code"),
    ('"student"]', '"teacher"]', "Write one of", "categories[2].statuses[2]"),
    ('"year_end"', '"year_begin"', "Write one of", "age.on"),
    ("youngest = 8", "from = 8", "code, name, youngest", "categories[1].from"),
]


@pytest.mark.parametrize(("old", "new", "said", "key"), WRONG_GROUPS)
def test_groups_that_leave_anybody_in_doubt_are_refused(
    tmp_path: Path, old: str, new: str, said: str, key: str | None
) -> None:
    (fault,) = faults(written(tmp_path, OWN + GROUPS.replace(old, new)))
    assert said in f"{fault.problem} {fault.mend}"
    assert fault.key == (key or "categories[1]")


def test_groups_may_overlap_or_leave_a_gap_where_the_file_says_so(tmp_path: Path) -> None:
    for flag, youngest in (("overlap", 10), ("gap", 14)):
        text = GROUPS.replace("[age]", f"[age]\n{flag} = true").replace("youngest = 12", f"youngest = {youngest}")
        assert read_all(written(tmp_path, OWN + text))["festival"].categories[1].youngest == youngest


def test_ages_are_compared_among_people_of_one_status_alone(tmp_path: Path) -> None:
    apart = GROUPS.replace("oldest = 11", 'oldest = 30\nstatuses = ["specialist"]')
    assert len(read_all(written(tmp_path, OWN + apart))["festival"].categories) == len(("cadets", "masters"))


def test_where_the_list_of_entrants_is_special_category_data_nobody_is_shown_unasked_and_consent_is_on_paper(
    tmp_path: Path,
) -> None:
    protected = OWN + "\n[privacy]\nspecial_category = true\n"
    shown, unwritten = faults(written(tmp_path, protected))
    assert (shown.key, "public_unasked = []" in shown.mend) == ("consents.public_unasked", True)
    assert (unwritten.key, "participation" in unwritten.mend) == ("consents.written", True)
    mended = protected.replace('["organisation", "place"]', "[]").replace('["needs"]', '["participation", "needs"]')
    assert read_all(written(tmp_path, mended))["festival"].privacy.special_category


def test_nobody_is_asked_what_they_need_without_a_consent_to_it(tmp_path: Path) -> None:
    (wrong,) = faults(written(tmp_path, OWN.replace('"image", "needs"', '"image"')))
    assert (wrong.key, '"needs"' in wrong.mend) == ("needs.ask", True)
    (many,) = faults(written(tmp_path, OWN.replace("ask = true", "ask = true\ncompanions = 3")))
    assert (many.key, "from 0 to 2" in many.mend) == ("needs.companions", True)


def test_a_consent_that_has_no_text_is_refused(tmp_path: Path) -> None:
    rules = read_all(written(tmp_path))["festival"].consents
    assert list(without_text(rules, set(Purpose))) == []
    (wrong,) = without_text(rules, {*Purpose} - {Purpose.IMAGE})
    assert wrong.path == ("consents", "optional", rules.optional.index(Purpose.IMAGE))


def test_nothing_of_the_package_is_replaced_and_no_two_files_have_one_id(tmp_path: Path) -> None:
    written(tmp_path, SHIPPED, "a.toml")
    written(tmp_path, OWN, "b.toml")
    first, second = faults(written(tmp_path, OWN, "c.toml"))
    assert (first.file, first.key, first.line) == (str(tmp_path / "a.toml"), "id", 2)
    assert "worldskills.toml" in first.problem
    assert str(tmp_path / "b.toml") in second.problem


def test_what_is_no_file_of_rules_at_all_is_told_with_its_line(tmp_path: Path) -> None:
    tmp_path.joinpath("a.toml").write_bytes(b"# \xd0\xb0\n# \xff\n")
    written(tmp_path, OWN + "\n[age", "b.toml")
    written(tmp_path, "a = " + "[" * 5000, "c.toml")
    tmp_path.joinpath("d.toml").mkdir()
    found = {Path(fault.file).stem: fault for fault in faults(tmp_path)}
    assert (found["a"].line, found["b"].line) == (2, OWN.count("\n") + 2)
    assert "TOML" in found["b"].problem
    assert {"c", "d"} < found.keys()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path / "missing")
    assert (fault.file, fault.line) == (str(tmp_path / "missing"), None)


@pytest.mark.parametrize("process", ["api", "worker"])
def test_a_wrong_file_stops_the_start(tmp_path: Path, process: str) -> None:
    text = changed("entries_each = 3", "entries_eech = 3")
    settings = settings_of(Settings, rulesets=written(tmp_path, text))
    stopped = CliRunner().invoke(commands(SERVICE), [process], env=environment(settings))
    assert stopped.exit_code == 1
    line = text.split("\n").index("entries_eech = 3") + 1
    assert f"own.toml, line {line}: entering.entries_eech is no key" in stopped.output
    assert not re.search("Traceback", stopped.output)


def test_an_empty_setting_is_none() -> None:
    settings = settings_of(Settings, rulesets="")
    assert settings.rulesets is None
    assert isinstance(read_all(settings.rulesets)["worldskills"], Ruleset)


async def test_championships_whose_ruleset_is_gone_stop_the_start(tmp_path: Path, app: App) -> None:
    await app.championships.collection.insert_one({"_id": uuid4(), "ruleset": "festival"})
    settings = app.settings.model_copy(update={"rulesets": written(tmp_path)})
    async with wire(settings) as started:
        assert "festival" in started.rulesets
    tmp_path.joinpath("own.toml").unlink()
    with pytest.raises(RulesetsMissing, match="festival"):
        async with wire(settings):
            pass


STARTERS = '\n[starters]\nmin = 3\nbelow = "merge"\ninto = { cadets = "masters" }\n'


@pytest.mark.parametrize(
    ("old", "new", "said", "key"),
    [
        ('into = { cadets = "masters" }\n', "", "Write into", "starters.below"),
        ('"masters" }', '"juniors" }', "cadets, masters", "starters.into.cadets"),
        ('"masters" }', '"cadets" }', "into itself", "starters.into.cadets"),
        ('"merge"', '"cancel"', "'not_held'", "starters.below"),
    ],
)
def test_a_category_is_merged_with_one_that_there_is(tmp_path: Path, old: str, new: str, said: str, key: str) -> None:
    good = OWN.replace('[starters]\nmin = 4\nbelow = "demonstration"\n', STARTERS) + GROUPS
    assert read_all(written(tmp_path, good))["festival"].starters.into == {"cadets": "masters"}
    (fault,) = faults(written(tmp_path, good.replace(old, new)))
    assert said in f"{fault.problem} {fault.mend}"
    assert fault.key == key
