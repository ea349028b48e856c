"""The rulesets, read from the data files beside this module."""

import tomllib
from importlib import resources

from pydantic import TypeAdapter

from competitions.domain.results.policies import MEDALS, SCALES
from competitions.domain.ruleset import Ruleset


def read_all() -> dict[str, Ruleset]:
    """By id. Raises KeyError where a file names a policy that does not exist: a fault of this package."""
    reader = TypeAdapter(Ruleset)
    rulesets = {}
    for file in resources.files(__package__).iterdir():
        if file.name.endswith(".toml"):
            ruleset = reader.validate_python(tomllib.loads(file.read_text("utf-8")))
            _ = SCALES[ruleset.scale_policy], MEDALS[ruleset.medal_policy]
            rulesets[ruleset.id] = ruleset
    return rulesets
