"""Lists of NHS bodies and constituencies: what is taken, and how each odd item is named."""

import copy
import json
from datetime import date
from typing import Any

import pytest

from bot.directory.files import OfficialLine, OrganisationLine, Reading, folded, read_directory
from bot.directory.files.shouted import written_out

GOOD = {"ods_code": "QXX", "gss_code": "E54000099", "name": "NHS NORTHSHIRE INTEGRATED CARE BOARD"}
BOARD = OrganisationLine(1, "NHS Northshire Integrated Care Board", "icb", "ods:QXX", other_codes=("gss:E54000099",))


def read(document: object) -> Reading:
    return read_directory(json.dumps(document).encode(), "list.json")


@pytest.mark.parametrize(
    ("shouted", "written"),
    [
        (
            "THE QUEEN ELIZABETH HOSPITAL, KING'S LYNN, NHS TRUST",
            "The Queen Elizabeth Hospital, King's Lynn, NHS Trust",
        ),
        ("GUY'S AND ST THOMAS' NHS FOUNDATION TRUST", "Guy's and St Thomas' NHS Foundation Trust"),
        ("ST GEORGE’S UNIVERSITY HOSPITALS", "St George’s University Hospitals"),
        ("THE NEWCASTLE UPON TYNE HOSPITALS", "The Newcastle upon Tyne Hospitals"),
        ("STOKE-ON-TRENT & O'NEILL HOSPITAL FOR CHILDREN", "Stoke-on-Trent & O'Neill Hospital for Children"),
        ("YNYS MÔN HEALTH BOARD", "Ynys Môn Health Board"),
        ("NHS Kent and Medway ICB", "NHS Kent and Medway ICB"),
    ],
)
def test_a_shouted_name_is_written_as_people_write_it(shouted: str, written: str) -> None:
    assert written_out(shouted) == written


def test_names_compare_without_accents_case_or_spacing() -> None:
    assert folded("Montgomeryshire  and Glyndŵr") == folded("MONTGOMERYSHIRE AND GLYNDWR")


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        pytest.param(7, "the body is missing", id="a number"),
        pytest.param({"ods_code": "QYY"}, "the name is missing", id="no name"),
        pytest.param({**GOOD, "ods_code": None}, "the ODS code is missing", id="no code"),
        pytest.param({**GOOD, "ods_code": "Q Y"}, "the ODS code 'Q Y' is not", id="a code with a space"),
        pytest.param({**GOOD, "ods_code": "QYY", "gss_code": 5}, "the GSS code is missing", id="a code of no letters"),
        pytest.param({**GOOD, "ods_code": "QYY", "start": []}, "not written as a date", id="a date of no letters"),
        pytest.param({"ods_code": "QYY", "name": "WESTMERE CLUB"}, "what kind of body Westmere Club", id="what is it"),
        pytest.param({**GOOD, "name": "NHS WESTMERE INTEGRATED CARE BOARD"}, "already on item 1", id="a code twice"),
        pytest.param({**GOOD, "gss_code": "E54000098"}, "item 1, with another code", id="another GSS code"),
    ],
)
def test_an_item_that_cannot_be_taken_is_named_and_the_others_go_in(item: object, reason: str) -> None:
    reading = read([GOOD, item, GOOD])
    assert reading.organisations == (BOARD,)
    assert [refused.line for refused in reading.refused] == [2]
    assert reason in reading.refused[0].reason


def test_the_name_that_the_ons_writes_goes_before_one_in_capitals() -> None:
    named = {**GOOD, "name": "NHS MCEXAMPLE INTEGRATED CARE BOARD", "ons_name": "NHS McExample Integrated Care Board"}
    assert read([named]).organisations[0].name == "NHS McExample Integrated Care Board"


def test_a_succession_that_cannot_be_taken_is_numbered_on_after_the_boards() -> None:
    split = {"predecessor": "QYY", "predecessor_name": "NHS Eastvale Integrated Care Board", "date": "2026-04-01"}
    reading = read(
        {
            "icbs": [GOOD],
            "successions": [
                {**split, "successor": "QXX"},
                {**split, "successor": "QZZ"},
                {**split, "successor": "QXX"},
                {**split, "successor": None},
                {**split, "successor": "QXX", "date": None},
                {**split, "successor": "QXX", "date": "2027-04-01"},
                "junk",
            ],
        }
    )
    assert reading.organisations[1].successors == ("ods:QXX", "ods:QZZ")
    assert reading.organisations[1].closed == date(2026, 3, 31)
    assert [refused.line for refused in reading.refused] == [5, 6, 7, 8]


ORGANISATION: dict[str, Any] = {
    "Name": "NHS NORTHSHIRE INTEGRATED CARE BOARD",
    "Status": "Active",
    "OrgId": {"extension": "QXX"},
    "Date": [{"Type": "Legal", "Start": "2016-01-01"}, {"Type": "Operational", "Start": "2016-02-01"}],
    "GeoLoc": {"Location": {"AddrLn1": "1 EXAMPLE ROAD"}},
    "Contacts": {"Contact": [{"type": "tel", "value": "01632 960000"}, {"type": "http", "value": "HTTPS://N.EXAMPLE"}]},
    "Roles": {
        "Role": [
            {"id": "RO261", "primaryRole": True},
            {"id": "RO318", "Date": [{"Type": "Operational", "Start": "2022-07-01"}]},
        ]
    },
    "Succs": {
        "Succ": [
            {"Type": "Predecessor", "Target": {"OrgId": {"extension": "QAA"}}},
            {"Type": "Successor", "Target": {"OrgId": {"extension": "QZZ"}}},
        ]
    },
}


def test_a_board_of_the_ods_began_when_it_became_a_board() -> None:
    (board,) = read({"Organisation": ORGANISATION}).organisations
    assert (board.kind, board.opened, board.website) == ("icb", date(2022, 7, 1), "https://n.example")
    assert board.successors == ("ods:QZZ",)


def test_any_other_body_of_the_ods_began_when_it_began_to_work() -> None:
    (trust,) = read({"Organisation": {**ORGANISATION, "Roles": {"Role": [{"id": "RO197"}]}}}).organisations
    assert (trust.kind, trust.opened) == ("nhs_trust", date(2016, 2, 1))


def test_a_closed_body_of_the_ods_needs_its_last_day() -> None:
    closed = {**ORGANISATION, "Status": "Inactive"}
    assert "no end date" in read({"Organisation": closed}).refused[0].reason
    closed["Date"] = [{"Type": "Operational", "Start": "2016-02-01", "End": "2026-03-31"}]
    assert read({"Organisation": closed}).organisations[0].closed == date(2026, 3, 31)


@pytest.mark.parametrize("field", ORGANISATION)
@pytest.mark.parametrize("junk", [None, 0, True, "", "junk", [], [None], {}, {"Role": {}, "Contact": 1, "Succ": [[]]}])
def test_any_field_of_the_ods_may_be_junk(field: str, junk: object) -> None:
    organisation = copy.deepcopy(ORGANISATION)
    organisation[field] = junk
    reading = read({"Organisation": organisation})
    assert len(reading.organisations) + len(reading.refused) == 1


def test_a_constituency_of_the_ons_is_a_seat_without_a_holder() -> None:
    reading = read({"W07000102": "Montgomeryshire and Glyndwr", "E14000001": None, "E07000001": "Eastvale"})
    seat = OfficialLine(1, "MP for Montgomeryshire and Glyndwr", "parliament", code="gss:W07000102", elected=True)
    assert reading.officials == (seat,)
    assert [refused.line for refused in reading.refused] == [2, 3]
