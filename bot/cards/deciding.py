"""What hosts are asked to decide: a dispute, an address that nobody answers from, a pause, what is to be hidden."""

from dataclasses import dataclass
from datetime import date

from bot.cards import ADDRESS_RIGHT, DISPUTE_ASK
from bot.chat.card import Card, Press, Tone
from bot.chat.custom_id import CustomId
from bot.chat.text import clip, line, plain, plural
from bot.disputes import history_of
from bot.rules import facts as f
from bot.rules.dispute import open_disputes
from bot.rules.saying import say_date, say_short_date
from bot.rules.tongue import capital
from bot.rules.wording import PAUSES, REASONS, Whom, say
from bot.rules.words import Reason
from bot.view import View

UPHELD, STANDS = "wrong", "stands"
LABELS = {UPHELD: "The entry is wrong", STANDS: "The entry stands"}


@dataclass(frozen=True)
class DisputeSheet:
    """An open dispute: what entry `number` says, of whom, and until when it is to be decided."""

    number: int
    sentence: str
    whom: Whom
    made_by: str
    decide_by: date
    today: date
    what: str = "invitation"


async def dispute_sheet(view: View, dispute: int) -> DisputeSheet | None:
    """Of the entry by which it was disputed; None once it has been decided. Raises `Refused` for another forum's."""
    entry = await view.entry(dispute)
    assert isinstance(entry.fact, f.Disputed | f.PledgeDisputed)
    if open_disputes(await history_of(view, dispute)).get(entry.fact.entry) != entry:
        return None
    pledged = isinstance(entry.fact, f.PledgeDisputed)
    disputed = await view.entry(entry.fact.entry)
    return DisputeSheet(
        number=disputed.seq,
        sentence=say(disputed.fact, await view.about(disputed)),
        whom=(await view.about(entry)).whom or Whom("official", "the organisation"),
        made_by={f.CLERK: "the clerk", f.OFFICIAL: "the official"}.get(disputed.fact.by, "a host"),
        decide_by=entry.fact.decide_by,
        today=view.terms.day(view.now),
        what="pledge" if pledged else "invitation",
    )


def dispute_card(sheet: DisputeSheet, notice: int | None = None) -> Card:
    late = sheet.today > sheet.decide_by
    due = "was due" if late else "is due"
    return Card(
        "A dispute waits for your decision",
        (
            f"{capital(line(sheet.whom.body))} disputes entry {sheet.number}, which was made by {sheet.made_by}:\n"
            f"{_quoted(sheet.sentence)}",
            f"A decision {due} by **{say_date(sheet.decide_by)}**. Until it is made, the {sheet.what} is in no figure, "
            "and the entry says that it is disputed.",
            "What they say is wrong stands in /post list, where they have told us. Look at what we have: letters, "
            "replies, who was there; ask them if it is not clear. "
            "Whoever made the entry does not decide, where there is another host.",
        ),
        tuple(Press(CustomId(DISPUTE_ASK, sheet.number, one), label) for one, label in LABELS.items()),
        tone=Tone.TROUBLE if late else Tone.CARE,
        footer="" if notice is None else f"Notice {notice}",
    )


def decision_card(number: int, reads: str, will_say: str, press: Press) -> Card:
    """Before a dispute is decided: what the entry says, and what will stand under it."""
    return Card(
        f"Decide the dispute about entry {number}?",
        (
            f"It reads:\n{_quoted(reads)}",
            f"This will stand under it:\n{_quoted(will_say)}",
            "The dispute and the decision both stay on the record. The same entry cannot be disputed again.",
        ),
        (press,),
        tone=Tone.CARE,
    )


UNANNOUNCED = (
    "What was announced to officials goes with it. So “no reply recorded” will not be published of an invitation that "
    "still waits for a reply."
)


def hide_card(entry: f.Entry, reads: str, reason: Reason, press: Press) -> Card:
    """Before an entry is hidden."""
    number = entry.seq
    return Card(
        f"Hide what entry {number} says?",
        (
            f"It reads:\n{_quoted(reads)}",
            f"In its place will stand that a host hid it, the day, and the class: **{REASONS[reason]}**. That is so in "
            "the log, on the pages and in every export. The texts kept beside it are erased for good.",
            "It counts as before: for what is wrong, use /record correct.",
            *([UNANNOUNCED] if isinstance(entry.fact, f.NoticeGiven | f.Planned) else []),
        ),
        (press,),
        tone=Tone.CARE,
    )


def address_card(whom: Whom, invitation: int, notice: int) -> Card:
    """Three invitations without any human sign of life: is it their address at all?"""
    return Card(
        "Does our post reach anybody there?",
        (
            f"No person has ever answered from the address that we have for {line(str(whom))}. Before the record says "
            "that no reply is recorded, please confirm the address by another route: their website, their "
            "switchboard, somebody who knows.",
            "If it is right, press the button. If it is wrong, put the right one in with /official edit: what went to "
            "the old one was our error, and the time to reply starts anew.",
        ),
        (Press(CustomId(ADDRESS_RIGHT, invitation), "I have confirmed this address by another route"),),
        tone=Tone.CARE,
        footer=f"Notice {notice}",
    )


def pause_card(fact: f.Paused, body: str | None, moves: int, buttons: tuple[Press, ...]) -> Card:
    """Before a pause is declared."""
    whom = line(body) if body else "every body that we invite"
    return Card(
        "Declare a pause?",
        (
            f"**From {say_date(fact.first)}\nto {say_date(fact.last)}, both included, for {whom}. Is that right?**",
            f"The reason that everybody reads: {PAUSES[fact.why]}.",
            f"No reminder is sent on these days, nothing about a missing reply is recorded, and they count as no "
            f"working days. {_moves(moves)} A pause cannot be taken back.",
        ),
        buttons,
        tone=Tone.CARE,
    )


def paused_card(number: int, last: date, moved: int) -> Card:
    return Card(
        "The pause is on the record",
        (f"{_moves(moved)} The time to reply runs on after {say_short_date(last)}.",),
        tone=Tone.GOOD,
        footer=f"Entry {number}",
    )


def _moves(count: int) -> str:
    if not count:
        return "No invitation that runs now is touched."
    return f"The dates of {plural(count, 'invitation', 'invitations')} move accordingly."


def _quoted(text: str) -> str:
    return clip("\n".join(f"> {one}" for one in plain(text).split("\n")), 1_500)
