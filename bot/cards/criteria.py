"""What /criteria list shows: the criteria in force, the votes that are open, and with whom the carers do not work."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import voting
from bot.cards.vote import VoteSheet, title, vote_sheet
from bot.chat.card import RULE, Block, Card, Link
from bot.chat.text import clip, line, plain
from bot.partnership import in_words, partnership_now
from bot.public.declined import declined_now
from bot.public.said import Said
from bot.rules.saying import say_date
from bot.view import View
from bot.ways import Ways
from db import feedback

SAID = 900
"""Characters of one declined body on this card; its page and the log have it whole."""


@dataclass(frozen=True)
class CriteriaSheet:
    version: int
    texts: Sequence[str]
    open: Sequence[VoteSheet]
    declined: Sequence[Said]
    page: str | None = None


async def criteria_sheet(view: View, ways: Ways) -> CriteriaSheet:
    now = await partnership_now(view)
    rows = await feedback.motions(view.db, view.forum.id, voting.OPEN)
    return CriteriaSheet(
        version=now.version,
        texts=list((await in_words(view, now)).values()),
        open=[await vote_sheet(view, row.id) for row in rows],
        declined=await declined_now(view),
        page=ways.page(view.forum.slug, "method"),
    )


def criteria_card(sheet: CriteriaSheet) -> Card:
    nothing = "No criterion is in force yet. A carer proposes one with /criteria propose; all carers vote."
    listed = "\n".join(f"{n}. {line(text)}" for n, text in enumerate(sheet.texts, 1))
    blocks: list[Block] = [listed or nothing]
    if sheet.texts:
        blocks.append("After each session everybody who was there says whether these were met.")
    if sheet.open:
        votes = (f"- {title(one)} Until {say_date(one.closes_on)}." for one in sheet.open)
        blocks += [RULE, "**Open votes, in the chat**\n" + "\n".join(votes)]
    for one in sheet.declined:
        blocks += [RULE, clip(plain(one.text), SAID), *(clip(plain(below.text), SAID) for below in one.below)]
    return Card(
        "What we want to see when we work together",
        blocks,
        (Link("On the public record", sheet.page),) if sheet.page else (),
        footer=f"Criteria, version {sheet.version}" if sheet.version else "",
    )
