"""Who may get in: sets of roles. None: everybody, signed in or not."""

from shared.identity.principal import Role

EVERYBODY = set(Role)
ORGANISERS = {Role.ORGANISER}
EXPERTS = {Role.EXPERT}
INSIDERS = ORGANISERS | EXPERTS
OFFICERS = {Role.OFFICER}
STAFF = ORGANISERS | {Role.OFFICER}
PUBLIC: set[Role] | None = None
DESK = ORGANISERS | {Role.COORDINATOR}
"""Who stands at the door of a championship."""
SCHOOL = {Role.COORDINATOR}
"""Who coordinates a school comes so far; whose it is, is asked behind the door."""
