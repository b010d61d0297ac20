"""The answers that the page offers, each with its fields and with what the public would read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.desk import fields as asked
from bot.desk.choices import Choice, has_begun, latest_until, open_choices
from bot.desk.fields import Field, item_field
from bot.desk.words import typed_day
from bot.rules import facts as f, reply
from bot.rules.errors import Refused
from bot.rules.standing import Standing
from bot.rules.tongue import N_, Phrases, tr
from bot.rules.wording import About, say
from bot.rules.words import Via
from bot.view import View
from db import models

LABELS = Phrases(
    {
        Choice.ATTENDING: N_("Coming"),
        Choice.DEPUTY: N_("Sending a deputy"),
        Choice.CANNOT_COME: N_("Cannot come"),
        Choice.OTHER_DATE: N_("Another date would suit us"),
        Choice.MORE_TIME: N_("We need more time to answer"),
        Choice.IN_WRITING: N_("We answer in writing"),
        Choice.REDIRECTED: N_("Please ask somebody else"),
        Choice.OTHER_CHANNEL: N_("Please reach us another way"),
        Choice.NOT_OUR_REMIT: N_("This is not within our remit"),
    }
)


@dataclass(frozen=True)
class Offer:
    """One answer to choose: what belongs to it, and the sentence that the record would hold."""

    choice: Choice
    label: str
    fields: tuple[Field, ...]
    sentence: str | None = None
    hint: str | None = None


def offers(now: Standing, view: View, about: About, put: Sequence[models.Item]) -> list[Offer]:
    """In the order of the page; `put` is the agenda that is put to them."""
    begun, latest = has_begun(now, view.now), latest_until(now, view.terms, view.now)
    found = []
    for choice in open_choices(now, view.terms, view.now):
        label = tr("We could not come") if begun and choice is Choice.CANNOT_COME else LABELS[choice]
        hint = _hint(latest) if choice is Choice.MORE_TIME and latest else None
        sentence, fields = _sentence(now, choice, view, about), _fields(choice, put)
        if sentence is None and hint is None:
            # The record has this answer: it takes no second one, so new words to it are for the hosts.
            fields = tuple(replace(one, public=False) for one in fields)
        found.append(Offer(choice, label, fields, sentence, hint))
    return found


def _fields(choice: Choice, put: Sequence[models.Item]) -> tuple[Field, ...]:
    if choice is not Choice.IN_WRITING:
        return asked.ASKED.get(choice, ())
    alone = () if put else (replace(asked.GENERAL, label=N_("Your answer")),)
    return (*(item_field(item.id, item.title) for item in put), *(alone or (asked.GENERAL,)))


def _hint(latest: date) -> str:
    return tr(
        "Such as {day}, which is the latest date that we can give. The date moves once. The record will say that you "
        "asked for more time, and until when.",
        day=typed_day(latest),
    )


def _sentence(now: Standing, choice: Choice, view: View, about: About) -> str | None:
    """None where it stands on the record already, and for what is no reply."""
    if choice.answer is None:
        return None
    try:
        fact = reply.respond(now, choice.answer, view.terms, at=view.now, by=f.OFFICIAL, via=Via.LINK)
    except Refused:
        return None
    return say(fact, about)
