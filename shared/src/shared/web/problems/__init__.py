"""Refusals that say what is wrong, where, and how to mend it: problem+json (RFC 9457) for programs, a page for people."""

from shared.web.problems.model import MEDIA_TYPE, Explanation, Problem, ProblemType, problems
from shared.web.problems.translator import Translator

__all__ = ["MEDIA_TYPE", "Explanation", "Problem", "ProblemType", "Translator", "problems"]
