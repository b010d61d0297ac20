"""The figures that the rules can say on a page, in the language at hand: each, and each way to say it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product

from bot.rules import facts as f, wording
from bot.rules.answers import Answers
from bot.rules.conduct import Conduct
from bot.rules.conduct_words import say_conduct
from bot.rules.counts import LEFT_OUT, Counts
from bot.rules.feedback_words import in_plain_text, say_completion
from bot.rules.figure_words import say_all_within, say_figures, say_flag, say_rate, say_streak
from bot.rules.highlights import Streak, StreakKind, flag
from bot.rules.minutes import Kept, MinutesStanding
from bot.rules.pledge_figures import PledgeTally
from bot.rules.pledge_words import say_pledges
from bot.rules.statistics import Rate, Tally, TimeToReply
from bot.rules.succession import LeftOut, Why
from bot.rules.succession_words import NONE, SOURCE, say_included, say_instead, say_left_out, say_together
from bot.rules.terms import Terms
from bot.rules.tongue import tr
from bot.rules.words import Asked, Met, Overall
from tests.rules.samples import DAY, FEW, MANY, sample
from tests.rules.test_highlights import OTHERS, counted
from tests.rules.test_statistics import body, of

BODY = "Northshire ICB"
FIRST = Tally(answered=1, on_time=1, times={(4, True): 1})
EVERY = dict.fromkeys(LEFT_OUT, 2)
TALLIES = [
    Tally(),
    Tally(left_out=EVERY),
    FIRST,
    replace(FIRST, sessions_held=1),
    body([4], [12, 40]),
    body([2, 3, 5, 6, 8, 9, 30], [25, 40], late=1, held=4, present=3),
    body([1], [20] * 8),
    body([1] * 20, [], held=9, present=7),
    body([0] * 9, []),
]
ANSWERS = [
    Answers(),
    Answers(answered=1),
    Answers(unanswered=1, left_out={Counts.OPEN: 1}),
    Answers(answered=3, partly=1, left_out=EVERY),
    Answers(answered=1, unanswered=5),
    Answers(answered=12),
]


def every_figure() -> Iterator[str]:
    yield from _figures()
    yield from _feedback()
    yield from _pledges()
    yield from _minutes()
    yield from _conduct()
    yield from _bodies()


def _figures() -> Iterator[str]:
    for tally, answers, since in product(TALLIES, ANSWERS, (None, DAY)):
        figures = replace(of(replace(tally, answers=answers)), since=since)
        for head in ("", "9f3a", "9f3a1c20" * 8):
            yield from (line.replace(head[:8], "") for line in say_figures(replace(figures, head=head), BODY))
    for k, n in ((0, 0), (1, 4), (7, 9), (10, 10)):
        yield say_rate(Rate.of(k, n))
    yield say_all_within(TimeToReply(1, None, {days: Rate.of(days, 20) for days in (5, 10, 20)}))
    for kind in StreakKind:
        yield say_streak(Streak(kind, 5)) or ""
    for k in (20, 3):
        flagged = flag(counted(k, 20), counted(k, 20) + OTHERS)
        assert flagged is not None
        yield say_flag(flagged)


RUNGS = {
    (Asked.OVERALL, None): Overall,
    (Asked.OBJECTIVES, None): Met,
    (Asked.EQUAL_PARTNER, None): Met,
    (Asked.CRITERION, 1): Met,
    (Asked.CRITERION, 9): Met,
}


def _feedback() -> Iterator[str]:
    criteria = {1: "§", 9: ""}
    for best in (5, 6, 12):
        rated = tuple(
            f.Rated(asked=asked, criterion=one, counts=(best, *[1] * (len(rungs) - 1)))
            for (asked, one), rungs in RUNGS.items()
        )
        ours, theirs = replace(MANY, rated=rated), replace(MANY, rated=rated[:4])
        same = tuple(replace(one, counts=(5, *one.counts[1:])) for one in rated)
        for other in (FEW, theirs, replace(MANY, rated=same)):
            fact = sample(f.FeedbackCounted, carers=ours, officials=other)
            assert isinstance(fact, f.FeedbackCounted)
            yield from say_completion(fact)
            for question, said in in_plain_text(fact, criteria):
                yield from (question, *said)


def _pledges() -> Iterator[str]:
    yield say_pledges(PledgeTally())
    yield say_pledges(PledgeTally(replaced=1, disputed=1, withdrawn=2))
    for one in ("kept", "partly", "open", "not_kept"):
        yield say_pledges(PledgeTally(counted=1, **{one: 1}))
    yield say_pledges(PledgeTally(counted=1, open=1, no_update=1))
    for late in (0, 1, 2):
        yield say_pledges(PledgeTally(counted=1_200, kept=1_196, open=4, no_update=late, replaced=3))
    yield tr(wording.NOT_CONFIRMED)
    yield from wording.OUTCOMES.values()
    yield from wording.PLEDGE_STATES.values()


def _minutes() -> Iterator[str]:
    for due in (0, 1, 7):
        for late in range(min(due, 1) + 1):
            for missing in range(min(due - late, 1) + 1):
                yield wording.say_kept(Kept(due=due, late=late, missing=missing))
    version = sample(f.MinutesCorrected, version=2)
    assert isinstance(version, f.MinutesCorrected)
    for late in (0, 1, 5):
        first = sample(f.MinutesPublished, days_late=late)
        assert isinstance(first, f.MinutesPublished)
        for corrected in ((), (version,)):
            yield wording.where_minutes_stand(MinutesStanding(DAY, DAY, first, corrected), Terms(), DAY) or ""
    for after in (0, 1, 9):
        yield wording.where_minutes_stand(MinutesStanding(DAY, DAY), Terms(), DAY + timedelta(after)) or ""


def _conduct() -> Iterator[str]:
    for since in (None, DAY):
        for many in (0, 1, 5):
            for of_them in (0, 1, 5):
                own = Conduct(
                    sessions_called=many, invitations_sent=many, bounced=many, entries_corrected=many,
                    sessions_cancelled=min(of_them, many), short_notice=min(of_them, many),
                )  # fmt: skip
                yield from say_conduct(own, since)


def _bodies() -> Iterator[str]:
    yield from (tr(SOURCE), tr(NONE), say_together(BODY))
    for names in ([BODY], [BODY, BODY], [BODY, BODY, BODY]):
        yield say_included(names)
        yield say_instead(names)
    for why in Why:
        yield say_left_out(LeftOut(1, why, (), 3), BODY)
