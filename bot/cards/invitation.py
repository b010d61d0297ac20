"""What a host is shown about invitations: who is asked, when the letter leaves, what was noted, where each stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.chat.card import RULE, Block, Card, Choose, Press, Tone
from bot.chat.text import clip, line, plain, plural
from bot.choices import STATES
from bot.inviting import Asked
from bot.rules.saying import say_date, say_moment, say_short_date
from bot.rules.tongue import capital
from bot.rules.wording import ANSWERS, Whom
from bot.rules.words import Answer, State, Step
from bot.view import View
from db import models

NAME = 110
"""Characters of one of many officials in a list: 25 of them and what is said of them fit a card."""

REASON = 125
"""Characters of why one of many could not be asked."""

STEPS = {
    Step.FIRST_REMINDER: "first reminder",
    Step.SECOND_REMINDER: "second reminder",
    Step.NOTICE: "notice of what the record will say",
    Step.NO_REPLY: "“no reply recorded”, if everything holds",
}
"""After "next:"."""


def asked_card(title: str, asked: Sequence[Asked], left_out: Sequence[str], now: datetime, zone: ZoneInfo) -> Card:
    """Who is asked to the session called `title` now, and why others are not."""
    heading = f"Invited to “{line(title)}”" if asked else "Nobody was invited"
    return Card(
        heading,
        list(_asked(asked, left_out, now, zone)),
        tone=Tone.CARE if left_out or any(one.short_notice for one in asked) else Tone.GOOD,
        footer=_numbers(asked),
    )


def again_card(asked: Sequence[Asked], over: Sequence[Whom], now: datetime, zone: ZoneInfo) -> Card:
    """The letter goes once more; for those whose session is `over` only the record was put right."""
    blocks = [*_asked(asked, (), now, zone)]
    if over:
        names = "\n".join(f"- {_name(whom)}" for whom in over)
        blocks.append(
            f"The session is over, so no letter is written, and the record says that the error was ours:\n{names}"
        )
    return Card("Sent again" if asked else "Put right", blocks, tone=Tone.GOOD, footer=_numbers(asked))


def _asked(asked: Sequence[Asked], left_out: Sequence[str], now: datetime, zone: ZoneInfo) -> Iterator[Block]:
    if asked:
        yield "\n".join(f"- {_name(one.whom)}" for one in asked)
        yield _how(asked[0], len(asked), now, zone)
    if left_out:
        yield "**Not invited**\n" + "\n".join(f"- {clip(line(why), REASON)}" for why in left_out)


def _how(asked: Asked, count: int, now: datetime, zone: ZoneInfo) -> str:
    the_letters, go, be = ("The letter", "leaves", "is") if count == 1 else ("The letters", "leave", "are")
    if asked.by_hand:
        said = [f"{the_letters} {be} in the hosts’ channel for you to send. The clock starts when you say it is sent."]
    elif asked.leaves <= now:
        said = [f"{the_letters} {go} within minutes."]
    else:
        said = [f"{the_letters} {go} on {say_moment(asked.leaves, zone)}: letters are sent in office hours only."]
    if asked.reply_by:
        if_today = " if it is sent today" if asked.by_hand else ""
        said.append(f"We ask for a reply by {say_date(asked.reply_by)}{if_today}.")
    if asked.short_notice:
        said.append("**This is short notice:** it will be labelled so, and never counted in any figure.")
    return "\n".join(said)


def _numbers(asked: Sequence[Asked]) -> str:
    if not asked:
        return ""
    numbers = ", ".join(str(one.invitation) for one in asked)
    return f"Invitation{'s' if len(asked) > 1 else ''} {numbers}"


@dataclass(frozen=True)
class InvitationSheet:
    """Where one invitation stands, for the hosts' eyes."""

    number: int
    whom: Whom
    title: str
    starts: date
    state: State
    answer: Answer | None = None
    sent_on: date | None = None
    reply_by: date | None = None
    replied_on: date | None = None
    next_step: Step | None = None
    next_on: date | None = None
    short_notice: bool = False
    held_back: bool = False


