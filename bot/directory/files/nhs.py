"""NHS bodies from lists by ODS code: integrated care boards, trusts, Welsh health boards."""

from __future__ import annotations

from datetime import timedelta

from bot.directory.files.cleaning import day, name
from bot.directory.files.gathering import Gathering
from bot.directory.files.json_values import gss_codes, is_mapping, items, mapping, ods_code
from bot.directory.files.lines import OrganisationLine, Reading, Unusable
from bot.directory.files.shouted import written_out

_FORMATS = {
    "icb": "list of integrated care boards (JSON)",
    "trust_name": "list of NHS trusts (JSON)",
    "health_board": "list of health boards (JSON)",
}


def read(document: object) -> Reading | None:
    if is_mapping(document) and isinstance(document.get("icbs"), list):
        return _boards_with_successions(document)
    if not isinstance(document, list):
        return None
    coded = [item for item in document if is_mapping(item) and "ods_code" in item]
    if not coded:
        return None
    gathering = Gathering("Item")
    for number, item in enumerate(items(document), 1):
        with gathering.line(number):
            gathering.organisation(_body(number, mapping(item, "the body")))
    return gathering.reading(_FORMATS[next((key for key in _FORMATS if key in coded[0]), "icb")])


def _body(number: int, item: dict[str, object]) -> OrganisationLine:
    for key in ("trust_name", "health_board"):
        if key in item:
            return _line(number, item, written_out(name(item[key], "the name")), "nhs_trust")
    title = written_out(name(item.get("ons_name") or item.get("name"), "the name"))
    if not title.endswith("Integrated Care Board"):
        raise Unusable(f"the file does not say what kind of body {title} is. Add it with /organisation add.")
    return _line(number, item, title, "icb")


def _line(number: int, item: dict[str, object], title: str, kind: str) -> OrganisationLine:
    return OrganisationLine(
        number,
        title,
        kind,
        code=ods_code(item.get("ods_code")),
        opened=day(item.get("start"), "the start date"),
        other_codes=gss_codes(item.get("gss_code"), item.get("former_gss_code")),
    )


def _boards_with_successions(document: dict[str, object]) -> Reading:
    """The boards of a date, then those they replaced; the successions are numbered on after the boards."""
    gathering = Gathering("Item")
    boards, successions = items(document["icbs"]), items(document.get("successions"))
    for number, item in enumerate(boards, 1):
        with gathering.line(number):
            gathering.organisation(_body(number, mapping(item, "the board")))
    replaced: dict[str, OrganisationLine] = {}
    split = {
        f"ods:{item.get('predecessor')}" for item in successions if is_mapping(item) and item.get("type") == "split"
    }
    for number, item in enumerate(successions, len(boards) + 1):
        with gathering.line(number):
            _succession(number, mapping(item, "the succession"), replaced)
    for board in replaced.values():
        with gathering.line(board.line):
            if board.code in split and len(board.successors) == 1:
                raise Unusable(
                    f"{board.name} was split, but the file names one of its parts only. Taken so, that part would "
                    "inherit everything. Add the others to the file."
                )
            gathering.organisation(board)
    return gathering.reading(_FORMATS["icb"])


def _succession(number: int, item: dict[str, object], replaced: dict[str, OrganisationLine]) -> None:
    """Add one successor to the board that ended; the date given is the successor's first day."""
    code, successor = ods_code(item.get("predecessor")), ods_code(item.get("successor"))
    title = written_out(name(item.get("predecessor_name"), "the name of the predecessor"))
    started = day(item.get("date"), "the date of the succession")
    if started is None:
        raise Unusable("the date of the succession is missing.")
    closed = started - timedelta(days=1)
    known = replaced.get(code)
    if known is not None and (known.name, known.closed) != (title, closed):
        raise Unusable(f"{title} ends with another name or on another date than in item {known.line}.")
    line, before = (known.line, known.successors) if known is not None else (number, ())
    after = before if successor in before else (*before, successor)
    replaced[code] = OrganisationLine(line, title, "icb", code=code, closed=closed, successors=after)
