"""The card of a pledge: what was promised, by when, whose words they are, and what became of it.

What the official says and what carers see stand side by side, in the same size.
"""

from collections.abc import Iterator

from bot.cards import PLEDGE_SEEN, PLEDGE_UNSEEN
from bot.chat.card import RULE, Block, Card, Link, Press, Tone
from bot.chat.custom_id import CustomId
from bot.chat.text import clip, line, plain, quote
from bot.public.pledge_steps import did
from bot.public.pledges import PledgeSheet
from bot.rules.saying import say_date, say_short_date
from bot.rules.tongue import capital
from bot.rules.words import PledgeState

WORDS, STATEMENT = 700, 1_300
"""Characters of each, once they are safe to show."""

SEEN, UNSEEN = "We can see it", "We cannot see it yet"

TONES = {PledgeState.DONE: Tone.GOOD, PledgeState.OPEN: Tone.WAITING, PledgeState.DISPUTED: Tone.CARE}


def pledge_card(sheet: PledgeSheet, page: str | None = None) -> Card:
    """With the carers' two buttons, for as long as the pledge stands."""
    buttons: list[Press | Link] = []
    if sheet.state is not PledgeState.WITHDRAWN:
        buttons += [
            Press(CustomId(PLEDGE_SEEN, sheet.number), SEEN),
            Press(CustomId(PLEDGE_UNSEEN, sheet.number), UNSEEN),
        ]
    if page:
        buttons.append(Link("All pledges", page))
    return Card(
        f"A pledge by {clip(line(str(sheet.whom)), 180)}",
        list(_blocks(sheet)),
        buttons,
        tone=TONES.get(sheet.state, Tone.PLAIN),
        footer=f"Pledge {sheet.number}, recorded on {say_short_date(sheet.made_on)}",
    )


def pledge_line(sheet: PledgeSheet) -> str:
    """One pledge in a list."""
    words = f"“{clip(line(sheet.words), 240)}”" if sheet.words else "(words removed on request)"
    whom = clip(line(capital(str(sheet.whom))), 160)
    said = f"**{sheet.number} · {whom}**, by {say_short_date(sheet.due)}: {words}\n{clip(line(did(sheet)), 300)}"
    views = " ".join(line(one) for one in sheet.views)
    return f"{said}\n{views}" if views else said


def _blocks(sheet: PledgeSheet) -> Iterator[Block]:
    if sheet.state is PledgeState.WITHDRAWN:
        yield "The forum took this pledge back. It is in no figure."
        return
    yield clip(quote(sheet.words), WORDS) if sheet.words else "The words were removed on request."
    yield "\n".join(_facts(sheet))
    yield f"**{clip(plain(did(sheet)), WORDS)}**"
    if sheet.views:
        yield "\n".join(plain(one) for one in sheet.views)
    for one in sheet.statements[-1:]:
        yield RULE
        yield clip(plain(one.text), STATEMENT)


def _facts(sheet: PledgeSheet) -> Iterator[str]:
    yield f"By {say_date(sheet.due)}."
    if sheet.title:
        yield f"Said at “{clip(line(sheet.title), 120)}”."
    if sheet.item:
        yield f"It answers agenda item {sheet.item}."
    yield sheet.confirmation
