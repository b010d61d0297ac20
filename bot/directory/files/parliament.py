"""MPs and vacant seats from the UK Parliament Members API (Members/Search, Members/{id}, Location/Constituency/…)."""

from __future__ import annotations

from dataclasses import replace

from bot.directory.files.cleaning import shown
from bot.directory.files.gathering import Gathering
from bot.directory.files.json_values import is_mapping, items
from bot.directory.files.lines import OfficialLine, Reading, Unusable
from bot.directory.files.parliament_contacts import best_email, is_readable
from bot.directory.files.parliament_members import mp, seat
from bot.directory.files.parliament_seats import member_code, uk_parliament

FORMAT = "UK Parliament Members API (JSON)"
_OF_A_MEMBER = {"nameDisplayAs", "nameListAs", "nameFullTitle", "latestHouseMembership"}
_OF_A_CONSTITUENCY = "currentRepresentation"


def read(document: object) -> Reading | None:
    """Read an answer of the API, a list of such answers (its pages), or either with its contact details:
    `{"members": …, "contacts": {"172": …}}`."""
    contacts: dict[str, object] = {}
    if is_mapping(document) and "members" in document:
        given = document.get("contacts")
        contacts = _by_holder(given) if is_mapping(given) else {}
        document = document["members"]
    pages = document if isinstance(document, list) else [document]
    if not any(_is_envelope(page) or _is_answer(page) for page in pages):
        return None
    gathering = Gathering("Item")
    values = items([value for page in pages for value in _values(page)])
    taken: list[OfficialLine] = []
    for number, value in enumerate(values, 1):
        with gathering.line(number):
            official = _with_email(gathering, _official(number, value), contacts)
            gathering.official(official)
            taken.append(official)
    if taken:
        gathering.organisation(uk_parliament(taken[0].line))
    _note_what_is_missing(gathering, pages, len(values), contacts, taken)
    return gathering.reading(FORMAT)


def _official(number: int, value: object) -> OfficialLine:
    if is_mapping(value) and _OF_A_CONSTITUENCY in value:
        return seat(number, value)
    if is_mapping(value) and value.keys() & _OF_A_MEMBER:
        return mp(number, value)
    raise Unusable("it is neither a member nor a constituency with its representation.")


def _with_email(gathering: Gathering, official: OfficialLine, contacts: dict[str, object]) -> OfficialLine:
    if official.holder_code not in contacts:
        return official
    contact = contacts[official.holder_code]
    if not is_readable(contact):
        gathering.note(f"The contact details of {official.name} could not be read, so no e-mail address was taken.")
    return replace(official, email=best_email(contact))


def _note_what_is_missing(
    gathering: Gathering, pages: list[object], held: int, contacts: dict[str, object], taken: list[OfficialLine]
) -> None:
    totals = [page.get("totalResults") for page in pages if is_mapping(page)]
    found = max((total for total in totals if isinstance(total, int)), default=0)
    if found > held:
        gathering.note(
            f"The search found {found} results and this file holds {held}: the API gives at most 20 at a time. "
            "Save the other pages too, with skip=20, skip=40 and so on, and import them as well."
        )
    known = {official.holder_code for official in taken}
    for holder in contacts:
        if holder not in known:
            member = shown(holder.removeprefix(member_code("")))
            gathering.note(f"The contact details of member {member} belong to no MP taken from this file.")


def _by_holder(contacts: dict[str, object]) -> dict[str, object]:
    return {member_code(member.strip()): contact for member, contact in contacts.items()}


def _values(page: object) -> list[object]:
    if is_mapping(page) and _is_envelope(page):
        found = page.get("items")
        return [_unwrapped(item) for item in found] if isinstance(found, list) else [] if found is None else [found]
    return [_unwrapped(page)]


def _unwrapped(item: object) -> object:
    return item["value"] if is_mapping(item) and "value" in item else item


def _is_envelope(page: object) -> bool:
    return is_mapping(page) and ("totalResults" in page or isinstance(page.get("items"), list))


def _is_answer(page: object) -> bool:
    value = _unwrapped(page)
    return is_mapping(value) and bool(value.keys() & (_OF_A_MEMBER | {_OF_A_CONSTITUENCY}))
