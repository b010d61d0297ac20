"""Deciding a dispute about a pledge: read back first, recorded after a yes."""

from discord import ButtonStyle

from bot import disputes, pledge_letters
from bot.cards import PLEDGE_DISPUTE
from bot.cards.deciding import LABELS, UPHELD, decision_card
from bot.cards.pledge_dispute import pledge_dispute_card, pledge_dispute_sheet
from bot.rules import facts as f, pledge_dispute as rules
from bot.rules.errors import Refused
from bot.rules.wording import below, say
from bot.rules.words import Via
from bot.view import View
from cogs._button import Button
from cogs._card import Card
from cogs._desk import reading, writing
from cogs._may import Act, Interaction
from cogs._pledging import noted
from cogs._reply import reply


async def ask_about_pledge(view: View, fact: f.PledgeFact, seq: int) -> Card:
    """The open dispute about entry `seq`, with a button for each decision. Raises `Refused` where there is none."""
    opened = rules.open_disputes(await view.pledge_history(fact.pledge)).get(seq)
    sheet = await pledge_dispute_sheet(view, opened.seq) if opened else None
    if sheet is None:
        raise Refused(f"There is no open dispute about entry {seq}.")
    return pledge_dispute_card(sheet)


class AskPledgeDecision(Button):
    """`subject` is the disputed entry; `extra` says how it would be decided."""

    name, act, label = PLEDGE_DISPUTE, Act.CORRECT_THE_RECORD, "Decide"

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with reading(interaction) as view:
            entry = await view.entry(subject)
            history, upheld = await _history(view, entry), self.extra == UPHELD
            fact = rules.decide(history, subject, upheld=upheld, alone=True, at=view.now, by=f.CLERK, via=Via.HOST)
            reads = say(entry.fact, await view.about(entry))
            will_say = below(fact, await view.about(f.Entry(0, fact))) or ""
        press = DecideOnPledge.on(subject, self.extra, label=f"Yes: {LABELS[self.extra].lower()}")
        await reply(interaction, decision_card(subject, reads, will_say, press))


class DecideOnPledge(Button):
    """`subject` is the disputed entry."""

    name, act, label, style = "pledge-decide", Act.CORRECT_THE_RECORD, "Decide", ButtonStyle.danger

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        async with writing(interaction) as tx:
            history, alone = await _history(tx, await tx.entry(subject)), await disputes.alone(tx, tx.by)
            upheld = self.extra == UPHELD
            tx.record(rules.decide(history, subject, upheld=upheld, alone=alone, **tx.mark(Via.HOST)))
            card, ways = await noted(tx), interaction.client.clerk.ways
            await pledge_letters.receipt(tx, ways, tx.pending[-1], "your dispute has been decided")
        await reply(interaction, card)


async def _history(view: View, entry: f.Entry) -> tuple[f.Entry, ...]:
    if not isinstance(entry.fact, f.PledgeFact):
        raise Refused(f"Entry {entry.seq} is not about a pledge.")
    return await view.pledge_history(entry.fact.pledge)
