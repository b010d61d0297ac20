"""Deciding a dispute, and confirming an address: the buttons under what the hosts are told."""

from discord import ButtonStyle

from bot import disputes
from bot.cards import ADDRESS_RIGHT, DISPUTE_ASK
from bot.cards.deciding import LABELS, UPHELD, decision_card, dispute_card, dispute_sheet
from bot.cards.invitation import noted_card
from bot.rules import dispute as rules, facts as f
from bot.rules.errors import Refused
from bot.rules.wording import below, say
from bot.rules.words import Via
from bot.transaction import Transaction
from bot.view import View
from cogs._button import Button
from cogs._card import Card
from cogs._desk import reading, writing
from cogs._may import Act, Interaction, who
from cogs._reply import reply
from cogs._text import line
from db import models, papers


async def ask_about(view: View, seq: int) -> Card:
    """The open dispute about entry `seq`, with a button for each decision. Raises `Refused` where there is none."""
    opened = rules.open_disputes(await disputes.history_of(view, seq)).get(seq)
    sheet = await dispute_sheet(view, opened.seq) if opened else None
    if sheet is None:
        raise Refused(f"There is no open dispute about entry {seq}.")
    return dispute_card(sheet)


class AskDecision(Button):
    """`subject` is the disputed entry; `extra` says how it would be decided."""

    name, act, label = DISPUTE_ASK, Act.CORRECT_THE_RECORD, "Decide"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with reading(interaction) as view:
            upheld, by = self.extra == UPHELD, await _member(view, who(interaction).user_id)
            history = await disputes.history_of(view, subject)
            alone = await disputes.alone(view, by)
            fact = rules.decide(history, subject, upheld=upheld, alone=alone, at=view.now, by=by, via=Via.HOST)
            entry = await view.entry(subject)
            reads = say(entry.fact, await view.about(entry))
            will_say = below(fact, await view.about(f.Entry(0, fact))) or ""
        press = Decide.on(subject, self.extra, label=f"Yes: {LABELS[self.extra].lower()}")
        await reply(interaction, decision_card(subject, reads, will_say, press))


class Decide(Button):
    """`subject` is the disputed entry."""

    name, act, label, style = "dispute-decide", Act.CORRECT_THE_RECORD, "Decide", ButtonStyle.danger

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            ways = interaction.client.clerk.ways
            fact, more = await disputes.decide(tx, ways, subject, upheld=self.extra == UPHELD)
            number = await _number_of(tx, fact)
            sentence = say(fact, await tx.about(f.Entry(number, fact)))
        await reply(interaction, noted_card(number, sentence, more, heading="Decided"))


class AddressRight(Button):
    """`subject` is the invitation that waits for it."""

    name, act, label = ADDRESS_RIGHT, Act.KEEP_THE_DIRECTORY, "I have confirmed this address by another route"
    style = ButtonStyle.success

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            row: models.Invitation = await tx.own(models.Invitation, subject, "invitation")
            if await _confirmed_since_it_was_sent(tx, row):
                raise Refused("That address has been confirmed already. Nothing more is needed.")
            tx.record(f.AddressConfirmed(official=row.official_id, **tx.mark(Via.HOST)))
            whom = line(str(await tx.whom_of(subject)))
        await reply(interaction, f"Noted: the address of {whom} is confirmed by another route.")


async def _confirmed_since_it_was_sent(view: View, row: models.Invitation) -> bool:
    sent = [e.fact.at for e in await view.history(row.id) if isinstance(e.fact, f.Sent)]
    known = await view.of_kinds((f.AddressConfirmed.kind,))
    confirmed = [e.fact.at for e in known if getattr(e.fact, "official", None) == row.official_id]
    return bool(sent and confirmed and max(confirmed) > sent[-1])


async def _member(view: View, user_id: int) -> str:
    """As whom they would put it on the record; nobody's name where they never have put anything there."""
    found = await papers.member(view.db, view.forum.id, user_id)
    return f"member:{found.id}" if found else ""


async def _number_of(tx: Transaction, fact: f.Fact) -> int:
    return next(entry.seq for entry in tx.pending if entry.fact is fact)