async def invitation_sheet(view: View, invitation_id: int) -> InvitationSheet:
    """Raises `Refused` for an invitation of another forum."""
    now = await view.standing(invitation_id)
    session = await view.db.get_one(models.Session, now.session)
    return InvitationSheet(
        invitation_id,
        await view.whom_of(invitation_id),
        session.title,
        view.terms.day(session.starts_at),
        now.state,
        now.answer,
        now.sent_on,
        now.reply_by,
        now.replied_on,
        now.next_step,
        now.next_on,
        now.short_notice,
        now.held_back,
    )


def invitation_lines(sheet: InvitationSheet) -> str:
    """Two lines of a list."""
    parts = [f"“{clip(line(sheet.title), NAME)}”, {say_short_date(sheet.starts)}"]
    if sheet.sent_on and sheet.state is not State.TO_SEND:
        parts.append(
            f"asked {say_short_date(sheet.sent_on)} for a reply by {say_short_date(sheet.reply_by or sheet.starts)}"
        )
    if sheet.replied_on and sheet.answer:
        parts.append(f"{ANSWERS[sheet.answer]}, {say_short_date(sheet.replied_on)}")
    if sheet.next_step and sheet.next_on:
        parts.append(f"next: {STEPS[sheet.next_step]}, {say_short_date(sheet.next_on)}")
    if sheet.short_notice:
        parts.append("short notice, not counted")
    if sheet.held_back:
        parts.append("publication held back")
    state = STATES[sheet.state]
    return f"**{_name(sheet.whom)}** · {state} · invitation {sheet.number}\n{' · '.join(parts)}"


def list_card(found: Sequence[InvitationSheet], count: int) -> Card:
    """One page of `count` invitations in all."""
    if not found:
        return Card("Invitations", ("There are none of that kind. Ask somebody with /invitation send.",))
    return Card(
        "Invitations", [invitation_lines(one) for one in found], footer=plural(count, "invitation", "invitations")
    )


def menu_card(title: str, menu: Choose, already: Sequence[Whom], message: str) -> Card:
    """Whom to ask to the session called `title`."""
    blocks = ["Choose up to 25 at once. Each gets an invitation and a letter of their own as soon as you have chosen."]
    if message:
        blocks.append("With your words:\n" + clip("\n".join(f"> {one}" for one in plain(message).split("\n")), 1_500))
    if already:
        names = "; ".join(_name(whom) for whom in already)
        blocks.append(f"Already invited: {clip(names, 1_200)}")
    return Card(f"Invite to “{line(title)}”", blocks, menu=menu, tone=Tone.WAITING)


def noted_card(number: int, sentence: str, more: Sequence[str] = (), *, heading: str = "Noted") -> Card:
    """What the record now says; `more` are our own sentences about what follows."""
    blocks: list[Block] = [plain(sentence)]
    if more:
        blocks += [RULE, "\n".join(more)]
    return Card(
        heading,
        blocks,
        tone=Tone.GOOD,
        footer=f"Entry {number}. A wrong entry is put right with /record correct.",
    )


def correction_card(number: int, reads: str, will_say: str, press: Press, told: bool) -> Card:
    """Before an entry is corrected: how it reads, and what will stand under it."""
    letter = (
        "The official is told by letter." if told else "The official has had no letter yet, so none is written now."
    )
    return Card(
        f"Correct entry {number}?",
        (
            f"It reads:\n{_quoted(reads)}",
            f"This will stand under it:\n{_quoted(will_say)}",
            f"Nothing vanishes: the entry stays, and the correction has an entry of its own. {letter}",
        ),
        (press,),
        tone=Tone.CARE,
    )


def _quoted(text: str) -> str:
    return clip("\n".join(f"> {one}" for one in plain(text).split("\n")), 1_500)


def _name(whom: Whom) -> str:
    return clip(line(capital(str(whom))), NAME)
