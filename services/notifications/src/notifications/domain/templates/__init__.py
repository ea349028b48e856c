"""What is written on which notice: to one person, and to the people of a team."""

from notifications.domain.templates.every import TEMPLATES
from notifications.domain.templates.teams import OF_TEAMS
from notifications.domain.templates.template import Sentence, Template, TemplateId, gettext_noop

__all__ = ["OF_TEAMS", "TEMPLATES", "Sentence", "Template", "TemplateId", "gettext_noop"]
