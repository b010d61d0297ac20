"""A series: calling the next one, at its time or this once at another, and leaving one date out."""

from datetime import UTC, date, datetime

from discord import ButtonStyle

from bot import sessions
from bot.cards import ANOTHER_DAY, CALL_NEXT, LEAVE_OUT
from bot.cards.series import next_offer
from bot.rules.calling import length
from bot.rules.errors import Refused
from bot.rules.repeating import say_series
from bot.rules.saying import say_date
from bot.rules.when import read_date, read_moment
from bot.view import View
from cogs._button import Button
from cogs._calling import ask, called
from cogs._card import Card, Tone
from cogs._desk import reading, writing
from cogs._form import Answers, Form, Text
from cogs._may import Act, Interaction, Shown, who
from cogs._reply import reply
from cogs._text import line
from db import models


class CallNext(Button):
    """Under a session that repeats, once it is over; `extra` is the moment that its label says."""

    name, act, shown = CALL_NEXT, Act.SCHEDULE_A_SESSION, Shown.ONLY_ME
    style = ButtonStyle.success

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            old: models.Session = await tx.own(models.Session, subject, "session")
            wish = sessions.next_in_series(tx, old)
            if wish and int(wish.starts.timestamp()) != int(self.extra or 0):
                note, button = await next_offer(tx, old)
                card = Card("Another date is the next one now", (note,), button)
            else:
                row = await sessions.call_next(tx, subject)
                card = called(tx, row)
        await reply(interaction, card)


class AnotherDay(Button):
    """The same offer, at another time for this once; the series stays as it is."""

    name, act, label, shown = ANOTHER_DAY, Act.SCHEDULE_A_SESSION, "On another day, this once", Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await NextElsewhen.open(interaction, subject)


class NextElsewhen(Form):
    name, act, title = ANOTHER_DAY, Act.SCHEDULE_A_SESSION, "On another day, this once"
    fields = (
        Text("when", "When is it, this once?", "Day and time, like: Wed 4 Nov 6pm. The later ones stay.", most=100),
    )

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        async with writing(interaction) as tx:
            old: models.Session = await tx.own(models.Session, subject, "session")
            if (wish := sessions.next_in_series(tx, old)) is None:
                raise Refused(sessions.CONTINUED)
            starts = read_moment(answers.text("when"), now=tx.now, zone=tx.zone)
            once = sessions.Wish(wish.words, starts, length(wish.minutes), wish.series, wish.places, wish.follows)
            card = await ask(tx, once, who(interaction).user_id)
        await reply(interaction, card)


class LeaveOut(Button):
    """`extra` is the moment of the date that is left out, or put back."""

    name, act, label = LEAVE_OUT, Act.SCHEDULE_A_SESSION, "Leave this date out"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            day = datetime.fromtimestamp(int(self.extra or 0), UTC).astimezone(tx.zone).date()
            row: models.Session = await tx.own(models.Session, subject, "session")
            if day in sessions.series_of(row).left_out:
                raise Refused(f"{say_date(day)} is left out already. To put it back: /session skip.")
            await sessions.leave_out(tx, subject, day)
            note, following = await next_offer(tx, row)
            card = Card(f"{say_date(day)} is left out", (OTHERS_STAY, note), following, tone=Tone.GOOD)
        await reply(interaction, card)


class SkipDate(Button):
    """After the question of /session skip; `extra` is the date."""

    name, act, label, shown = "session-skip", Act.SCHEDULE_A_SESSION, "Yes, leave it out", Shown.IN_PLACE
    style = ButtonStyle.success

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        day = date.fromisoformat(self.extra)
        async with writing(interaction) as tx:
            out = await sessions.leave_out(tx, subject, day)
        title = f"{say_date(day)} is left out" if out else f"{say_date(day)} is a date of the series again"
        await reply(interaction, Card(title, (OTHERS_STAY,), tone=Tone.GOOD))


OTHERS_STAY = "The carers’ chat is told. Every other date stays as it was."


async def ask_to_skip(view: View, session_id: int, typed: str | None) -> Card:
    """Read back: which date goes, or comes back, and which one is the next then. Without `typed`, the next date."""
    row: models.Session = await view.own(models.Session, session_id, "session")
    series = sessions.series_of(row)
    ahead = max(view.now, row.starts_at)
    day = read_date(typed, now=view.now, zone=view.zone) if typed else series.after(ahead, view.zone).slot.date()
    changed = series.leaving_out(day)
    out = day in changed.left_out
    following = say_date(changed.after(ahead, view.zone).slot.date())
    said = f"Leave out {say_date(day)}?" if out else f"Put {say_date(day)} back?"
    button = SkipDate.on(session_id, day.isoformat(), label="Yes, leave it out" if out else "Yes, put it back")
    return Card(
        line(row.title),
        (f"**{said}**", f"It repeats {say_series(series)}. The next one is then on {following}."),
        (button,),
        tone=Tone.CARE,
    )


async def skip(interaction: Interaction, session_id: int, typed: str | None) -> None:
    async with reading(interaction) as view:
        card = await ask_to_skip(view, session_id, typed)
    await reply(interaction, card)
