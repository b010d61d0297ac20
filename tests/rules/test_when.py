"""Dates and times as people in the UK type them: read strictly, or refused with advice."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings, strategies as st

from bot.rules.errors import Refused
from bot.rules.when import read_date, read_moment, say_date, say_moment, say_short_date
from bot.rules.when_words import quote
from tests.thorough import examples

LONDON = ZoneInfo("Europe/London")
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 9, 1, 11, 0, tzinfo=UTC)
"""Tuesday 1 September 2026, 12:00 noon UK time."""

THE_SESSION = datetime(2026, 11, 3, 19, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed",
    [
        "Tue 3 Nov 7pm",
        "Tuesday 3 November 2026 at 19:00",
        "3 Nov 7.00pm",
        "3/11/2026 19:00",
        "3/11/26 7pm",
        "3/11 7pm",
        "03/11/2026 07:00pm",
        "3-11-2026 19:00",
        "3.11.2026 19.00",
        "2026-11-03 19:00",
        "2026-11-03T19:00",
        "2026-11-03T19:00:00",
        "2026/11/03 19:00",
        "3rd November, 7 pm",
        "3rd of November at 7 p.m.",
        "the 3rd of November, 7pm",
        "Nov 3 7pm",
        "November the 3rd 2026 7pm",
        "3-Nov-2026 19:00",
        "3Nov 7pm",
        "3 Nov 26 7pm",
        "Tues. 3 Nov. @ 7PM.",
        "7pm on Tuesday 3 Nov",
        "19:00, 3/11/2026",
        "3 Nov - 7pm",
        "3\u201311\u20132026 19:00",
        "  TUE\u00a03\u00a0NOV ,\n 7\u202fPM  ",
        "\ufeffTue 3 Nov \u200e7pm",
        "３/１１/２０２６ １９:００",
        "Tuesday 3 November 2026, 7:00 pm UK time",
        "<t:1793732400>",
        " <t:1793732400:F> ",
    ],
)
def test_every_way_of_typing_the_session_is_the_same_moment(typed: str) -> None:
    assert read_moment(typed, now=NOW, zone=LONDON) == THE_SESSION
    assert read_moment(typed, now=NOW, zone=LONDON).tzinfo is UTC


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("3/4/2027 7pm", "Saturday 3 April 2027, 7:00 pm", id="day before month"),
        pytest.param("4/3/2027 7pm", "Thursday 4 March 2027, 7:00 pm", id="day before month, the other way round"),
        pytest.param("2027-04-03 19:00", "Saturday 3 April 2027, 7:00 pm", id="a year in front is ISO"),
        pytest.param("today 19:00", "Tuesday 1 September 2026, 7:00 pm", id="today"),
        pytest.param("tomorrow 7pm", "Wednesday 2 September 2026, 7:00 pm", id="tomorrow"),
        pytest.param("tomorrow, Wed, 7pm", "Wednesday 2 September 2026, 7:00 pm", id="tomorrow with its weekday"),
        pytest.param("Tuesday 7pm", "Tuesday 1 September 2026, 7:00 pm", id="today's weekday, still ahead"),
        pytest.param("Tuesday 12:00", "Tuesday 1 September 2026, 12:00 noon", id="today's weekday, this very minute"),
        pytest.param("Tuesday 11am", "Tuesday 8 September 2026, 11:00 am", id="today's weekday, gone by"),
        pytest.param("Mon 11am", "Monday 7 September 2026, 11:00 am", id="a weekday is the next one"),
        pytest.param("Thurs 7.30pm", "Thursday 3 September 2026, 7:30 pm", id="a half hour with a dot"),
        pytest.param("1 Sept 7pm", "Tuesday 1 September 2026, 7:00 pm", id="no year, later today"),
        pytest.param("1 Sept 11am", "Wednesday 1 September 2027, 11:00 am", id="no year, earlier today"),
        pytest.param("3 March 10:15", "Wednesday 3 March 2027, 10:15 am", id="no year, next year"),
        pytest.param("29 Feb 2028 7pm", "Tuesday 29 February 2028, 7:00 pm", id="a leap day"),
        pytest.param("29 Feb 7pm", "Tuesday 29 February 2028, 7:00 pm", id="no year, the next leap day"),
        pytest.param("1 Sep 2028 11pm", "Friday 1 September 2028, 11:00 pm", id="the last day of the two years"),
        pytest.param("3 Nov noon", "Tuesday 3 November 2026, 12:00 noon", id="noon"),
        pytest.param("midday on 3 Nov", "Tuesday 3 November 2026, 12:00 noon", id="midday"),
        pytest.param("3 Nov 12 noon", "Tuesday 3 November 2026, 12:00 noon", id="12 noon"),
        pytest.param("3 Nov 12pm", "Tuesday 3 November 2026, 12:00 noon", id="12pm"),
        pytest.param("3 Nov 12.30am", "Tuesday 3 November 2026, 12:30 am", id="half past midnight"),
        pytest.param("3 Nov 00:00", "Tuesday 3 November 2026, 00:00", id="00:00 is the start of the day"),
        pytest.param("3 Nov 0:30", "Tuesday 3 November 2026, 12:30 am", id="0:30"),
        pytest.param("3 Nov 07:30", "Tuesday 3 November 2026, 7:30 am", id="a leading zero is the 24-hour clock"),
        pytest.param("3 Nov 12:30", "Tuesday 3 November 2026, 12:30 pm", id="12:30"),
        pytest.param("3 Nov 23:59", "Tuesday 3 November 2026, 11:59 pm", id="23:59"),
    ],
)
def test_what_is_typed_is_said_back_in_words(typed: str, said: str) -> None:
    assert say_moment(read_moment(typed, now=NOW, zone=LONDON), LONDON) == f"{said} UK time"


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("form", ["%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%Y-%m-%d"])
def test_every_month_is_read_and_said(month: int, form: str) -> None:
    day = date(2027, month, 2)
    assert read_date(f"{day:{form}}", now=datetime(2026, 12, 1, tzinfo=UTC), zone=LONDON) == day
    assert say_short_date(day) == f"2 {day:%B} 2027"


@pytest.mark.parametrize("form", ["%A", "%a"])
@pytest.mark.parametrize("ahead", range(1, 7))
def test_every_weekday_is_known_by_its_name_and_its_short_name(ahead: int, form: str) -> None:
    day = NOW.date() + timedelta(days=ahead)
    assert read_date(f"{day:{form}}", now=NOW, zone=LONDON) == day


LIKE = "like “Tue 3 Nov 7pm”."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31 April 7pm", f"There is no 31 April. April has 30 days. Please type the date again, {LIKE}"),
        ("31/4/2027 7pm", f"There is no 31 April 2027. April has 30 days. Please type the date again, {LIKE}"),
        ("30 Feb 7pm", f"There is no 30 February. February has 29 days. Please type the date again, {LIKE}"),
        ("29/2/2027 7pm", "There is no 29 February 2027. February 2027 has 28 days. Please type the date again"),
        ("0 Nov 7pm", "There is no 0 November. November has 30 days."),
        ("32 Dec 7pm", "There is no 32 December. December has 31 days."),
        ("today 11:59", "Tuesday 1 September 2026, 11:59 am UK time is in the past. Please type one still to come"),
        ("3/11/2025 7pm", "Monday 3 November 2025, 7:00 pm UK time is in the past."),
        ("<t:1762196400>", "Monday 3 November 2025, 7:00 pm UK time is in the past."),
        ("2 Sep 2028 7am", "2 September 2028 is more than two years ahead. Please type an earlier date"),
        ("3/11/99 7pm", "3 November 2099 is more than two years ahead."),
        ("<t:99999999999:R>", "16 November 5138 is more than two years ahead."),
        ("Wed 3 Nov 2026 7pm", f"3 November 2026 is a Tuesday, not a Wednesday. Please type the date again, {LIKE}"),
        ("Wed 3 Nov 7pm", "3 November 2026 is a Tuesday, not a Wednesday."),
        ("Monday, tomorrow, 7pm", "2 September 2026 is a Wednesday, not a Monday."),
        ("Tue 3 Nov", f"There is no time in this. Please add one, {LIKE}"),
        ("Tuesday", "There is no time in this."),
        ("3 Nov 2027", "There is no time in this."),
        ("7pm", f"There is no date in this. Please add one, {LIKE}"),
        ("28 March 2027 01:30", "There is no 1:30 am on 28 March 2027, as the clocks go forward then. Please"),
        ("Sun 25 Oct 1.30am", "1:30 am comes twice on 25 October 2026, as the clocks go back then. Please"),
        ("11/31/2026 7pm", f"There is no month 31 in 11/31/2026. Please type the day before the month, {LIKE}"),
        ("3/13/2026 7pm", "There is no month 13 in 3/13/2026."),
        ("3/0/2027 7pm", "There is no month 0 in 3/0/2027."),
        ("2026-13-01 19:00", "There is no month 13 in 2026-13-01."),
        ("Tue 3 Nov 7", f"Is “7” in the morning or the evening? Please type 7am or 7pm, {LIKE}"),
        ("Tue 3 Nov at 7", "Is “7” in the morning or the evening?"),
        ("7 on 3/11/2026", "Is “7” in the morning or the evening?"),
        ("Tuesday 12", "Is “12” in the morning or the evening? Please type 12am or 12pm"),
        ("3 Nov 07", "Is “07” in the morning or the evening? Please type 7am or 7pm"),
        ("3 Nov, 7 o’clock", "Is “7” in the morning or the evening?"),
        ("Tue 3 Nov 7:30", f"Is 7:30 in the morning or the evening? Please type 7:30am or 7:30pm, {LIKE}"),
        ("3/11/2026 9.15", "Is 9.15 in the morning or the evening?"),
        ("3/11/2026 1930", f"Is “1930” a time? Please type it with a colon, as 19:30, {LIKE}"),
        ("3 Nov 1930", "Is “1930” a time?"),
        ("3/11/2026 2030", "Is “2030” a time?"),
        ("3/11/1930", "There is no time in this."),
        ("Tue 3rd 7pm", f"It is not clear what “3rd” means. Please type the day and the month, {LIKE}"),
        ("3 Nov 25:00", f"There is no time 25:00. Please type the time as 7pm or 19:00, {LIKE}"),
        ("3 Nov 24:30", "There is no time 24:30."),
        ("3 Nov 19:60", "There is no time 19:60."),
        ("3 Nov 13pm", "There is no time 13pm."),
        ("3 Nov 0am", "There is no time 0am."),
        ("3 Nov midnight", "Midnight can start or end a day. Please type 00:00 for its start or 11:59pm for its end."),
        ("3 Nov 12 midnight", "Midnight can start or end a day."),
        ("3 Nov 12am", "Midnight can start or end a day."),
        ("3 Nov 24:00", "Midnight can start or end a day."),
        ("next Tuesday 7pm", "“next tuesday” can mean different days to different people. Please type the date"),
        ("this Friday 7pm", "“this friday” can mean different days"),
        ("Friday week 7pm", "“friday week” can mean different days"),
        ("next 7pm", "“next” can mean different days"),
        ("3 Nov 7pm BST", f"Times are typed as UK time here. Please leave out “BST”, {LIKE}"),
        ("3 Nov 7pm 9pm", f"There is one time too many: “7pm” and “9pm”. Please type it {LIKE}"),
        ("3.11 7pm", "There is one time too many: “3.11” and “7pm”."),
        ("3 Nov 4 Nov 7pm", "There is one date too many: “3 nov” and “4 nov”."),
        ("Tue Wed 7pm", "There is one weekday too many: “tue” and “wed”."),
        ("", f"Please type a date and a time, {LIKE}"),
        (" \n\u200b.", "Please type a date and a time"),
        ("soon", f"“soon” could not be read as part of a date or time. Please type it {LIKE}"),
        ("Wibble 3 Nov 7pm", "“wibble” in “Wibble 3 Nov 7pm” could not be read as part of a date or time."),
        ("3 Nov 7pm sharp", "“sharp” in “3 Nov 7pm sharp” could not be read"),
        ("3 Nov 7pmish", "“7pmish” in “3 Nov 7pmish” could not be read"),
        ("3 Nov 26-7pm", "“26-7pm” in “3 Nov 26-7pm” could not be read"),
        ("13/11/2026/4 7pm", "“13/11/2026/4” in “13/11/2026/4 7pm” could not be read"),
        ("3/11-2026 7pm", "“3/11-2026” in “3/11-2026 7pm” could not be read"),
        ("٣/١١/٢٠٢٦ 7pm", "“٣/١١/٢٠٢٦” in “٣/١١/٢٠٢٦ 7pm” could not be read"),
        ("<t:-1>", "“<t:-1>” could not be read"),
        ("<t:1793732400> 7pm", "“<t:1793732400>” in “<t:1793732400> 7pm” could not be read"),
        ("2027-01-01T19:00+00:00", "“19:00+00:00” in “2027-01-01T19:00+00:00” could not be read"),
        ("x" * 5000, f"“{'x' * 59}…” is too long. Please type only a date and a time, {LIKE}"),
        ("x" * 201, f"“{'x' * 59}…” is too long."),
        ("y" * 200, f"“{'y' * 59}…” could not be read"),
    ],
)
def test_what_is_not_certain_is_refused_with_advice(typed: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read_moment(typed, now=NOW, zone=LONDON)
    assert str(refused.value).startswith(sentence)
    assert re.search(r" ?Please (type|add|leave) [^.]+", str(refused.value))


@pytest.mark.parametrize(
    "typed",
    ["Tue 3 Nov", "3 November 2026", "3/11/2026", "3/11", "3.11.26", "2026-11-03", "3 Nov 26", "<t:1793732400:D>"],
)
def test_a_date_is_typed_like_a_moment_without_its_time(typed: str) -> None:
    assert read_date(typed, now=NOW, zone=LONDON) == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("today", date(2026, 9, 1), id="today has not gone by"),
        pytest.param("1 September", date(2026, 9, 1), id="today by its date"),
        pytest.param("31 Aug", date(2027, 8, 31), id="yesterday“s date is next year”s"),
        pytest.param("Monday", date(2026, 9, 7), id="a weekday is the next one"),
        pytest.param("Tuesday 8 Sept", date(2026, 9, 8), id="today's weekday with a date"),
        pytest.param("today, Tuesday", date(2026, 9, 1), id="today with its weekday"),
    ],
)
def test_a_date_without_a_year_is_the_next_one(typed: str, expected: date) -> None:
    assert read_date(typed, now=NOW, zone=LONDON) == expected


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Tue 3 Nov 7pm", "Only a date is needed here. Please leave out the time, like “Tue 3 Nov”."),
        ("Tuesday", "Today is a Tuesday. Please type “today” or the date, like “Tue 3 Nov”."),
        ("31/8/2026", "Monday 31 August 2026 is in the past. Please type one still to come, like “Tue 3 Nov”."),
        ("2 Sep 2028", "2 September 2028 is more than two years ahead."),
        ("31 June", "There is no 31 June. June has 30 days. Please type the date again, like “Tue 3 Nov”."),
        ("3", "It is not clear what “3” means. Please type the day and the month, like “Tue 3 Nov”."),
        ("on", "There is no date in this. Please add one, like “Tue 3 Nov”."),
        ("", "Please type a date, like “Tue 3 Nov”."),
    ],
)
def test_what_is_not_certainly_a_date_is_refused_with_advice(typed: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read_date(typed, now=NOW, zone=LONDON)
    assert str(refused.value).startswith(sentence)


def test_today_is_the_day_in_the_forums_zone() -> None:
    late = datetime(2026, 9, 1, 23, 30, tzinfo=UTC)
    assert read_date("today", now=late, zone=LONDON) == date(2026, 9, 2)
    assert read_moment("today 7pm", now=late, zone=LONDON) == datetime(2026, 9, 2, 18, 0, tzinfo=UTC)
    assert read_date("<t:1793745000>", now=NOW, zone=PARIS) == date(2026, 11, 3)
    assert read_date("<t:1793748600>", now=NOW, zone=PARIS) == date(2026, 11, 4)


def test_two_years_from_a_leap_day_end_on_28_february() -> None:
    leap_day = datetime(2028, 2, 29, 12, 0, tzinfo=UTC)
    assert read_date("28 Feb 2030", now=leap_day, zone=LONDON) == date(2030, 2, 28)
    with pytest.raises(Refused, match="1 March 2030 is more than two years ahead"):
        read_date("1 March 2030", now=leap_day, zone=LONDON)


def test_the_next_leap_day_is_found_across_a_century() -> None:
    with pytest.raises(Refused, match="29 February 2104 is more than two years ahead"):
        read_date("29 Feb", now=datetime(2096, 3, 1, tzinfo=UTC), zone=LONDON)


def test_another_zone_is_read_on_its_own_clock_and_named() -> None:
    moment = read_moment("Tue 3 Nov 7pm Paris time", now=NOW, zone=PARIS)
    assert moment == datetime(2026, 11, 3, 18, 0, tzinfo=UTC)
    assert say_moment(moment, PARIS) == "Tuesday 3 November 2026, 7:00 pm Paris time"
    assert say_moment(moment, ZoneInfo("America/New_York")) == "Tuesday 3 November 2026, 1:00 pm New York time"
    with pytest.raises(Refused, match="“uk”"):
        read_moment("Tue 3 Nov 7pm UK time", now=NOW, zone=PARIS)


def test_days_are_said_in_full_and_in_short() -> None:
    assert say_date(date(2026, 11, 3)) == "Tuesday 3 November 2026"
    assert say_short_date(date(2026, 11, 3)) == "3 November 2026"


def test_a_moment_in_the_hour_that_comes_twice_says_which_one() -> None:
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert say_moment(first, LONDON) == "Sunday 25 October 2026, 1:30 am UK time (BST)"
    assert say_moment(second, LONDON) == "Sunday 25 October 2026, 1:30 am UK time (GMT)"
    assert say_moment(second + timedelta(minutes=30), LONDON) == "Sunday 25 October 2026, 2:00 am UK time"


def test_what_is_quoted_is_one_short_line() -> None:
    assert quote("a\n\n b\u202ec\x00") == "a b c"
    assert quote("z" * 60) == "z" * 60
    assert quote("z" * 61) == "z" * 59 + "…"


def last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


@pytest.mark.parametrize("year", range(2026, 2038))
def test_the_hour_the_clocks_skip_is_refused_and_its_edges_are_read(year: int) -> None:
    """The UK changes at 01:00 UTC on the last Sundays of March and October: Summer Time Act 1972, section 1."""
    day = last_sunday(year, 3)
    now = datetime(day.year, 1, 1, tzinfo=UTC)
    for clock in ("01:00", "01:30", "01:59"):
        with pytest.raises(Refused, match=f"on {say_short_date(day)}, as the clocks go forward"):
            read_moment(f"{day} {clock}", now=now, zone=LONDON)
    change = datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)
    assert read_moment(f"{day} 00:59", now=now, zone=LONDON) == change - timedelta(minutes=1)
    assert read_moment(f"{day} 02:00", now=now, zone=LONDON) == change


@pytest.mark.parametrize("year", range(2026, 2038))
def test_the_hour_that_comes_twice_is_refused_and_its_edges_are_read(year: int) -> None:
    day = last_sunday(year, 10)
    now = datetime(day.year, 1, 1, tzinfo=UTC)
    for clock in ("01:00", "01:30", "01:59"):
        with pytest.raises(Refused, match=f"twice on {say_short_date(day)}, as the clocks go back"):
            read_moment(f"{day} {clock}", now=now, zone=LONDON)
    change = datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)
    assert read_moment(f"{day} 00:59", now=now, zone=LONDON) == change - timedelta(minutes=61)
    assert read_moment(f"{day} 02:00", now=now, zone=LONDON) == change + timedelta(hours=1)


@settings(deadline=None)
@given(minutes=st.integers(0, 2 * 365 * 24 * 60), zone=st.sampled_from([LONDON, PARIS, ZoneInfo("America/New_York")]))
def test_what_is_said_is_read_back_as_the_same_moment(minutes: int, zone: ZoneInfo) -> None:
    moment = NOW + timedelta(minutes=minutes)
    said = say_moment(moment, zone)
    assume("(" not in said)  # the hour that comes twice, which is never read
    assert read_moment(said, now=NOW, zone=zone) == moment
    assert read_moment(f"<t:{int(moment.timestamp())}:F>", now=NOW, zone=zone) == moment


@settings(deadline=None)
@given(days=st.integers(0, 2 * 365))
def test_a_date_that_is_said_is_read_back_as_the_same_date(days: int) -> None:
    day = NOW.date() + timedelta(days=days)
    assert read_date(say_date(day), now=NOW, zone=LONDON) == day
    assert read_date(say_short_date(day), now=NOW, zone=LONDON) == day


PIECES = [
    *("tue", "3", "31", "feb", "nov", "29", "0", "99", "7pm", "12am", "19:00", "25:61", "2026", "noon", "/", "-"),
    *(".", ":", " ", "t", "<t:", ">", "today", "next", "on", "uk time", "\u00a0", "ﷺ", "½", "1e9", "٣"),
]
NEARLY = st.builds(
    "{} {}{} {}".format,
    st.integers(0, 32),
    st.sampled_from([" feb", " march", " oct", "/11", "/0", "/13"]),
    st.sampled_from(["", "", "/26", "/2027", " 2028", " 1066", "/9999"]),
    st.sampled_from(["", "", "7pm", "01:30", "7", "19:00", "24:00", "on sunday"]),
)
PILES = st.lists(st.sampled_from(PIECES), max_size=12)
TEXTS = st.one_of(NEARLY, PILES.map(" ".join), PILES.map("".join), st.text(), st.text(min_size=150))


@settings(deadline=None, max_examples=examples(400))
@given(text=TEXTS, hours=st.integers(0, 2 * 365 * 24))
def test_any_text_is_read_within_two_years_or_refused_in_one_short_line(text: str, hours: int) -> None:
    now = NOW + timedelta(hours=hours)
    for read in (read_moment, read_date):
        try:
            found = read(text, now=now, zone=LONDON)
        except Refused as refused:
            said = str(refused)
        else:
            said = found.isoformat()
            assert now.date() <= (found.date() if isinstance(found, datetime) else found) <= now.date() + timedelta(733)
        assert len(said) < 300
        assert said.isprintable()
