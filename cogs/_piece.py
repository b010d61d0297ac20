"""The buttons, the menus and the forms under a piece of post. `subject` is the piece."""

import io
from collections.abc import Sequence
from datetime import date

import discord

from bot import choices, objections
from bot.cards import piece_presses as presses, post as cards
from bot.chat.card import Press
from bot.post import tray
from bot.post.meaning import Meaning
from bot.rules.errors import Refused
from bot.rules.when import read_date
from bot.view import View
from cogs._button import Button, Select
from cogs._card import RULE, Block, Card, Tone
from cogs._desk import reading, writing
from cogs._form import Answers, Field, Form, Text
from cogs._may import Act, Interaction, Shown
from cogs._pick import Pick
from cogs._reply import reply
from cogs._text import plain, plural
from db import models, post

LARGEST = 8 * 2**20
"""Bytes of a file that every Discord server takes."""

NEXT = "post-next"
INVITATION = Pick(
    "invitation",
    "To which invitation does it belong?",
    choices.invitations,
    "invitation",
    lacking="There is no invitation yet that it could belong to. Discard it, or invite somebody first.",
)


class PieceMeans(Button):
    """`extra` is the meaning, the invitation and, for more time, the day."""

    name, act, shown = presses.MEANS, Act.READ_THE_POST, Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        meaning, invitation, *until = self.extra.split(".")
        day = date.fromisoformat(until[0]) if until else None
        await reply(interaction, await noted(interaction, subject, Meaning(meaning), int(invitation), day))


class PieceMeansElse(Select):
    """`extra` is the invitation."""

    name, act, placeholder, shown = presses.MEANS_ELSE, Act.READ_THE_POST, "It means something else…", Shown.IN_PLACE

    async def chosen(self, interaction: Interaction, subject: int, values: Sequence[str]) -> None:
        meaning, invitation = Meaning(values[0]), int(self.extra)
        if meaning is not Meaning.MORE_TIME:
            await reply(interaction, await noted(interaction, subject, meaning, invitation, None))
            return
        async with reading(interaction) as view:
            await tray.open_piece(view, subject)
            sheet = await cards.piece_sheet(view, subject)
        press = presses.time_presses(sheet, invitation)
        await reply(interaction, Card("Until when?", ("Press below, and say the day.",), press), ephemeral=True)


class PieceTime(Button):
    """`extra` is the invitation."""

    name, act, label, shown = presses.MORE_TIME, Act.READ_THE_POST, "They ask for time…", Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await UntilWhen.open(interaction, subject, self.extra)


class UntilWhen(Form):
    """`extra` is the invitation."""

    name, act, title, shown = presses.MORE_TIME, Act.READ_THE_POST, "They ask for time", Shown.IN_PLACE
    fields = (Text("until", "Until which day?", "Like: Tue 3 Nov. The date moves once.", most=60),)

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        async with reading(interaction) as view:
            until = read_date(answers.text("until"), now=view.now, zone=view.zone)
        await reply(interaction, await noted(interaction, subject, Meaning.MORE_TIME, int(self.extra), until))


class PieceBelongs(Select):
    name, act, shown = presses.BELONGS, Act.READ_THE_POST, Shown.IN_PLACE
    placeholder = "Which invitation does it belong to?"

    async def chosen(self, interaction: Interaction, subject: int, values: Sequence[str]) -> None:
        await reply(interaction, await bound(interaction, subject, int(values[0])))


class PieceElsewhere(Button):
    name, act, label, shown = presses.BELONGS_ELSEWHERE, Act.READ_THE_POST, "Another invitation…", Shown.AS_FORM

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        await WhichInvitation.open(interaction, subject)


class WhichInvitation(Form):
    name, act, title, shown = presses.BELONGS_ELSEWHERE, Act.READ_THE_POST, "Which invitation?", Shown.IN_PLACE

    @classmethod
    async def fields_for(cls, interaction: Interaction, subject: int) -> Sequence[Field]:
        return (await INVITATION.field(interaction),)

    async def submitted(self, interaction: Interaction, subject: int, answers: Answers) -> None:
        async with reading(interaction) as view:
            invitation = await INVITATION.read_one(view, answers)
        await reply(interaction, await bound(interaction, subject, invitation))


class PieceAside(Button):
    name, act, label, shown = presses.ASIDE, Act.READ_THE_POST, "Nothing to note", Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            await tray.put_aside(tx, subject)
            await tx.db.flush()
            card = cards.piece_card(await cards.piece_sheet(tx, subject))
            more = await what_else(tx)
        await reply(interaction, Card(card.title, card.blocks, more, tone=card.tone, footer=card.footer))


class ShowName(Button):
    name, act, label, shown = presses.SHOW_NAME, Act.READ_THE_POST, "Show the name again", Shown.IN_PLACE

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            piece = await tray.put_aside(tx, subject)
            await objections.overruled(tx, piece)
            await tx.db.flush()
            card = cards.piece_card(await cards.piece_sheet(tx, subject))
        await reply(interaction, card)


class Original(Button):
    name, act, label = presses.ORIGINAL, Act.READ_THE_POST, "The original"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with reading(interaction) as view:
            piece: models.Piece = await view.own(models.Piece, subject, "message")
            raw = piece.raw
        if raw is None:
            raise Refused("The original is no longer kept: it goes some time after a message has been dealt with.")
        if len(raw) > LARGEST:
            raise Refused("The original is too large for Discord. It is in the forum’s mailbox.")
        name = f"message-{subject}.eml"
        card = Card(
            f"The original of message {subject}",
            ("As it came, with whatever is attached to it. Open it in a mail program, and what is attached only if you "
             "expect it.",),
            footer=f"Message {subject}",
        )  # fmt: skip
        await reply(interaction, card, files=[discord.File(io.BytesIO(raw), name)])


async def noted(interaction: Interaction, piece: int, meaning: Meaning, invitation: int, until: date | None) -> Card:
    async with writing(interaction) as tx:
        ways = interaction.client.clerk.ways
        done = await tray.settle(tx, ways, piece, meaning, invitation, until=until)
        more = await what_else(tx)
    blocks: list[Block] = [plain(done.sentence)]
    if done.follows:
        blocks += [RULE, "\n".join(map(plain, done.follows))]
    footer = f"Message {piece}. Entry {done.entry}; a wrong one is put right with /record correct."
    return Card("Noted", blocks, more, tone=Tone.GOOD, footer=footer)


async def bound(interaction: Interaction, piece: int, invitation: int) -> Card:
    async with writing(interaction) as tx:
        await tray.bind(tx, piece, invitation)
        await tx.db.flush()
        return cards.piece_card(await cards.piece_sheet(tx, piece))


async def what_else(view: View) -> tuple[Press, ...]:
    """A button to what still waits."""
    waiting = await post.tray(view.db, view.forum.id)
    return (NextPiece.on(label=f"{plural(len(waiting), 'message waits', 'messages wait')}"),) if waiting else ()


class NextPiece(Button):
    name, act = NEXT, Act.READ_THE_POST

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with reading(interaction) as view:
            waiting = await post.tray(view.db, view.forum.id)
            if not waiting:
                raise Refused("Nothing waits any more.")
            card = cards.piece_card(await cards.piece_sheet(view, waiting[0]))
        await reply(interaction, card)
