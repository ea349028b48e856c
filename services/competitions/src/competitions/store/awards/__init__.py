"""What may be granted, what was, and the tables that it comes with."""

from competitions.store.awards.awards import Awards
from competitions.store.awards.files import AwardFiles
from competitions.store.awards.offers import Offers
from competitions.store.awards.rows import AwardRows
from competitions.store.awards.tables import AwardTables

__all__ = ["AwardFiles", "AwardRows", "AwardTables", "Awards", "Offers"]
