"""A dispute about a pledge, for the hosts to decide: the same question as about an invitation's entry."""

from bot.cards import PLEDGE_DISPUTE
from bot.cards.deciding import LABELS, DisputeSheet, dispute_card
from bot.chat.card import Card, Press
from bot.chat.custom_id import CustomId
from bot.rules import facts as f
from bot.rules.pledge_dispute import open_disputes
from bot.rules.wording import say
from bot.view import View


async def pledge_dispute_sheet(view: View, dispute: int) -> DisputeSheet | None:
    """Of the entry by which it was disputed; None once it has been decided."""
    entry = await view.entry(dispute)
    assert isinstance(entry.fact, f.PledgeDisputed)
    if open_disputes(await view.pledge_history(entry.fact.pledge)).get(entry.fact.entry) != entry:
        return None
    disputed = await view.entry(entry.fact.entry)
    return DisputeSheet(
        number=disputed.seq,
        sentence=say(disputed.fact, await view.about(disputed)),
        whom=await view.whom_promised(entry.fact.pledge),
        made_by={f.CLERK: "the clerk", f.OFFICIAL: "the official"}.get(disputed.fact.by, "a host"),
        decide_by=entry.fact.decide_by,
        today=view.terms.day(view.now),
    )


def pledge_dispute_card(sheet: DisputeSheet, notice: int | None = None) -> Card:
    presses = [Press(CustomId(PLEDGE_DISPUTE, sheet.number, one), label) for one, label in LABELS.items()]
    return dispute_card(sheet, notice, presses, "the pledge")
