"""The buttons under what the hosts are sent: a letter to send by hand, and the question whether anything has come."""

from discord import ButtonStyle

from bot import letters, pledge_letters
from bot.cards import LETTER_BOUNCED, LETTER_SENT, POST_READ
from bot.cards.letter import CALLED
from bot.rules import invitation as rules
from bot.rules.errors import Refused
from bot.rules.saying import say_moment, say_short_date
from bot.rules.words import Purpose, Step, Via
from bot.transaction import Transaction
from cogs._button import Button
from cogs._desk import writing
from cogs._may import Act, Interaction
from cogs._reply import reply
from cogs._text import line
from db import models


class LetterSent(Button):
    """`subject` is the letter. From this press the clock runs."""

    name, act, label, style = LETTER_SENT, Act.SAY_A_LETTER_WAS_SENT, "I have sent it", ButtonStyle.success

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            letter: models.Letter = await tx.own(models.Letter, subject, "letter")
            if letter.state == "not_needed":
                raise Refused("That letter was no longer needed, so nothing is recorded. Please do not send it.")
            await letters.left(tx, interaction.client.clerk.ways, subject, Via.HOST)
            whom, reply_by = await _whom(tx, letter), None
            if letter.pledge_id is None:
                reply_by = (await tx.standing(letter.invitation)).reply_by
            called = CALLED[Purpose(letter.purpose)]
        if letter.state == "not_needed":
            await reply(interaction, "That letter was no longer needed: meanwhile an answer came, or the plan changed.")
            return
        said = f"Noted: the {called} to {whom} was sent."
        if letter.purpose in (Purpose.INVITATION, Purpose.CHANGE) and reply_by:
            said += f" We ask for a reply by {say_short_date(reply_by)}."
        await reply(interaction, said)


class LetterBounced(Button):
    """`subject` is the letter."""

    name, act, label = LETTER_BOUNCED, Act.SAY_A_LETTER_WAS_SENT, "It came back"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            letter: models.Letter = await tx.own(models.Letter, subject, "letter")
            if letter.sent_at is None:
                raise Refused("That letter is not on the record as sent. Press “I have sent it” first.")
            if letter.pledge_id is not None:
                await pledge_letters.came_back(tx, letter, Via.HOST)
            else:
                await self._about_an_invitation(tx, letter)
            whom = await _whom(tx, letter)
            then = "press “Ask them again” on the card that follows" if letter.pledge_id else "use /invitation resend"
        await reply(
            interaction,
            f"Noted: our message to {whom} did not arrive. Find the right address, put it in with /official edit, "
            f"then {then}.",
        )

    async def _about_an_invitation(self, tx: Transaction, letter: models.Letter) -> None:
        now = await tx.standing(letter.invitation)
        if letter.round < now.sends or now.to_send:
            raise Refused("We have written again since then, so this says nothing about the address of today.")
        tx.record(rules.bounced(now, **tx.mark(Via.HOST)))


class PostRead(Button):
    """`subject` is the invitation that waits for it; what the hosts say is true of their whole mailbox."""

    name, act, label = POST_READ, Act.SAY_THE_POST_IS_READ, "Nothing has come"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            await tx.own(models.Invitation, subject, "invitation")
            now, heard = await tx.standing(subject), tx.forum.heard_until
            if now.next_step is not Step.NO_REPLY or now.next_on is None:
                raise Refused("Nothing waits for this any more. /invitation list shows where that invitation stands.")
            if heard is not None and tx.terms.day(heard) >= now.next_on:
                raise Refused(f"That is noted already: the post is read up to {say_moment(heard, tx.zone)}.")
            tx.forum.heard_until = tx.now
            said = f"Noted: your post is read up to {say_moment(tx.now, tx.zone)}. Thank you."
        await reply(interaction, said)


async def _whom(tx: Transaction, letter: models.Letter) -> str:
    whom = tx.whom_promised(letter.pledge_id) if letter.pledge_id else tx.whom_of(letter.invitation)
    return line(str(await whom))
