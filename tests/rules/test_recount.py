"""Every figure can be worked out again from the entries alone, as at any day."""

import json
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from bot.rules import facts as f
from bot.rules.chain import canonical
from bot.rules.conduct import Conduct, conduct
from bot.rules.conduct_words import say_conduct
from bot.rules.recount import by_kind, fold, histories_of, in_period, report, tallies, until
from bot.rules.standing import Standing
from bot.rules.tally import Tally
from bot.rules.wording import NEVER
from bot.rules.words import Answer, OrganisationKind, Reason, State
from tests.rules.chronicle import Chronicle

HEAD = "0" * 64


@cache
def by_chance(seed: int) -> Chronicle:
    return Chronicle.of_chance(seed)


@pytest.mark.parametrize("seed", range(3))
def test_the_bodies_add_up_to_their_kinds_and_these_to_the_forum(seed: int) -> None:
    told = by_chance(seed)
    folded = fold(told.entries)
    counted = tallies(folded, since=None, as_at=told.today)
    kinds = by_kind(counted, {n: body.sort for n, body in folded.organisations.items()})
    assert sum(kinds.values(), Tally()) == sum(counted.values(), Tally())
    whole = sum(counted.values(), Tally())
    assert whole.counted + sum(whole.left_out.values()) == len(folded.standings) == len(told.session_of)


def _report(entries: list[f.Entry], day: date) -> dict[str, object]:
    return report(fold(entries), since=None, as_at=day, head=HEAD)


def test_what_comes_later_changes_no_past_figure() -> None:
    told = Chronicle.begun()
    number = told.invite(told.plan(45), 1)
    told.send(number)
    told.days_pass(45)
    day = told.today
    before = _report(until(told.entries, day, told.terms), day)
    told.days_pass(3).answer(number)
    assert _report(until(told.entries, day, told.terms), day) == before
    assert _report(told.entries, told.today) != before


def test_the_report_is_plain_json_without_fractions() -> None:
    found = _report(by_chance(0).entries, by_chance(0).today)
    assert json.loads(canonical(found)) == found
    assert set(found) == {"as_at", "since", "head", "names", "conduct", "pledges", "forum", "kinds", "organisations"}
    assert isinstance(found["forum"], dict)
    assert found["forum"].keys() == {
        *("since", "as_at", "policy_version", "head", "shown", "counted", "left_out"),
        *("response", "on_time", "attendance", "answers", "time_to_reply"),
    }


def test_a_body_that_was_never_invited_is_in_the_report() -> None:
    found = _report(Chronicle.begun(bodies=2).entries, date(2026, 9, 1))
    assert isinstance(found["organisations"], dict)
    assert {n: of["shown"] for n, of in found["organisations"].items()} == {"1": "nothing", "2": "nothing"}


def test_the_record_names_a_body_as_it_was_last_listed() -> None:
    told = Chronicle.begun(bodies=1)
    listed = f.OrganisationListed(organisation=1, name="Westmere Council", sort=OrganisationKind.COUNCIL, **told.mark())
    told.add(listed)
    found = _report(told.entries, told.today)
    assert found["names"] == {"1": "Westmere Council"}
    assert isinstance(found["kinds"], dict)
    assert list(found["kinds"]) == ["council"]


def test_a_history_holds_its_own_and_its_sessions_entries_in_order() -> None:
    told = by_chance(1)
    histories = histories_of(told.entries)
    assert histories.keys() == told.session_of.keys()
    for number, history in histories.items():
        assert history == told.history(number)
        assert [entry.seq for entry in history] == sorted(entry.seq for entry in history)


@pytest.mark.parametrize(
    ("sent_on", "since", "within"),
    [
        pytest.param(None, None, True, id="not sent yet, for all time"),
        pytest.param(None, date(2026, 9, 1), True, id="not sent yet, in every period"),
        pytest.param(date(2026, 9, 1), date(2026, 9, 1), True, id="sent on its first day"),
        pytest.param(date(2026, 8, 31), date(2026, 9, 1), False, id="sent on the day before"),
    ],
)
def test_a_period_holds_what_was_sent_in_it(sent_on: date | None, since: date | None, within: bool) -> None:
    now = Standing(invitation=1, session=1, official=1, organisation=1, holder=None, sent_on=sent_on)
    assert in_period(now, since) is within


