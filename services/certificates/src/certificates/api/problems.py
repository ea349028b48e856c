"""What our errors become for those who ask."""

from collections.abc import Sequence
from typing import Any

from certificates.api.blank_problems import PROBLEMS as BLANK_PROBLEMS
from certificates.api.file_problems import PROBLEMS as FILE_PROBLEMS
from certificates.api.issuer_problems import PROBLEMS as ISSUER_PROBLEMS
from certificates.api.printing_problems import PROBLEMS as PRINTING_PROBLEMS
from certificates.api.register_problems import PROBLEMS as REGISTER_PROBLEMS
from certificates.domain.achievement import CodeTaken, Unconfirmed, UnknownCode
from certificates.domain.certificate import Erased, UnknownCertificate
from certificates.domain.holders.names import IncompleteName, NoName, TooManyNameChecks
from certificates.domain.issuer import (
    BadOrganisation,
    BadSite,
    IssuerExists,
    KeyChangeUnconfirmed,
    PrefixTaken,
    UnknownIssuer,
)
from certificates.domain.register import BadPrefix, UnknownStatusList
from certificates.domain.wording import BadAddress, BadCode, BadKind, NoTitle, TextMissing
from certificates.verification.heavy import VerificationBusy
from certificates.verification.presented import Mistyped, NothingTyped
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def _unknown_certificate(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("No certificate has this id.")
    return _one("id", message, _("Check the address, or look the certificate up by the number on the paper."))


def _unknown_issuer(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("This organisation does not issue certificates here.")
    return _one("organisation", message, _("Check the organisation's short name."))


def _unknown_code(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("The organisation has no achievement with this code.")
    return _one("code", message, _("Take the code from the list of its achievements."))


def _code_taken(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("Another achievement of the organisation has this code.")
    return _one("/code", message, _("Choose another one, or change that achievement."))


def _bad_code(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("This cannot be the code of an achievement.")
    fix = _("Use small Latin letters, digits and hyphens, such as robotics-basics; “new” is an address already.")
    return _one("/code", message, fix)


def _bad_kind(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("This cannot be the word for a kind.")
    return _one("/kind", message, _("Use small Latin letters, digits and hyphens, such as course."))


def _no_title(_error: Any, _: Gettext) -> Sequence[Explanation]:
    return _one("/title/ru", _("It has no title."), _("Write it in Russian, in English, or in both."))


def _text_missing(error: TextMissing, _: Gettext) -> Sequence[Explanation]:
    fix = _("Write it, or leave the title in this language empty.")
    return _one(f"/{error.name}/{error.language}", _("The title is in this language, and this text is not."), fix)


def _bad_address(error: BadAddress, _: Gettext) -> Sequence[Explanation]:
    message = _("This is not the address of a page.")
    fix = _("Copy it from the browser, such as https://example.org/standard.")
    return _one(f"/alignments/{error.place}/url", message, fix)


def _bad_site(_error: Any, _: Gettext) -> Sequence[Explanation]:
    fix = _("Copy it from the browser, such as https://example.org.")
    return _one("/site", _("This is not the address of a page."), fix)


def _not_ticked(_error: Any, _: Gettext) -> Sequence[Explanation]:
    return _one("/sure", _("You did not tick that you mean it."), _("Tick it, then press the button again."))


def _issuer_exists(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("Your organisation issues certificates already.")
    return _one("/organisation", message, _("Nothing is left to do: its certificates are issued by themselves."))


def _prefix_taken(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("Another organisation's registration numbers begin with this prefix.")
    return _one("/prefix", message, _("Choose another one."))


def _key_change_unconfirmed(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("You did not tick that the key is to be changed.")
    return _one("/sure", message, _("Tick it, then press the button again."))


def _bad_prefix(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("This cannot begin a registration number.")
    return _one("/prefix", message, _("Use 1 to 12 letters, digits or hyphens, such as 47."))


def _bad_organisation(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("This cannot name an organisation in addresses.")
    return _one("/organisation", message, _("Use small Latin letters, digits and hyphens, such as region-47."))


def _erased(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("The document was erased together with its holder's personal data.")
    return _one(
        "id", message, _("Nothing can be made of it any more. The copy that its holder has can still be verified.")
    )


def _too_many(error: TooManyNameChecks, _: Gettext) -> Sequence[Explanation]:
    message = _("Too many names were tried on this certificate.")
    return _one("name", message, _.n("Try again in {n} minute.", "Try again in {n} minutes.", error.minutes))


def _incomplete_name(_error: Any, _: Gettext) -> Sequence[Explanation]:
    return _one("name", _("The name is not complete."), _("Type the family name and the given name in full."))


def _no_name(_error: Any, _: Gettext) -> Sequence[Explanation]:
    return _one("name", _("No name was typed."), _("Type the name as it stands on the paper."))


def _nothing_typed(_error: Any, _: Gettext) -> Sequence[Explanation]:
    return _one("text", _("Nothing was typed."), _("Type the id or the number that stands on the certificate."))


def _mistyped(_error: Any, _: Gettext) -> Sequence[Explanation]:
    return _one("text", _("There is a typing error: compare it with the paper."), "")


def _unknown_list(_error: Any, _: Gettext) -> Sequence[Explanation]:
    message = _("There is no such status list.")
    return _one("number", message, _("Take the address from the certificate's signed data."))


def _busy(_error: Any, _: Gettext) -> Sequence[Explanation]:
    return _one("", _("Too much is being verified at once."), _("Try again in a minute."))


def _one(where: str, message: str, fix: str) -> Sequence[Explanation]:
    return [Explanation(where=where, message=message, fix=fix)]


PROBLEMS: Sequence[ProblemType] = (
    ProblemType(UnknownCertificate, "certificate-unknown", 404, "There is no such certificate", _unknown_certificate),
    ProblemType(UnknownIssuer, "issuer-unknown", 404, "There is no such issuer", _unknown_issuer),
    ProblemType(IssuerExists, "issuer-exists", 409, "The issuer is there already", _issuer_exists),
    ProblemType(
        KeyChangeUnconfirmed,
        "key-change-unconfirmed",
        422,
        "The change of the key is not confirmed",
        _key_change_unconfirmed,
    ),
    ProblemType(UnknownCode, "achievement-unknown", 404, "There is no such achievement", _unknown_code),
    ProblemType(CodeTaken, "achievement-code-taken", 409, "The code is taken", _code_taken),
    ProblemType(BadCode, "achievement-code-invalid", 422, "The code cannot be used", _bad_code),
    ProblemType(BadKind, "achievement-kind-invalid", 422, "The kind cannot be used", _bad_kind),
    ProblemType(NoTitle, "achievement-untitled", 422, "A title is needed", _no_title),
    ProblemType(TextMissing, "achievement-text-missing", 422, "A text is missing in one language", _text_missing),
    ProblemType(BadAddress, "competence-address-invalid", 422, "The address cannot be used", _bad_address),
    ProblemType(BadSite, "site-invalid", 422, "The address cannot be used", _bad_site),
    ProblemType(Unconfirmed, "unconfirmed", 422, "It is not confirmed", _not_ticked),
    ProblemType(PrefixTaken, "prefix-taken", 409, "The prefix is taken", _prefix_taken),
    ProblemType(BadPrefix, "prefix-invalid", 422, "The prefix cannot be used", _bad_prefix),
    ProblemType(
        BadOrganisation,
        "organisation-invalid",
        422,
        "The organisation's short name cannot be used",
        _bad_organisation,
    ),
    ProblemType(NoName, "name-missing", 422, "A name is needed", _no_name),
    ProblemType(NothingTyped, "nothing-typed", 422, "An id or a number is needed", _nothing_typed),
    ProblemType(Mistyped, "mistyped", 422, "The id or the number has a typing error", _mistyped),
    ProblemType(Erased, "erased", 410, "The document was erased", _erased),
    ProblemType(IncompleteName, "name-incomplete", 422, "The name is not complete", _incomplete_name),
    ProblemType(TooManyNameChecks, "too-many-name-checks", 429, "Too many tries", _too_many),
    ProblemType(UnknownStatusList, "status-list-unknown", 404, "There is no such status list", _unknown_list),
    ProblemType(VerificationBusy, "verification-busy", 503, "The check could not be done now", _busy),
    *BLANK_PROBLEMS,
    *FILE_PROBLEMS,
    *ISSUER_PROBLEMS,
    *PRINTING_PROBLEMS,
    *REGISTER_PROBLEMS,
)
