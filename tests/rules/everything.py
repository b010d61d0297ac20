"""Everything that the rules can say on a page, in the language at hand: each kind of thing, and each way to say it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.rules import facts as f, wording
from bot.rules.answers import Carrier
from bot.rules.asking import say_asked, say_carried
from bot.rules.counts import LABELS, Counts
from bot.rules.present import say_counted, say_standing
from bot.rules.question import Question
from bot.rules.saying import say_clock, say_date, say_moment, say_month, say_zone
from bot.rules.standing import Standing
from bot.rules.terms import Terms
from bot.rules.wording.partnership import GROUNDS, rung_words
from bot.rules.words import Answer, Asked, Extent, State, Way
from tests.rules.every_figure import BODY, every_figure
from tests.rules.samples import ABOUT, DAY, every_fact, hidden, sample
from tests.rules.tale import at
from tests.rules.test_present import STANDINGS

ROLE, SEAT, MEMBER = "Director of Care", "MP for Westmere", "Alex Example"
NAMES = (BODY, ROLE, SEAT, MEMBER, "Parliament", "Respite that works")
WORDS = ("My deputy for carers is coming.", "My deputy for carers is coming", "Text")
ZONES = ("Paris", "New York", "CEST", "BST", "GMT")
DATA = (*NAMES, *WORDS, *ZONES)
"""What is put into our sentences, in whatever language it is."""

MP = wording.About(wording.Whom(SEAT, "Parliament", MEMBER), answered=Answer.ATTENDING)
NOBODY = wording.About(body=BODY)
OF_BODIES = (
    f.Paused,
    f.BodyDeclined,
    f.BodyAnswered,
    f.BodyWelcomedBack,
    f.Disputed,
    f.StatementMade,
)
LONDON = ZoneInfo("Europe/London")
QUESTION = Question(
    question=1, item=12, organisation=1, session=1, invitations=(1,), first_on=DAY, put_on=DAY, answer_by=DAY
)


def everything() -> Iterator[str]:
    yield from _entries()
    yield from _dates()
    yield from _standings()
    yield from _questions()
    yield from every_figure()
    yield from _labels()


def _entries() -> Iterator[str]:
    named = replace(ABOUT, whom=wording.Whom(ROLE, BODY, MEMBER), answered=Answer.CANNOT_COME)
    for fact in every_fact():
        for about in (ABOUT, named, MP, replace(ABOUT, hidden=hidden())):
            yield wording.say(fact, about)
            yield wording.below(fact, about) or ""
        if isinstance(fact, OF_BODIES):
            yield wording.say(fact, NOBODY)
    for earlier in every_fact():
        yield wording.say(sample(f.Corrected), replace(ABOUT, earlier=earlier))


def _dates() -> Iterator[str]:
    for day in range(366):
        yield say_date(DAY + timedelta(day))
        yield say_month(DAY + timedelta(day))
    for hour in range(24):
        yield say_clock(time(hour)) + say_clock(time(hour, 30))
    for zone in (LONDON, ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York")):
        yield say_zone(zone)
        yield say_moment(at(DAY), zone)
        yield say_moment(datetime(2026, 10, 25, 1, 30, tzinfo=LONDON), zone)


def _standings() -> Iterator[str]:
    whom = wording.Whom(ROLE, BODY)
    for tale, _ in STANDINGS.values():
        for today in (tale.today, tale.today + timedelta(60)):
            yield say_standing(tale.now, whom, today)
            yield say_counted(tale.now, today)
    bare = Standing(invitation=1, session=1, official=1, organisation=1, holder=None)
    yield say_counted(replace(bare, to_send=False, answer=Answer.DEPUTY, counts_on=DAY), DAY)
    yield say_standing(replace(bare, disputes=frozenset({1})), whom, DAY)
    for change in _left_out():
        yield say_counted(replace(bare, **change), DAY)
    for answer in Answer:
        for late in (0, 1, 5):
            yield say_standing(replace(bare, answer=answer, replied_on=DAY, days_late=late), whom, DAY)


def _left_out() -> Iterator[dict[str, Any]]:
    for flag_ in ("test", "withdrawn", "cancelled", "paused", "bounced", "short_notice"):
        yield {flag_: True, "to_send": False, "counts_on": DAY}
    yield {"disputes": frozenset({1})}
    yield {"to_send": True}
    yield {"to_send": False, "counts_on": DAY + timedelta(1)}
    yield {"to_send": False}
    for answer in (Answer.OTHER_CHANNEL, Answer.NOT_OUR_REMIT):
        yield {"answer": answer}


def _questions() -> Iterator[str]:
    for counts in Counts:
        for today in (DAY, DAY + timedelta(30)):
            yield say_asked(QUESTION, [Carrier(counts, State.WAITING)], Terms(), today)
    for state in State:
        yield say_asked(QUESTION, [Carrier(Counts.NOT_PROVEN, state)], Terms(), DAY + timedelta(30))
    for extent in Extent:
        for way in Way:
            for late in (0, 1, 5):
                fact = sample(f.QuestionAnswered, extent=extent, way=way, days_late=late)
                assert isinstance(fact, f.QuestionAnswered)
                now = replace(QUESTION, answer=fact, answer_seq=9)
                yield say_asked(now, [Carrier(Counts.ANSWERED, State.REPLIED)], Terms(), DAY)
    for carried in range(4):
        yield say_carried(replace(QUESTION, carried=carried))


def _labels() -> Iterator[str]:
    for labels in (LABELS, GROUNDS, wording.REASONS, wording.PAUSES, wording.ANSWERS, wording.PRESENCES):
        yield from labels.values()
    yield from wording.EXTENTS.values()
    yield from wording.WAYS.values()
    yield str(wording.Whom(SEAT, "Parliament"))
    for asked in Asked:
        yield from rung_words(asked).values()