def _busy() -> Chronicle:
    """Two sessions called, one of them cancelled; one of three letters at short notice, one undelivered."""
    told = Chronicle.begun()
    soon, later = told.plan(12), told.plan(45)
    told.send(told.invite(soon, 1))
    number = told.invite(later, 2)
    told.send(number)
    told.send(told.invite(later, 3))
    told.add(f.Bounced(invitation=number, **told.mark()))
    told.days_pass(1)
    told.add(f.SessionCancelled(session=soon, reason=Reason.ILLNESS_OR_EMERGENCY, **told.mark()))
    return told


def test_the_forum_is_measured_too() -> None:
    told = _busy()
    own = conduct(told.entries, told.terms, since=None, as_at=told.today)
    assert vars(own) == {
        "sessions_called": 2,
        "sessions_cancelled": 1,
        "invitations_sent": 3,
        "short_notice": 1,
        "bounced": 1,
        "entries_corrected": 0,
        "minutes_due": 0,
        "minutes_late": 0,
        "minutes_missing": 0,
    }
    assert vars(conduct(told.entries, told.terms, since=told.today, as_at=told.today)) == dict.fromkeys(vars(own), 0)


def test_a_bounce_noted_by_mistake_is_a_correction_and_no_bounce() -> None:
    told = _busy()
    seq = next(entry.seq for entry in told.entries if isinstance(entry.fact, f.Bounced))
    told.add(f.Corrected(invitation=2, entry=seq, reason=Reason.OUR_MISTAKE, **told.mark()))
    own = conduct(told.entries, told.terms, since=None, as_at=told.today)
    assert (own.bounced, own.entries_corrected) == (0, 1)


@pytest.mark.parametrize(("upheld", "corrected"), [(True, 1), (False, 0)], ids=["upheld", "not upheld"])
def test_a_dispute_is_a_correction_only_where_it_is_upheld(upheld: bool, corrected: int) -> None:
    told = _busy()
    told.add(f.DisputeDecided(invitation=2, entry=1, upheld=upheld, **told.mark()))
    assert conduct(told.entries, told.terms, since=None, as_at=told.today).entries_corrected == corrected


def test_what_the_forum_did_is_said_in_whole_sentences_zeros_too() -> None:
    assert say_conduct(conduct([], by_chance(0).terms, since=None, as_at=date(2026, 9, 1))) == [
        "We called no session.",
        "We sent no invitation.",
        "As far as we know, all our messages arrived.",
        "Nothing on this record was corrected.",
        "No minutes of ours were due.",
    ]
    said = " ".join(
        say_conduct(conduct(_busy().entries, _busy().terms, since=None, as_at=_busy().today), date(2026, 9, 1))
    )
    assert "We called 2 sessions since 1 September 2026 and cancelled 1 of them." in said
    assert not any(word in said.split() for word in NEVER)


def test_of_one_thing_that_the_forum_did_it_is_said_as_a_person_would() -> None:
    once = Conduct(sessions_called=1, invitations_sent=1, bounced=1, entries_corrected=1)
    assert say_conduct(once)[:4] == [
        "We called 1 session and did not cancel it.",
        "We sent 1 invitation, not at short notice.",
        "1 message of ours did not arrive.",
        "We corrected this record once.",
    ]
    assert say_conduct(replace(once, sessions_cancelled=1, short_notice=1))[:2] == [
        "We called 1 session and cancelled it.",
        "We sent 1 invitation, at short notice.",
    ]


def test_a_reply_after_no_reply_counts_as_a_reply_from_the_day_it_came() -> None:
    told = Chronicle.begun()
    number = told.invite(told.plan(45), 1)
    told.send(number)
    told.days_pass(45)
    assert told.now(number).state is State.NO_REPLY
    [silent] = tallies(fold(told.entries), since=None, as_at=told.today).values()
    told.answer(number, Answer.IN_WRITING)
    [late] = tallies(fold(told.entries), since=None, as_at=told.today).values()
    assert ((silent.answered, silent.unanswered), (late.answered, late.unanswered)) == ((0, 1), (1, 0))
    assert late.on_time == 0


def test_the_unanswered_are_waited_for_until_the_day_of_the_figures() -> None:
    told = Chronicle.begun()
    told.send(told.invite(told.plan(45), 1))
    told.days_pass(45)
    [counted] = tallies(fold(told.entries), since=None, as_at=date(2026, 10, 16)).values()
    assert counted.times == {(33, False): 1}, "from Tuesday 1 September, seven weeks less two days"
