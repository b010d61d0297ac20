"""What an item may not show. Every number here is made up, or one that is given out for tests."""

import pytest

from bot.rules.errors import Refused
from bot.rules.screening import kept_out, second_looks


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Mum is 943 476 5919 and waits", "the NHS number"),
        ("Mum is 9434765919.", "the NHS number"),
        ("943-476-5919", "the NHS number"),
        ("Mum,943 476 5919, waits", "the NHS number"),
        ("NHS number: 123 456 7890 was lost", "the NHS number"),
        ("His NHS no. is 1234567890", "the NHS number"),
        ("９４３ ４７６ ５９１９", "the NHS number"),
        ("She is QQ 12 34 56 C".replace("QQ", "AB"), "the National Insurance number"),
        ("DOB 03/04/1948", "the date of birth"),
        ("d.o.b. 3.4.48", "the date of birth"),
        ("born on 3rd of April 1948", "the date of birth"),
        ("Her date of birth is April 3, 1948", "the date of birth"),
        ("write to cal@carers.example", "the e-mail address"),
        ("cal (at) carers [dot] example", "the e-mail address"),
        ("Ring me on 01632 960 123", "the telephone number"),
        ("+44 7700 900123", "the telephone number"),
    ],
)
def test_what_identifies_somebody_is_refused_and_never_repeated(text: str, what: str) -> None:
    with pytest.raises(Refused, match=what) as refused:
        kept_out(text)
    assert not any(character.isdigit() for character in str(refused.value))
    assert "cal" not in str(refused.value).split()


PLAIN = (
    "Respite is cancelled on the day, three times in 2026",
    "The home closed on 3 April 2025, and nobody told us on 04/04/2025.",
    "It costs £1234567890 a year; 1,250,000,000 over ten.",
    "Why must we wait 12 weeks? @everyone should ask about item 1234567891.",
    "The social worker Team and the Nurse Practitioner service",
    "A student nurse told us; Young carers need a doctor",
    "Born carers: 12 of us were born before 1960.",
    "The NHS 111 line never answers",
)


@pytest.mark.parametrize("text", PLAIN)
def test_what_carers_say_every_day_passes(text: str) -> None:
    kept_out(text)
    assert second_looks(text) == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Mrs Example never rang back", "names"),
        ("Dr. E. Example said no", "names"),
        ("Ask the receptionist Eve", "names"),
        ("our Social Worker, Eve Example, left", "names"),
        ("a nurse called Eve", "names"),
        ("complaint no. AB/20261 was lost", "single case"),
        ("hospital number 556677", "single case"),
        ("at 4 High Street, ZZ1 1ZZ", "postcode"),
    ],
)
def test_what_may_be_somebodys_is_only_asked_about(text: str, word: str) -> None:
    kept_out(text)
    (said,) = second_looks(text)
    assert word in said
    assert said.startswith("Please leave out")
