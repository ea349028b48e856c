"""Two records of one person become one: the losing id stays in use as an alias of the one that stays, and can be parted again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from competitions.domain.entering.search import fold
from competitions.domain.person import Person
from competitions.domain.refusal import Refusal


@dataclass(eq=False)
class SameRecord(Refusal):
    """A record is not merged into itself."""


@dataclass(eq=False)
class TwoAccounts(Refusal):
    """Two accounts are two people, until somebody says which one is meant."""


@dataclass(eq=False)
class AccountGoes(Refusal):
    """The record with the account is the one that stays: an account is never taken from a person by somebody else."""


@dataclass(eq=False)
class AlreadyMerged(Refusal):
    """One of the two is another record's alias."""

    into: UUID


@dataclass(eq=False)
class HasAliases(Refusal):
    """Others are merged into the record that would go: it is the one to stay."""


@dataclass(eq=False)
class GuardianAndWard(Refusal):
    """One of the two answers for the other: they are two people."""


@dataclass(eq=False)
class BothTakePart(Refusal):
    """Both stand in one skill, as entrants or on the jury: one of the two has to leave first."""

    skill: str


@dataclass(eq=False)
class TwoCategories(Refusal):
    """They compete in different categories of one championship: a person is in one."""

    categories: tuple[str, ...]
    """Their codes."""


@dataclass(eq=False)
class NotMerged(Refusal):
    """There is nothing to undo."""


def merged(going: Person, staying: Person, aliases: Collection[UUID]) -> Person:
    """`going`, as an alias of `staying`. `aliases`: of `going`. The same again changes nothing.

    Raises SameRecord, AlreadyMerged, HasAliases, TwoAccounts, AccountGoes, GuardianAndWard.
    """
    if going.id == staying.id:
        raise SameRecord
    if going.merged_into == staying.id:
        return going
    for one in (going, staying):
        if one.merged_into:
            raise AlreadyMerged(one.merged_into)
    if aliases:
        raise HasAliases
    if going.account:
        raise TwoAccounts if staying.account else AccountGoes
    if going.id in staying.guardians or staying.id in going.guardians:
        raise GuardianAndWard
    return replace(alike_again(going, staying), merged_into=staying.id)


def must_be_in_one_category(entries: Iterable[tuple[UUID, str | None]]) -> None:
    """`entries`: of both records, the championship and the category of each. Raises TwoCategories."""
    found: dict[UUID, set[str]] = {}
    for championship_id, category in entries:
        if category:
            found.setdefault(championship_id, set()).add(category)
    for categories in found.values():
        if len(categories) > 1:
            raise TwoCategories(tuple(sorted(categories)))


def told_apart(one: Person, other: Person) -> Person:
    """`one`, which is not the person of `other`, though they are alike. Raises SameRecord, AlreadyMerged where they are one record."""
    if one.id == other.id:
        raise SameRecord
    if one.merged_into == other.id or other.merged_into == one.id:
        raise AlreadyMerged(one.merged_into or one.id)
    if _are_told_apart(one, other):
        return one
    return replace(one, apart_from=(*one.apart_from, other.id))


def alike_again(one: Person, other: Person) -> Person:
    """`one`, of which it is open again whether it is the person of `other`."""
    return replace(one, apart_from=tuple(id for id in one.apart_from if id != other.id))


def _are_told_apart(one: Person, other: Person) -> bool:
    return other.id in one.apart_from or one.id in other.apart_from


def parted(alias: Person) -> Person:
    """A record of its own again, as it was. Raises NotMerged."""
    if alias.merged_into is None:
        raise NotMerged
    return replace(alias, merged_into=None)


def is_meant(known: Person, named: Person) -> bool:
    """Whether somebody who is `named` by an organiser, by name and e-mail, is whom the organisation keeps as `known`.

    A shared address is not enough: a mother's stands with her child. What is not said of one of the two does not part them.
    """
    if known.erased_at or not known.email or not named.email or known.email.casefold() != named.email.casefold():
        return False
    if known.birth_date and named.birth_date and known.birth_date != named.birth_date:
        return False
    if (fold(known.family_name), fold(known.given_name)) != (fold(named.family_name), fold(named.given_name)):
        return False
    return not (known.patronymic and named.patronymic) or fold(known.patronymic) == fold(named.patronymic)


def seen_as(alias: Person, staying: Person) -> Person:
    """What is shown of somebody by the id that became an alias: the facts of the record that stays; what was allowed under it, stays."""
    return replace(
        staying, id=alias.id, version=alias.version, publicity=alias.publicity, merged_into=staying.id, invitation=None
    )


def are_probably_one(one: Person, other: Person) -> bool:
    """The same name, however it is written, and birth date; or the same e-mail, unless the birth dates say otherwise.

    Brothers and sisters share the e-mail of a parent, and a guardian the ward's.
    """
    if one.id == other.id or one.id in other.guardians or other.id in one.guardians or _are_told_apart(one, other):
        return False
    if one.birth_date and other.birth_date and one.birth_date != other.birth_date:
        return False
    has_same_name = fold(one.full_name) == fold(other.full_name)
    if has_same_name and one.birth_date and other.birth_date:
        return True
    has_same_address = bool(one.email and other.email and one.email.casefold() == other.email.casefold())
    return has_same_address and (has_same_name or fold(one.family_name) == fold(other.family_name))
