"""The lines of which the figures about one body, one kind of body or one role are made."""

from bot.rules.left_out_words import INVITATIONS, QUESTIONS, say_reasons
from bot.rules.rate_words import say_interval, say_rate
from bot.rules.recorded_words import have_answered, have_replied
from bot.rules.saying import say_short_date
from bot.rules.statistics import Figures, Rate, Show
from bot.rules.time_words import say_times
from bot.rules.tongue import in_turn, tr, trn


def replies(figures: Figures, about: str) -> list[str]:
    if figures.shown == Show.NOTHING:
        return [_nothing(figures, about)]
    return [
        in_turn(have_replied(figures.response, about, figures.since), tr("Invitations through this forum only.")),
        tr("Replied by the date asked for: {rate}.", rate=say_rate(figures.on_time)),
        *say_times(figures.time_to_reply, figures.shown),
    ]


def attendance(rate: Rate) -> list[str]:
    """Nothing where no session was held: that is not something about the body."""
    if not rate.n:
        return []
    if interval := say_interval(rate):
        return [
            trn(
                "Present, in person or by deputy: {k} of {n} session held ({interval}).",
                "Present, in person or by deputy: {k} of {n} sessions held ({interval}).",
                rate.n,
                k=rate.k,
                n=rate.n,
                interval=interval,
            )
        ]
    return [
        trn(
            "Present, in person or by deputy: {k} of {n} session held.",
            "Present, in person or by deputy: {k} of {n} sessions held.",
            rate.n,
            k=rate.k,
            n=rate.n,
        )
    ]


def left_out(figures: Figures) -> list[str]:
    reasons = figures.tally.left_out
    if not any(reasons.values()):
        return []
    many = sum(reasons.values())
    return [tr("{count} not counted: {reasons}.", count=many, reasons=say_reasons(reasons, INVITATIONS))]


def answers(figures: Figures) -> list[str]:
    """Nothing where no question was put: that is not something about the body."""
    rate, asked = figures.answers, figures.tally.answers
    said = []
    if rate.n:
        partly = tr("{count} of these in part.", count=asked.partly) if asked.partly else None
        said.append(in_turn(have_answered(rate), partly))
    if any(asked.left_out.values()):
        said.append(
            trn(
                "{count} question not counted: {reasons}.",
                "{count} questions not counted: {reasons}.",
                sum(asked.left_out.values()),
                reasons=say_reasons(asked.left_out, QUESTIONS),
            )
        )
    return said


def _nothing(figures: Figures, about: str) -> str:
    invited = any(figures.tally.left_out.values())
    if figures.since:
        since = say_short_date(figures.since)
        if invited:
            return tr("{about}: no invitation since {date} is counted yet.", about=about, date=since)
        return tr("{about}: not invited since {date}.", about=about, date=since)
    if invited:
        return tr("{about}: no invitation is counted yet.", about=about)
    return tr("{about}: not invited yet.", about=about)
