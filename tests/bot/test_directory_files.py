"""Whole files: real samples of UK public data, what is none of them, and the same answer every time."""

import json
from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bot.directory.files import KINDS, Reading, read_directory
from bot.directory.files.shouted import written_out
from bot.rules.errors import Refused

SHARED = Path(__file__).parents[2] / ".." / "shared" / "data" / "uk"
needs_samples = pytest.mark.skipif(not SHARED.is_dir(), reason="the real samples (../shared/data/uk) are not here")


def sample(filename: str) -> Reading:
    return read_directory((SHARED / filename).read_bytes(), filename)


@needs_samples
@pytest.mark.parametrize(
    ("filename", "kinds", "officials", "refused"),
    [
        ("councils_adult_social_care_england_153.csv", {"council": 153}, 0, 0),
        ("councils_uk_past_and_current.csv", {"council": 455, "other": 15}, 0, 0),
        ("icbs_2022_42.json", {"icb": 42}, 0, 0),
        ("icbs_2026_36.json", {"icb": 36 + 12}, 0, 0),
        ("nhs_trusts_england.json", {"nhs_trust": 242}, 0, 0),
        ("health_boards_wales.json", {"nhs_trust": 7}, 0, 0),
        ("ods_ord_organisation_RWR.json", {"nhs_trust": 1}, 0, 0),
        ("ons_constituencies.json", {"parliament": 1}, 650, 0),
        ("members_search_one.json", {"parliament": 1}, 1, 0),
        ("members_constituency_search_vacant.json", {"parliament": 1}, 2, 0),
        ("members_search_ended_membership.json", {}, 0, 1),
        ("members_search_empty.json", {}, 0, 0),
    ],
)
def test_a_real_list_is_read_to_its_last_line(
    filename: str, kinds: dict[str, int], officials: int, refused: int
) -> None:
    reading = sample(filename)
    assert Counter(body.kind for body in reading.organisations) == kinds
    assert (len(reading.officials), len(reading.refused), reading.notes) == (officials, refused, ())
    assert sample(filename) == reading


@needs_samples
@pytest.mark.parametrize(
    ("filename", "instead"),
    [
        ("members_contact_two_offices.json", '{"members": the search result, "contacts"'),
        ("members_contact_hazards.json", '{"members": the search result, "contacts"'),
        ("members_api_schema.json", "/api/Members/Search"),
        ("ons_districts.json", "Import mySociety’s list of councils"),
        ("ons_counties.json", "Import mySociety’s list of councils"),
        ("ons_nhs_regions.json", "a list of integrated care boards or NHS trusts"),
        ("postcodes_io_BR8_7RE.json", "import the lists"),
        ("postcodes_io_CF24_3AA_wales.json", "import the lists"),
        ("postcodes_io_schema_example.json", "import the lists"),
        ("postcodes_io_errors.json", "import the lists"),
        ("PROVENANCE.json", "as a table (CSV)"),
    ],
)
def test_a_file_without_officials_is_refused_with_what_to_import_instead(filename: str, instead: str) -> None:
    with pytest.raises(Refused) as refused:
        sample(filename)
    assert instead in str(refused.value)


@needs_samples
def test_no_address_or_telephone_number_is_taken_from_the_trusts_or_the_ods() -> None:
    said = str(sample("nhs_trusts_england.json")) + str(sample("ods_ord_organisation_RWR.json"))
    for private in ("ETHELBERT", "Ethelbert", "CT1 3NG", "COLONNADES", "Colonnades", "01707", "AL10"):
        assert private not in said


@needs_samples
def test_capitals_are_written_out_as_the_ons_writes_every_board() -> None:
    for board in json.loads((SHARED / "icbs_2022_42.json").read_text()):
        assert written_out(board["name"]) == board["ons_name"]


@needs_samples
def test_a_board_ends_the_day_before_its_successors_begin() -> None:
    boards = {board.code: board for board in sample("icbs_2026_36.json").organisations}
    ended = [board for board in boards.values() if board.successors]
    assert len(ended) == 12
    assert all(board.closed == date(2026, 3, 31) for board in ended)
    assert boards["ods:QNQ"].successors == ("ods:S0E4D", "ods:S9B9J", "ods:QRL")
    assert boards["ods:QMM"].successors == ("ods:T6Y0W",)
    assert boards["ods:QRL"].other_codes == ("gss:E54000067", "gss:E54000042")


@needs_samples
def test_no_council_exists_beside_its_own_successor() -> None:
    councils = {council.code: council for council in sample("councils_uk_past_and_current.csv").organisations}
    replaced = [council for council in councils.values() if council.successors]
    assert len(replaced) == 48
    for council in replaced:
        for successor in council.successors:
            opened = councils[successor].opened
            assert council.closed is not None
            assert opened is None or council.closed == opened - timedelta(days=1)
    assert councils["la:CMA"].successors == ("la:CBD", "la:WAF")
    assert "gss:E10000016" in councils["la:KEN"].other_codes


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param(b"", "is empty", id="an empty file"),
        pytest.param(b"\xef\xbb\xbf \r\n", "is empty", id="only a byte order mark"),
        pytest.param(b"PK\x03\x04 workbook", "save it as CSV", id="an Excel workbook"),
        pytest.param(b"%PDF-1.7", "save it as CSV", id="a PDF"),
        pytest.param(b"organisation\x81kind", "cannot be read as text", id="no known encoding"),
        pytest.param(b"a\0b,c\0d", "cannot be read as text", id="text with NUL in it"),
        pytest.param(b"\xff\xfea", "cannot be read as text", id="half a UTF-16 letter"),
        pytest.param(b"<!doctype html><title>MPs</title>", "is a web page", id="a web page"),
        pytest.param(b'{"items": [', "goes wrong at line 1", id="JSON that breaks off"),
        pytest.param(b"[" * 100_000, "nested too deeply", id="JSON nested without end"),
        pytest.param(b"[" + b"9" * 5_000 + b"]", "too long a number", id="a number without end"),
        pytest.param(b"[]", "none that the clerk knows", id="an empty list"),
        pytest.param(b"42,43\n44,45\n", "names its columns", id="a table without a header"),
        pytest.param(b"organisation,kind\n" + b"\n" * 20_001, "more than 20,000 lines", id="too many lines"),
        pytest.param(b"a" * (5 * 1024 * 1024 + 1), "larger than 5 MB", id="too large"),
    ],
)
def test_what_cannot_be_understood_is_refused_in_one_sentence_or_two(data: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_directory(data, "officials.csv")


def test_too_many_items_are_refused() -> None:
    with pytest.raises(Refused, match="more than 20,000 items"):
        read_directory(json.dumps([{"ods_code": "QXX"}] * 20_001).encode(), "boards.json")


def test_the_kinds_are_those_that_people_choose_from() -> None:
    assert KINDS == ("icb", "council", "nhs_trust", "parliament", "healthwatch", "charity", "other")


@given(st.binary(max_size=300))
def test_no_bytes_at_all_raise_anything_but_refused(data: bytes) -> None:
    for beginning in (b"", b"[{", b"organisation,kind,role\n", b"\xff\xfe", b'organisation;role\n"'):
        with suppress(Refused):
            reading = read_directory(beginning + data, "noise")
            assert reading == read_directory(beginning + data, "another name")
