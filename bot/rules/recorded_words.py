"""How many invitations have a recorded reply, and how many questions a recorded answer.

A message has forms for one number only: here that is the number of those that have one. Of a single one it is another
message.
"""

from datetime import date

from bot.rules.rate_words import say_interval
from bot.rules.saying import say_short_date
from bot.rules.statistics import Rate
from bot.rules.tongue import tr, trn


def have_replied(rate: Rate, about: str, since: date | None) -> str:
    return _since(rate, about, say_short_date(since)) if since else _ever(rate, about)


def _since(rate: Rate, about: str, since: str) -> str:
    if rate.n == 1:
        return tr("{about}: {k} of 1 invitation since {date} has a recorded reply.", about=about, k=rate.k, date=since)
    if interval := say_interval(rate):
        return trn(
            "{about}: {k} of {n} invitations since {date} has a recorded reply ({interval}).",
            "{about}: {k} of {n} invitations since {date} have a recorded reply ({interval}).",
            rate.k,
            about=about,
            k=rate.k,
            n=rate.n,
            date=since,
            interval=interval,
        )
    return trn(
        "{about}: {k} of {n} invitations since {date} has a recorded reply.",
        "{about}: {k} of {n} invitations since {date} have a recorded reply.",
        rate.k,
        about=about,
        k=rate.k,
        n=rate.n,
        date=since,
    )


def _ever(rate: Rate, about: str) -> str:
    if rate.n == 1:
        return tr("{about}: {k} of 1 invitation has a recorded reply.", about=about, k=rate.k)
    if interval := say_interval(rate):
        return trn(
            "{about}: {k} of {n} invitations has a recorded reply ({interval}).",
            "{about}: {k} of {n} invitations have a recorded reply ({interval}).",
            rate.k,
            about=about,
            k=rate.k,
            n=rate.n,
            interval=interval,
        )
    return trn(
        "{about}: {k} of {n} invitations has a recorded reply.",
        "{about}: {k} of {n} invitations have a recorded reply.",
        rate.k,
        about=about,
        k=rate.k,
        n=rate.n,
    )


def have_answered(rate: Rate) -> str:
    if rate.n == 1:
        return tr("Questions put: {k} of 1 question has a recorded answer.", k=rate.k)
    if interval := say_interval(rate):
        return trn(
            "Questions put: {k} of {n} questions has a recorded answer ({interval}).",
            "Questions put: {k} of {n} questions have a recorded answer ({interval}).",
            rate.k,
            k=rate.k,
            n=rate.n,
            interval=interval,
        )
    return trn(
        "Questions put: {k} of {n} questions has a recorded answer.",
        "Questions put: {k} of {n} questions have a recorded answer.",
        rate.k,
        k=rate.k,
        n=rate.n,
    )
