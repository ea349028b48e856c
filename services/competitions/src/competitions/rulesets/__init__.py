"""The rulesets: the data files beside this module, and those of the installation's folder. What is wrong with one stops the start."""

from collections.abc import Collection, Container, Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from competitions.domain.ruleset import Ruleset
from competitions.rulesets.checked import checked
from competitions.rulesets.faults import Fault, PoliciesUncounted, RulesetsMissing, RulesetsRefused


def read_all(folder: Path | None = None) -> dict[str, Ruleset]:
    """By id. `folder`: the installation's own, beside the package's. Raises RulesetsRefused with all that is wrong."""
    faults: list[Fault] = []
    rulesets: dict[str, Ruleset] = {}
    files: dict[str, str] = {}
    shipped = [(file.name, file) for file in _files(resources.files(__package__))]
    for name, file in [*shipped, *((str(file), file) for file in _installed(folder, faults))]:
        found = checked(name, file)
        if found.ruleset is None:
            faults += found.faults
        elif found.ruleset.id in rulesets:
            faults.append(_twice(name, found.line_of_id, found.ruleset.id, files[found.ruleset.id]))
        else:
            rulesets[found.ruleset.id] = found.ruleset
            files[found.ruleset.id] = name
    if faults:
        raise RulesetsRefused(faults)
    return rulesets


def must_count_twice(policies: Mapping[str, Collection[str]], counted: Mapping[str, Container[str]]) -> None:
    """Both by what they are of: scales, places, standings. Raises PoliciesUncounted."""
    if lacking := [id for what, ids in policies.items() for id in sorted(ids) if id not in counted[what]]:
        raise PoliciesUncounted(lacking)


def must_have(rulesets: Container[str], used: Collection[str]) -> None:
    """`used`: by which championships go. Raises RulesetsMissing."""
    if missing := sorted(one for one in used if one not in rulesets):
        raise RulesetsMissing(missing)


def _installed(folder: Path | None, faults: list[Fault]) -> list[Traversable]:
    if folder is None:
        return []
    try:
        return list(_files(folder))
    except OSError as error:
        mend = "Name a folder that the service may read, or leave the setting out."
        faults.append(Fault(str(folder), None, "", f"This folder cannot be read ({error.strerror}).", mend))
        return []


def _files(folder: Traversable) -> Iterator[Traversable]:
    return iter(sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda one: one.name))


def _twice(name: str, line: int, id: str, other: str) -> Fault:
    return Fault(name, line, "id", f"“{id}” is the id of {other} already.", "Choose an id that no other file has.")
