"""KEEP=1 brings up what it can read and says how to go on where it cannot; without it nothing goes without a word."""

import json
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from localstack import ports, stored_shape
from localstack.folders import CHECKOUT
from localstack.kept import OtherPort, OtherShape, lay_out
from localstack.layout import Layout

SHEET = '''
class State(StrEnum):
    OPEN = "open"


@dataclass(frozen=True)
class Sheet:
    """A sheet."""

    id: UUID
    marks: int = 0
'''


def laid_out(folder: Path, *, keep: bool = False, front: int | None = None) -> tuple[Layout, list[str]]:
    told: list[str] = []
    layout = lay_out(folder, front or None, keep=keep, command="make demo", tell=told.append)
    return layout, told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where an earlier run has left something."""
    folder = tmp_path / "stack"
    Layout.fresh(folder, ports.three_in_a_row())
    (folder / "data").touch()
    return folder


def test_a_first_run_says_nothing(tmp_path: Path) -> None:
    layout, told = laid_out(tmp_path / "stack", front=ports.three_in_a_row())
    assert layout.folder.is_dir()
    assert told == []


def test_a_second_run_says_what_it_removes_and_how_to_keep_it(folder: Path) -> None:
    stamp = Layout.stamp(folder)
    assert stamp
    _, [told] = laid_out(folder, front=ports.three_in_a_row())
    assert not (folder / "data").exists()
    assert stamp.made_at in told
    assert "removed" in told
    assert "make demo KEEP=1" in told


def test_where_the_port_is_taken_nothing_is_removed(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind((ports.LOOPBACK, 0))
        taken.listen()
        told: list[str] = []
        with pytest.raises(ports.PortTaken):
            lay_out(folder, taken.getsockname()[1], keep=False, command="make demo", tell=told.append)
    assert (folder / "data").exists()
    assert told == []


def test_kept_data_come_up_on_their_own_port_without_naming_it(folder: Path) -> None:
    before = Layout.kept(folder)
    assert laid_out(folder, keep=True) == (before, [])
    assert laid_out(folder, keep=True, front=before.ports.front) == (before, [])
    assert (folder / "data").exists()


def test_another_port_is_refused_with_both_ways_on(folder: Path) -> None:
    kept = Layout.kept(folder).ports.front
    with pytest.raises(OtherPort) as refused:
        laid_out(folder, keep=True, front=kept + 10)
    assert str(kept) in str(refused.value)
    assert "make demo KEEP=1" in str(refused.value)


@pytest.mark.parametrize("older", [{"shape": "0", "commit": "abc1234", "made_at": "2026-11-01 10:00"}, None])
def test_data_of_another_shape_are_refused_and_stay(folder: Path, older: dict[str, str] | None) -> None:
    known = json.loads((folder / "layout.json").read_text())
    del known["stamp"]
    (folder / "layout.json").write_text(json.dumps({**known, **({"stamp": older} if older else {})}))
    with pytest.raises(OtherShape) as refused:
        laid_out(folder, keep=True)
    assert (folder / "data").exists()
    assert "to begin anew" in str(refused.value)
    assert f"git checkout {older['commit'] if older else ''}" in str(refused.value)


def test_nothing_kept_is_said(tmp_path: Path) -> None:
    _, [told] = laid_out(tmp_path / "stack", keep=True, front=ports.three_in_a_row())
    assert "No data are kept" in told


@pytest.fixture
def of(tmp_path: Path) -> Callable[..., str]:
    """The fingerprint of a product with this source as one of its domain's modules."""

    def of(source: str, module: str = "sheet") -> str:
        shutil.rmtree(tmp_path / "services", ignore_errors=True)
        domain = tmp_path / "services" / "competitions" / "src" / "competitions" / "domain"
        domain.mkdir(parents=True)
        (domain / f"{module}.py").write_text(source)
        return stored_shape.fingerprint(tmp_path)

    return of


@pytest.mark.parametrize(
    ("now", "instead"),
    [
        ("marks: int", "marks: Decimal"),
        ("marks: int", "entered: int"),
        ("    marks: int = 0\n", ""),
        ('OPEN = "open"', 'OPEN = "opened"'),
        ("class Sheet:", "class Form:"),
    ],
)
def test_what_changes_the_shape_changes_the_fingerprint(of: Callable[..., str], now: str, instead: str) -> None:
    assert now in SHEET
    assert of(SHEET) != of(SHEET.replace(now, instead))


@pytest.mark.parametrize(
    ("now", "instead"),
    [
        ("A sheet.", "One competitor's sheet."),
        ("= 0", "= 1"),
        ("class State", "class Unfit(Refusal):\n    code: str\n\n\nclass State"),
        ("    marks: int = 0\n", "    marks: int = 0\n\n    def total(self) -> int:\n        return self.marks\n"),
    ],
)
def test_what_leaves_the_shape_as_it_is_leaves_the_fingerprint(of: Callable[..., str], now: str, instead: str) -> None:
    assert now in SHEET
    assert of(SHEET) == of(SHEET.replace(now, instead), module="form")


def test_the_fingerprint_sees_the_products_own_shapes() -> None:
    assert stored_shape.fingerprint() == stored_shape.fingerprint()
    found = [one for pattern in stored_shape.SOURCES for one in CHECKOUT.glob(pattern)]
    assert {one.stem for one in found} >= {"sheet", "certificate", "deliveries", "results", "layout"}
