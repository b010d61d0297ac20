"""Tables as spreadsheets save them, and what a host is told about each row that cannot be taken."""

import pytest
from hypothesis import given, strategies as st

from bot.directory.files import OfficialLine, OrganisationLine, Reading, read_directory
from bot.rules.errors import Refused

HEADER = "organisation,kind,role,name,email,website,public_source,elected"
COUNCIL = OrganisationLine(2, "Northshire Council", "council")


def read(text: str, encoding: str = "utf-8") -> Reading:
    return read_directory(text.encode(encoding), "officials.csv")


def reasons(rows: str) -> list[str]:
    return [refused.reason for refused in read(f"{HEADER}\n{rows}").refused]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_every_way_that_a_spreadsheet_saves_says_the_same(encoding: str, separator: str, ending: str) -> None:
    rows = [
        "Organisation,Kind,Job Title,Name,E-mail,,",
        "Northshire Council,Council,Director of Adult Social Care,Zoë O’Brien,zoe@northshire.example,,",
        ",,,,,,",
        "Westmere ICB,ICB,,,,,",
    ]
    text = ending.join(rows).replace(",", separator)
    reading = read(text, encoding)
    role = OfficialLine(2, "Director of Adult Social Care", COUNCIL.name, "Zoë O’Brien", "zoe@northshire.example")
    assert reading.organisations == (COUNCIL, OrganisationLine(4, "Westmere ICB", "icb"))
    assert (reading.officials, reading.refused) == ((role,), ())


def test_a_quoted_line_break_is_a_space_and_lines_are_counted_as_a_person_sees_them() -> None:
    reading = read(f'{HEADER}\nNorthshire Council,council,"Director of\r\nAdult Social Care"\nWestmere,club\n')
    assert [official.role for official in reading.officials] == ["Director of Adult Social Care"]
    assert [(refused.line, refused.reason[:7]) for refused in reading.refused] == [(4, "Line 4:")]


def test_titles_above_the_table_and_the_separator_line_of_excel_are_passed_over() -> None:
    reading = read("sep=;\nOur officials;;\n;;\nBODY;TYPE;Phone\nNorthshire Council;local authority;+44 1632 960000\n")
    assert reading.organisations == (OrganisationLine(5, "Northshire Council", "council"),)


def test_a_list_of_bodies_may_call_its_first_column_name() -> None:
    reading = read("Name,Type,URL\nHealthwatch Westmere,Healthwatch,WWW.Westmere.example/About\n")
    assert reading.organisations[0].name == "Healthwatch Westmere"
    assert reading.organisations[0].website == "https://www.westmere.example/About"


