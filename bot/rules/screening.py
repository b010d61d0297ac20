"""What an item may not show, before anybody but its author has read it: a forum is public, a patient's data is not.

Some of it is certain enough to refuse (`kept_out`). The rest may be innocent, so its author is asked to look again
(`second_looks`) and decides. Neither finds everything: names without a title or a role before them pass.
"""

import re

from bot.rules.errors import Refused
from bot.rules.publishable import folded, has_telephone

_EMAIL = re.compile(r"[\w.+-]+\s?(@|[(\[{]\s*at\s*[)\]}])\s?[\w-]+\s?(\.|[(\[{]\s*dot\s*[)\]}])\s?\w")
_TEN_DIGITS = re.compile(r"(?<![\d£])(?<!\d[.,])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d|[.,]\d)")
_NHS_NUMBER = re.compile(r"\bnhs\s*(no|number|num)?\b\W{0,4}(is\W{0,2})?\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_INSURANCE = re.compile(r"\b[a-ceghj-pr-tw-z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[a-d]\b")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = (
    rf"(\d{{1,2}}[-/. ]\d{{1,2}}[-/. ]\d{{2,4}}|\d{{4}}-\d{{1,2}}-\d{{1,2}}"
    rf"|\d{{1,2}}(st|nd|rd|th)?\s+(of\s+)?{_MONTH},?\s+\d{{2,4}}|{_MONTH}\s+\d{{1,2}}(st|nd|rd|th)?,?\s+\d{{2,4}})"
)
_BIRTH = re.compile(rf"\b(d\.?\s?o\.?\s?b\b\.?|dates? of birth|birth ?da(y|te)|born).{{0,15}}?(?<!\d){_DATE}(?!\d)")

_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\b\.?\s+(?:[A-Z]\.?\s+)?[A-Z][a-z’'-]+")
_ROLES = (
    r"nurse|sister|matron|midwife|doctor|junior doctor|registrar|consultant|receptionist|social worker|support worker"
    r"|care worker|key worker|care assistant|healthcare assistant|care coordinator|case manager|therapist|physio"
    r"|physiotherapist|paramedic|pharmacist|porter|ward clerk|ward manager|secretary|trainee|student"
)
_STAFF = re.compile(rf"\b(?i:{_ROLES}),?\s+(?:called\s+|named\s+)?([A-Z][a-z’'-]+)")
_NOT_A_NAME = frozenset(
    ["Team", "Teams", "Service", "Services", "Support", "Practitioner", "Association", "Department", "Office", "Union"]
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
_CASE = re.compile(
    r"\b(case|claim|complaint|reference|hospital|patient|ref)\s*(number|no|id)?\b\W{0,3}[a-z/-]{0,5}\d{4,}"
)


def kept_out(text: str, what: str = "An item is") -> None:
    """Raises `Refused`, in one sentence that says what to leave out and never repeats it; `what` is public."""
    plain, again = folded(text), f"{what} public. Please leave out"
    if _NHS_NUMBER.search(plain) or any(_is_nhs_number(found[0]) for found in _TEN_DIGITS.finditer(plain)):
        raise Refused(f"{again} the NHS number, and send it again.")
    if _INSURANCE.search(plain):
        raise Refused(f"{again} the National Insurance number, and send it again.")
    if _BIRTH.search(plain):
        raise Refused(f"{again} the date of birth, and send it again.")
    if _EMAIL.search(plain):
        raise Refused(f"{again} the e-mail address, and send it again.")
    if has_telephone(plain):
        raise Refused(f"{again} the telephone number, and send it again.")


def second_looks(text: str) -> tuple[str, ...]:
    """What its author is asked to leave out, a sentence each; they may know that it is nothing of the kind."""
    said = []
    if _TITLED.search(text) or any(found[1] not in _NOT_A_NAME for found in _STAFF.finditer(text)):
        said.append("Please leave out the names of staff and of patients; say the role or the service.")
    if _CASE.search(folded(text)):
        said.append(
            "Please leave out the number of a single case. The forum cannot take a case up; it can ask what should "
            "change for everybody."
        )
    if _POSTCODE.search(text):
        said.append("Please leave out a home’s postcode; the town or the district is enough.")
    return tuple(said)


def _is_nhs_number(found: str) -> bool:
    """Its tenth digit checks the others, modulo 11 (NHS Data Dictionary, “NHS NUMBER”)."""
    digits = [int(character) for character in found if character.isdigit()]
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return len(set(digits)) > 1 and check % 11 == digits[9]
