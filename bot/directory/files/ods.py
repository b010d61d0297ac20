"""One organisation as the NHS Organisation Data Service writes it (ORD API, /organisations/{code})."""

from __future__ import annotations

from datetime import date

from bot.directory.files.cleaning import day, name, web_address
from bot.directory.files.gathering import Gathering
from bot.directory.files.json_values import is_mapping, items, mapping, ods_code
from bot.directory.files.lines import OrganisationLine, Reading, Unusable
from bot.directory.files.shouted import written_out

FORMAT = "organisation from the NHS Organisation Data Service (JSON)"
_BOARD = "RO318"  # integrated care board: a role beside the primary one, because its code is older than the board
_KIND_OF_ROLE = {
    _BOARD: "icb",
    "RO197": "nhs_trust",  # NHS trust
    "RO107": "nhs_trust",  # care trust
    "RO142": "nhs_trust",  # local health board
    "RO144": "nhs_trust",  # Welsh local health board
    "RO154": "nhs_trust",  # Northern Ireland health and social care trust
    "RO141": "council",  # local authority
}


def read(document: object) -> Reading | None:
    listed = document if isinstance(document, list) else [document]
    if not any(is_mapping(item) and "Organisation" in item for item in listed):
        return None
    gathering = Gathering("Item")
    for number, item in enumerate(items(listed), 1):
        with gathering.line(number):
            record = mapping(mapping(item, "the organisation").get("Organisation"), "the organisation")
            gathering.organisation(_organisation(number, record))
    return gathering.reading(FORMAT)


def _organisation(number: int, record: dict[str, object]) -> OrganisationLine:
    title = written_out(name(record.get("Name"), "the name"))
    roles = {role["id"]: role for role in _entries(record, "Roles", "Role") if isinstance(role.get("id"), str)}
    kind = next((kind for role, kind in _KIND_OF_ROLE.items() if role in roles), "other")
    opened, closed = _days(record)
    if _BOARD in roles:
        opened = _days(roles[_BOARD])[0] or opened
    if record.get("Status") != "Active" and closed is None:
        raise Unusable(f"{title} is not marked as active, and no end date says since when.")
    return OrganisationLine(
        number,
        title,
        kind,
        code=ods_code(mapping(record.get("OrgId"), "the ODS code").get("extension")),
        website=_website(record),
        opened=opened,
        closed=closed,
        successors=_successors(record),
    )


def _days(record: dict[str, object]) -> tuple[date | None, date | None]:
    """First and last day: when it worked ("Operational") rather than when the law made it ("Legal")."""
    spans = [span for span in items(record.get("Date")) if is_mapping(span)]
    for kind in ("Operational", "Legal"):
        for span in spans:
            if span.get("Type") == kind:
                return day(span.get("Start"), "the start date"), day(span.get("End"), "the end date")
    return None, None


def _website(record: dict[str, object]) -> str | None:
    for contact in _entries(record, "Contacts", "Contact"):
        value = contact.get("value")
        if contact.get("type") == "http" and isinstance(value, str):
            try:
                return web_address(value, "the website")
            except Unusable:
                continue
    return None


def _successors(record: dict[str, object]) -> tuple[str, ...]:
    return tuple(
        ods_code(mapping(mapping(entry.get("Target"), "the successor").get("OrgId"), "the successor").get("extension"))
        for entry in _entries(record, "Succs", "Succ")
        if entry.get("Type") == "Successor"
    )


def _entries(record: dict[str, object], outer: str, inner: str) -> list[dict[str, object]]:
    holder = record.get(outer)
    return [entry for entry in items(holder.get(inner)) if is_mapping(entry)] if is_mapping(holder) else []
