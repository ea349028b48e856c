"""Marking a competitor absent on the skill's page, in both languages."""

import httpx2
import pytest
from tests.competitions.pages.reading import soup
from tests.competitions.playing import Play
