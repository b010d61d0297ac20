"""The hosts' card of a session while it runs: everything that they lead it with is on it, and nowhere else."""

from collections.abc import Iterator, Sequence

from discord import ButtonStyle

from bot.cards import (
    LIVE_CALL,
    LIVE_CLOSE,
    LIVE_NEXT,
    LIVE_OFF,
    LIVE_OFFICIAL,
    LIVE_TAKE,
    MINUTES_DRAFT,
)
from bot.cards.live import LiveSheet, Speaker, off_the_record, where_it_is
from bot.chat.card import RULE, Block, Card, Choose, Option, Press, Tone
from bot.chat.custom_id import CustomId
from bot.chat.text import line, listing, plural
from bot.rules.hands import Side
from bot.rules.minutes_text import Kind
from bot.rules.session import SessionState
from bot.rules.tongue import capital

SHOWN = 6
"""So many of those who wait stand on the card by name."""
KINDS = {Kind.NOTE: ("note", "notes"), Kind.DECISION: ("decision", "decisions"), Kind.ACTION: ("action", "actions")}
OFF, ON = "off", "on"


def control_card(sheet: LiveSheet) -> Card:
    """For the hosts alone: it says who waits to speak."""
    if sheet.state is SessionState.CANCELLED:
        said = "This session does not take place."
        return Card(f"Cancelled: {line(sheet.title)}", (said,), tone=Tone.CARE, footer=_footer(sheet))
    if sheet.state is not SessionState.OPEN:
        draft = Press(CustomId(MINUTES_DRAFT, sheet.number), "Read and publish the minutes", ButtonStyle.success)
        return Card(f"Closed: {line(sheet.title)}", (sheet.minutes or "",), (draft,), footer=_footer(sheet))
    return Card(
        f"Open now: {line(sheet.title)}",
        list(_blocks(sheet)),
        _buttons(sheet),
        _menu(sheet),
        tone=Tone.CARE if sheet.off_since else Tone.GOOD,
        footer=_footer(sheet),
    )


def _blocks(sheet: LiveSheet) -> Iterator[Block]:
    yield "\n".join(where_it_is(sheet))
    yield off_the_record(sheet)
    yield RULE
    yield "\n".join(_queue(sheet))
    yield RULE
    here = plural(sheet.here, "carer is", "carers are") if sheet.here else "No carer is"
    yield f"{here} here{'' if sheet.here else ' yet'}. {_taken(sheet)}"


def _queue(sheet: LiveSheet) -> Iterator[str]:
    if sheet.speaking:
        yield f"**Speaking: {_named(sheet.speaking)}**"
    if not sheet.queue:
        yield "No hand is up."
    for place, one in enumerate(sheet.queue[:SHOWN], start=1):
        yield f"{place}. {_named(one)}"
    if more := len(sheet.queue) - SHOWN:
        yield f"…and {more} more" if more > 0 else ""


def _named(one: Speaker) -> str:
    if one.side is Side.OFFICIAL:
        return f"{capital(one.name)} (official)"
    return f"{one.name} (carer: {line(one.badge)})" if one.badge else f"{one.name} (carer)"


def _taken(sheet: LiveSheet) -> str:
    said = [plural(sheet.taken[kind], *KINDS[kind]) for kind in Kind if sheet.taken[kind]]
    return f"Taken down: {listing(said)}." if said else "Nothing is taken down yet."


def _buttons(sheet: LiveSheet) -> Sequence[Press]:
    number, off = sheet.number, sheet.off_since is not None
    first = sheet.queue[0] if sheet.queue else None
    called = "Call the next speaker" if first else "The speaker has finished"
    return (
        Press(
            CustomId(LIVE_NEXT, number, str(sheet.now.number if sheet.now else 0)),
            "Next item" if sheet.following else "The last item is done",
            ButtonStyle.primary,
            disabled=sheet.now is None and sheet.following is None,
        ),
        Press(
            CustomId(LIVE_CALL, number, str(first.hand if first else 0)),
            called,
            ButtonStyle.primary,
            disabled=first is None and sheet.speaking is None,
        ),
        *(
            Press(CustomId(LIVE_TAKE, number, kind.value), capital(one), disabled=off)
            for kind, (one, _) in KINDS.items()
        ),
        Press(CustomId(LIVE_OFF, number, ON if off else OFF), "Back on the record" if off else "Off the record"),
        Press(CustomId(LIVE_CLOSE, number), "Close the session", ButtonStyle.danger),
    )


def _menu(sheet: LiveSheet) -> Choose | None:
    """Those of the invited who did not cancel, whoever they send."""
    options = [Option(str(one.invitation), capital(str(one.whom))) for one in sheet.invited]
    return Choose(CustomId(LIVE_OFFICIAL, sheet.number), options, "An official wishes to speak") if options else None


def _footer(sheet: LiveSheet) -> str:
    return f"Control card, session {sheet.number}"