def test_a_role_may_stand_without_a_kind_and_name_its_body_by_code() -> None:
    reading = read("organisation,role\nods:QXX,Chair\n")
    assert (reading.organisations, reading.officials) == ((), (OfficialLine(2, "Chair", "ods:QXX"),))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param(",council", "the organisation is missing", id="no organisation"),
        pytest.param("Northshire Council", "has no kind", id="a body alone needs a kind"),
        pytest.param("Northshire Council,,Leader,,,northshire.example", "needs its kind", id="so does its website"),
        pytest.param("Northshire Council,club", "'club' is not a kind", id="an unknown kind"),
        pytest.param("ods:QXX,icb", "is a code", id="a code is not a name"),
        pytest.param("Northshire Council,council,,Ann Example", "has no role", id="a person without a role"),
        pytest.param("Northshire Council,,Leader,,x", "the e-mail address 'x' has no @.", id="no @"),
        pytest.param("Northshire Council,,Leader,,a@b", "needs a whole domain", id="no domain"),
        pytest.param("Northshire Council,,Leader,,Ann <a@b.example>", "more than one plain", id="a name in it"),
        pytest.param("Northshire Council,,Leader,,a@b.example;c@d.example", "more than one plain", id="two of them"),
        pytest.param("Northshire Council,,Leader,,a\u200b@b.example", "cannot be seen", id="a zero-width space in it"),
        pytest.param(
            'Northshire Council,,Leader,,"a@b.example\r\nBcc: c@d.example"', "cannot be seen", id="a second mail header"
        ),
        pytest.param("Northshire Council,,Leader,,a..b@c.example", "letter by letter", id="two dots"),
        pytest.param("Northshire Council,,Leader,,zoë@c.example", "letter by letter", id="an accent"),
        pytest.param("Northshire Council,council,,,,javascript:alert(1)", "not a web address", id="a script"),
        pytest.param("Northshire Council,council,,,,https://a.example@b.example", "web address", id="another's host"),
        pytest.param("Northshire Council,council,,,,https://[::1", "is not a web address", id="half an IPv6 host"),
        pytest.param("Northshire Council,council,,,,ftp://a.example", "begins with https", id="not the web"),
        pytest.param("Northshire Council,,Leader,,,,see minutes", "cannot have", id="a public page in words"),
        pytest.param("Northshire Council,,Leader,,,,,perhaps", "neither yes nor no", id="perhaps elected"),
        pytest.param("=1+1,council", "is a formula, '=1+1'", id="a sum"),
        pytest.param("+A1,council", "is a formula", id="a plus"),
        pytest.param("-A1,council", "is a formula", id="a minus"),
        pytest.param("@SUM(A1),council", "is a formula", id="an at sign"),
        pytest.param(
            'Northshire Council,council,,,,"=HYPERLINK(""https://e.example"",""us"")"', "is a formula", id="a link"
        ),
        pytest.param("N" * 201 + ",council", "has 201 characters", id="a name too long to keep"),
        pytest.param(f"Northshire Council,,Leader,,,,https://a.example/{'b' * 500}", "longest kept", id="a long link"),
        pytest.param("a,b,c,d,e,f,g,no,i", "has 9 cells, but the table has 8 columns", id="a stray comma"),
        pytest.param('"Northshire" Council,council', "quotation mark is not closed", id="a stray quotation mark"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_and_the_next_one_goes_in(row: str, reason: str) -> None:
    reading = read(f"{HEADER}\n{row}\nWestmere Council,council,Leader,,,,,yes\n")
    assert len(reading.refused) == 1
    assert reading.refused[0].line == 2
    assert reading.refused[0].reason.startswith("Line 2: ")
    assert reason in reading.refused[0].reason
    assert [body.name for body in reading.organisations] == ["Westmere Council"]
    assert [(official.role, official.elected) for official in reading.officials] == [("Leader", True)]


def test_a_quotation_mark_that_is_never_closed_names_every_line_it_swallows() -> None:
    reading = read(f'{HEADER}\nNorthshire Council,council\n"Westmere Council,council\nEastvale Council,council')
    assert reading.organisations == (COUNCIL,)
    assert "lines 3 to 4 were not read" in reading.refused[0].reason


def test_a_formula_in_a_column_that_nobody_reads_does_no_harm() -> None:
    assert read("organisation,kind,phone\nNorthshire Council,council,=1+1\n").organisations == (COUNCIL,)


def test_the_same_row_twice_is_taken_once_and_a_later_row_may_add_the_website() -> None:
    rows = "Northshire Council,council,Leader\n" * 2 + "NORTHSHIRE  council,council,,,,https://northshire.example/\n"
    reading = read(f"{HEADER}\n{rows}")
    assert reading.organisations == (
        OrganisationLine(2, COUNCIL.name, "council", website="https://northshire.example/"),
    )
    assert (len(reading.officials), reading.refused) == (1, ())


def test_an_official_belongs_to_the_body_however_its_name_is_typed_there() -> None:
    reading = read(f"{HEADER}\nNorthshire Council,council\nNORTHSHIRE council,,Leader\n")
    assert [official.organisation for official in reading.officials] == ["Northshire Council"]


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("Northshire Council,council", "Northshire Council,charity", "already on line 2, with another kind"),
        ("N Council,council,,,,n.example", "N Council,council,,,,m.example", "already on line 2, with another website"),
        ("N Council,,Leader,Ann", "N Council,,leader,Bob", "already on line 2, with another wording of the role"),
        ("N Council,,Leader,Ann", "N Council,,Leader,Bob", "already on line 2, with another name"),
        ("N Council,,Leader,,a@n.example", "N Council,,Leader,,b@n.example", "with another e-mail address"),
    ],
)
def test_a_row_that_contradicts_an_earlier_one_is_refused_and_names_it(first: str, second: str, reason: str) -> None:
    (refused,) = reasons(f"{first}\n{second}\n")
    assert refused.startswith("Line 3: ")
    assert reason in refused


def test_two_columns_that_mean_the_same_are_refused_because_nobody_knows_which_counts() -> None:
    with pytest.raises(Refused, match="'Website' and 'URL' mean the same"):
        read("Organisation,Kind,Website,URL\nNorthshire Council,council,a.example,b.example\n")


@given(st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=40))
def test_no_control_or_invisible_character_reaches_a_name(text: str) -> None:
    quoted = text.replace('"', '""')
    for official in read_directory(f'organisation,role\n"N","N{quoted}"\n'.encode("utf-8", "replace"), "x").officials:
        assert official.role.isprintable()
        assert official.role == " ".join(official.role.split())


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param("NOR,,E10000099,1974-04-01,,,CTY", "the official name is missing", id="no name"),
        pytest.param("nr 1,North,,,,,CTY", "not a local authority code", id="no code"),
        pytest.param("NOR,North,E1,,,,CTY", "not a GSS code", id="a GSS code cut short"),
        pytest.param("NOR,North,,2023-04-31,,,CTY", "not a date", id="31 April"),
        pytest.param("NOR,North,,2023-04-01,2020-03-31,,CTY", "before it starts", id="closed before it opened"),
        pytest.param("NOR,North,,,2020-03-31,somewhere else,CTY", "not a local authority code", id="no successor"),
        pytest.param(
            "WES,North,,,,,CTY", "the code la:WES is already on line 2, for Westmere", id="a code given twice"
        ),
    ],
)
def test_a_council_that_cannot_be_taken_is_named(row: str, reason: str) -> None:
    header = "local-authority-code,official-name,gss-code,start-date,end-date,replaced-by,local-authority-type"
    reading = read(f"{header}\nWES,Westmere,,01/04/1974,,,UA\n{row}\n")
    assert [council.name for council in reading.organisations] == ["Westmere"]
    assert [reason in refused.reason for refused in reading.refused] == [True]
