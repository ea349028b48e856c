"""The texts that people are asked to agree to, read from the data files beside this module: a file a purpose, both languages.

They are a sound default [U]: 152-FZ, articles 9 and 10.1, say what a consent must tell; an organisation's lawyer decides whether these do.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from pydantic import TypeAdapter

from competitions.domain.consents.records import Purpose
from competitions.domain.consents.texts import Template


@cache
def read_all() -> Mapping[Purpose, Template]:
    """Of every purpose, read once. Raises ValidationError where a file lacks a part: a fault of this package."""
    reader = TypeAdapter(Template)
    folder = resources.files(__package__)
    texts = {
        purpose: reader.validate_python(tomllib.loads(folder.joinpath(f"{purpose}.toml").read_text("utf-8")))
        for purpose in Purpose
    }
    return MappingProxyType(texts)
