"""What the page says when something was sent: what was recorded, in the record's own sentence, and how to change it.

It is told from the address to which the browser was led, and each word is checked against the record: a made-up
address says nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.desk.choices import open_choices
from bot.desk.done import Done, Place
from bot.desk.fields import Form
from bot.rules import facts as f
from bot.rules.saying import say_short_date
from bot.rules.tongue import N_, tr
from bot.rules.wording import say
from bot.view import View
from bot.ways import Ways
from bot.web.pages.desk_declined import Declined, declined
from bot.web.pages.desk_rating import rating
from db import models


@dataclass(frozen=True)
class Thanks:
    """`sentence` is what the public record says now; `notes` what follows from it."""

    title: str
    sentence: str | None
    notes: tuple[str, ...]


RECORDED = {
    Form.ANSWER: (N_("Thank you. Your answer is on the record"), N_("Thank you. That is already on the record")),
    Form.QUESTION: (
        N_("Thank you. Your answer is on the record"),
        N_("Thank you. That answer is already on the record"),
    ),
    Form.STATEMENT: (
        N_("Thank you. Your statement is on the record"),
        N_("Thank you. That statement is already on the record"),
    ),
    Form.DISPUTE: (N_("Your dispute is on the record"), N_("That entry is disputed already")),
}
"""Where it became an entry: when it is new, and when it had been there before."""

TOLD = {
    Form.CORRECTION: (
        N_("Thank you. We have told the hosts"),
        N_("They will put it right, or write to you. Nothing was changed on the public record."),
    ),
    Form.OBJECTION: (
        N_("Your name is no longer shown"),
        N_("From now on the record shows your role alone, until the hosts have decided and told you."),
    ),
    Form.STOP: (
        N_("We have told the hosts that you want no more letters"),
        N_("They will see to it. Nothing was changed on the public record."),
    ),
}
"""Where it is for the hosts alone."""


def query(done: Done) -> str:
    """The address, below the page's own, that leads to these thanks.

    It names its own part of the page: who was led to a box by a link would else be led there again (RFC 9110 §10.2.2).
    """
    parts = [f"done={done.form}"]
    parts += [f"entry={done.entry}"] if done.entry else []
    parts += [f"piece={done.piece}"] if done.piece else []
    return "?" + "&".join(parts + ["again=1"] * done.again) + "#done"


async def thanks(asked: Mapping[str, str], view: View, ways: Ways, place: Place) -> Thanks | None:
    form = next((one for one in Form if one == asked.get("done")), None)
    sentence = await _sentence(view, place, _number(asked.get("entry")))
    piece = await view.db.get(models.Piece, _number(asked.get("piece")))
    told = piece is not None and piece.source == "desk" and piece.invitation_id == place.invitation
    if form in TOLD and told:
        title, note = TOLD[form]
        return Thanks(tr(title), None, (tr(note),))
    if form is Form.FEEDBACK and (rated := await rating(view, await view.standing(place.invitation))).given:
        assert rated.until is not None
        return _rated(rated.until)
    if form is Form.VOTE and (vote := await declined(view, await _body(view, place))) and vote.said:
        return _answered(vote)
    if form in RECORDED and sentence:
        title = tr(RECORDED[form]["again" in asked])
        return Thanks(title, sentence, tuple(await _notes(view, ways, place, form, told, "again" in asked)))
    return None


def _rated(until: date) -> Thanks:
    note = tr(
        "You can change it on this page until {day}. Nobody is shown what you chose; only counts are published.",
        day=say_short_date(until),
    )
    return Thanks(tr("Thank you. Your form is counted with the others"), None, (note,))


def _answered(vote: Declined) -> Thanks:
    note = tr("It stands beside the entry, unedited, wherever that is shown.")
    if vote.public_from:
        note = tr(
            "It will stand beside the entry, unedited, from the day on which that is public. Until then you can "
            "change it."
        )
    return Thanks(tr("Thank you. Your answer is kept"), None, (note,))


async def _notes(view: View, ways: Ways, place: Place, form: Form, told: bool, again: bool) -> list[str]:
    notes = []
    if told:
        notes.append(tr("What you wrote to the hosts has reached them. It is not published."))
    if form is Form.DISPUTE:
        notes.append(
            tr(
                "The invitation is in no figure until somebody other than who made the entry, where the forum has two "
                "hosts, has decided. You will be told."
            )
        )
    now = await view.standing(place.invitation)
    if form is Form.ANSWER and open_choices(now, view.terms, view.now):
        notes.append(tr("You can change your answer on this page, with the same link, until the session begins."))
    if form is Form.QUESTION:
        notes.append(
            tr("It is shown as you wrote it. You can answer again here at any time; the last answer is shown first.")
        )
    if form is Form.STATEMENT:
        notes.append(tr("It stands unedited beside the entries. To have it removed, write to the hosts."))
    if ways.mail and not again and await _address(view, place):
        notes.append(tr("A receipt goes to the address that we invited."))
    return notes


async def _body(view: View, place: Place) -> int:
    invitation: models.Invitation = await view.own(models.Invitation, place.invitation, "invitation")
    return invitation.organisation_id


async def _address(view: View, place: Place) -> str | None:
    invitation: models.Invitation = await view.own(models.Invitation, place.invitation, "invitation")
    return (await view.db.get_one(models.Official, invitation.official_id)).email


async def _sentence(view: View, place: Place, seq: int) -> str | None:
    history = await view.history(place.invitation)
    entry = next((one for one in history if one.seq == seq and isinstance(one.fact, f.InvitationFact)), None)
    return say(entry.fact, await view.about(entry)) if entry else None


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
