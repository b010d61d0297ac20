"""Answers of the UK Parliament Members API, whole, in parts, and with anything wrong in them."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bot.directory.files import OfficialLine, Reading, read_directory

MEMBER: dict[str, Any] = {
    "id": 172,
    "nameDisplayAs": "Ms Ann Example",
    "latestHouseMembership": {
        "membershipFrom": "Northshire",
        "membershipFromId": 4074,
        "house": 1,
        "membershipEndDate": None,
        "membershipStatus": {"statusIsActive": True},
    },
}
SEAT: dict[str, Any] = {
    "id": 4074,
    "name": "Northshire",
    "endDate": None,
    "currentRepresentation": {
        "member": {"value": MEMBER},
        "representation": {"membershipFromId": 4074, "membershipEndDate": None},
    },
}
MP = OfficialLine(
    1,
    role="MP for Northshire",
    organisation="parliament",
    name="Ms Ann Example",
    public_source="https://members.parliament.uk/member/172/contact",
    code="parliament:seat:4074",
    holder_code="parliament:member:172",
    elected=True,
)


def envelope(*values: object, total: int | None = None) -> dict[str, Any]:
    return {"items": [{"value": value} for value in values], "totalResults": len(values) if total is None else total}


def changed(value: dict[str, Any], **membership: object) -> dict[str, Any]:
    member = copy.deepcopy(value)
    member["latestHouseMembership"].update(membership)
    return member


def read(document: object) -> Reading:
    return read_directory(json.dumps(document).encode(), "members.json")


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(envelope(MEMBER), id="a search for members"),
        pytest.param({"value": MEMBER}, id="one member"),
        pytest.param(MEMBER, id="one member without its envelope"),
        pytest.param([envelope(MEMBER), envelope(MEMBER)], id="pages, one of them saved twice"),
        pytest.param(envelope(SEAT), id="a search for constituencies"),
        pytest.param({"value": SEAT}, id="one constituency"),
        pytest.param({"members": envelope(MEMBER), "contacts": {}}, id="with contacts, of which there are none"),
    ],
)
def test_every_answer_that_holds_the_member_says_the_same(document: object) -> None:
    reading = read(document)
    assert (reading.officials, reading.refused, reading.notes) == ((MP,), (), ())
    assert [(body.code, body.kind) for body in reading.organisations] == [("parliament", "parliament")]


def test_a_vacant_seat_keeps_its_role_and_has_no_holder() -> None:
    (vacant,) = read(envelope({**SEAT, "currentRepresentation": None})).officials
    assert (vacant.code, vacant.role, vacant.elected) == (MP.code, MP.role, True)
    assert (vacant.name, vacant.holder_code, vacant.email, vacant.public_source) == (None, None, None, None)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        pytest.param(
            changed(MEMBER, membershipEndDate="2026-04-29T00:00:00", membershipStatus=None),
            "the membership of Ms Ann Example ended on 29 April 2026.",
            id="an ended membership",
        ),
        pytest.param(changed(MEMBER, membershipStatus=None), "does not say whether", id="neither a status nor an end"),
        pytest.param(changed(MEMBER, membershipStatus={"statusIsActive": False}), "not marked as an active", id="idle"),
        pytest.param(changed(MEMBER, house=2), "House of Lords", id="a peer"),
        pytest.param(changed(MEMBER, membershipEndDate="soon"), "'soon' is not a date", id="an end that is no date"),
        pytest.param(changed(MEMBER, membershipFrom="N" * 200), "has 207 characters", id="a role too long to keep"),
        pytest.param({**MEMBER, "nameDisplayAs": "\u200b"}, "the member’s name is missing", id="a name of nothing"),
        pytest.param({**MEMBER, "id": True}, "the number of Ms Ann Example is missing", id="true is no number"),
        pytest.param({**SEAT, "endDate": "2024-05-30T00:00:00"}, "Northshire ended on 30 May 2024", id="an old seat"),
        pytest.param({**SEAT, "id": 5}, "and another constituency", id="a member of another seat"),
        pytest.param("junk", "neither a member nor", id="no member at all"),
        pytest.param(None, "neither a member nor", id="null"),
    ],
)
def test_who_is_no_sitting_mp_is_refused_by_item_number_and_the_others_go_in(value: object, reason: str) -> None:
    reading = read(envelope(MEMBER, value))
    assert reading.officials == (MP,)
    assert [refused.line for refused in reading.refused] == [2]
    assert reading.refused[0].reason.startswith("Item 2: ")
    assert reason in reading.refused[0].reason


def test_two_members_for_one_seat_are_not_both_taken() -> None:
    reading = read([envelope(MEMBER), envelope({**MEMBER, "id": 173, "nameDisplayAs": "Mr Bob Example"})])
    assert reading.officials == (MP,)
    assert "already on item 1, with another name" in reading.refused[0].reason


@pytest.mark.parametrize(
    ("offices", "email"),
    [
        pytest.param(
            [{"typeId": 1, "email": "a@own.example"}, {"typeId": 4, "email": "a.mp@parliament.uk"}],
            "a.mp@parliament.uk",
            id="parliament.uk, though filed under the constituency office",
        ),
        pytest.param(
            [{"typeId": 4, "email": "b.mp@parliament.uk"}, {"typeId": 1, "email": "a.mp@PARLIAMENT.UK"}],
            "a.mp@parliament.uk",
            id="of two at parliament.uk, that of the parliamentary office",
        ),
        pytest.param(
            [{"typeId": 4, "email": "b@own.example"}, {"typeId": 1, "email": "a@own.example"}],
            "a@own.example",
            id="else that of the parliamentary office",
        ),
        pytest.param(
            [{"typeId": 1, "email": "by telephone"}, {"typeId": 4, "email": "b@own.example"}],
            "b@own.example",
            id="else any that is one",
        ),
        pytest.param([{"typeId": 1, "email": None}, "junk", {"typeId": []}, None], None, id="else none"),
        pytest.param([{"typeId": 6, "isWebAddress": True, "line1": "https://mp.example"}], None, id="never a web page"),
    ],
)
def test_the_address_is_chosen_and_never_made_up(offices: list[object], email: str | None) -> None:
    for contact in ({"value": offices, "links": []}, offices):
        (official,) = read({"members": envelope(MEMBER), "contacts": {"172": contact}}).officials
        assert official.email == email


def test_no_postal_address_or_telephone_number_is_taken() -> None:
    office = {"typeId": 4, "line1": "12 Example Road", "postcode": "ZZ1 2AB", "phone": "01632 960000", "notes": "home"}
    said = str(read({"members": envelope(MEMBER), "contacts": {"172": {"value": [office]}}}))
    assert not any(private in said for private in ("Example Road", "ZZ1", "01632", "home"))


def test_contacts_that_lead_nowhere_and_pages_that_are_missing_are_told() -> None:
    reading = read({"members": envelope(MEMBER, total=650), "contacts": {"172": 3, "\r\n9": {"value": []}}})
    assert reading.officials == (MP,)
    missing, unreadable = reading.notes[1], reading.notes[0]
    assert "650 results and this file holds 1" in missing
    assert "of Ms Ann Example could not be read" in unreadable
    assert reading.notes[2] == "The contact details of member 9 belong to no MP taken from this file."


Path = tuple[str | int, ...]
ABSENT = object()
JUNK = [ABSENT, None, True, 0, -1, 10**30, 1.5, "", "junk", "\ud800", [], [None], {}, {"value": []}]
CONTACTS = {"172": {"value": [{"typeId": 1, "isPreferred": True, "email": "a.mp@parliament.uk"}], "links": []}}
BUNDLE: dict[str, Any] = {"members": envelope(MEMBER, SEAT), "contacts": CONTACTS}


def inside(value: object) -> list[tuple[str | int, object]]:
    return list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())


def paths(value: object, path: Path = ()) -> list[Path]:
    return [path] + [deeper for key, entry in inside(value) for deeper in paths(entry, (*path, key))]


def mutated(value: object, changes: dict[Path, object], path: Path = ()) -> object:
    if path in changes:
        return changes[path]
    entries = {key: mutated(entry, changes, (*path, key)) for key, entry in inside(value)}
    kept = {key: entry for key, entry in entries.items() if entry is not ABSENT}
    return kept if isinstance(value, dict) else list(kept.values()) if isinstance(value, list) else value


FIELDS = paths(BUNDLE["members"]["items"], ("members", "items")) + paths(CONTACTS, ("contacts",))


@given(st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(JUNK), min_size=1, max_size=3))
def test_any_field_may_be_absent_null_or_of_another_type(changes: dict[Path, object]) -> None:
    document = mutated(BUNDLE, changes)
    reading = read(document)
    assert reading == read(document)
    for official in reading.officials:
        assert official.role.removeprefix("MP for ") in ("Northshire", "junk")
        assert official.name in (None, "Ms Ann Example", "junk")
        assert official.email in (None, "a.mp@parliament.uk")
