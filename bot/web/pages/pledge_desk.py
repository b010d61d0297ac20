"""The private page of a pledge: what we wrote down, what can be said of it, and the record of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.desk.pledging import PledgeDone, PledgeForm, PledgePlace
from bot.public.pledges import PledgeSheet, pledge_sheet
from bot.public.said import Said, read
from bot.rules import facts as f, pledge_dispute as disputes
from bot.rules.saying import say_date
from bot.rules.tongue import N_, Phrases, tr
from bot.rules.wording import say
from bot.rules.words import PledgeState
from bot.view import View
from bot.ways import Ways
from db import models


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything that the page shows. `may_amend` is False once it is said what became of the pledge."""

    forum: str
    slug: str
    charter: str | None
    pledge: PledgeSheet
    may_confirm: bool
    may_amend: bool
    open: bool
    due: str
    confirm_by: str | None
    disputable: Sequence[tuple[int, str]]
    entries: Sequence[Said]
    mail: str | None


@dataclass(frozen=True)
class Thanks:
    """`sentence` is what the public record says now."""

    title: str
    sentence: str | None
    notes: tuple[str, ...] = ()


RECORDED = Phrases(
    {
        PledgeForm.CONFIRM: N_("Thank you. The pledge is confirmed"),
        PledgeForm.AMEND: N_("Thank you. Your words take the place of ours"),
        PledgeForm.BECAME: N_("Thank you. That is on the record"),
        PledgeForm.STATEMENT: N_("Thank you. Your statement is on the record"),
        PledgeForm.DISPUTE: N_("Your dispute is on the record"),
    }
)


async def sheet(view: View, ways: Ways, number: int) -> Sheet:
    """Raises `Refused` where there is no such pledge."""
    pledge, history = await pledge_sheet(view, number), await view.pledge_history(number)
    alive = pledge.state is not PledgeState.WITHDRAWN
    return Sheet(
        forum=view.forum.name,
        slug=view.forum.slug,
        charter=view.forum.charter,
        pledge=pledge,
        may_confirm=alive and not pledge.confirmed,
        may_amend=alive and pledge.outcome is None,
        open=alive,
        due=say_date(pledge.due),
        confirm_by=say_date(pledge.confirm_by) if pledge.confirm_by else None,
        disputable=[(one.seq, one.text) for one in await read(view, disputes.disputable(history))] if alive else (),
        entries=await read(view, history),
        mail=ways.mail,
    )


def query(done: PledgeDone) -> str:
    """The address, below the page's own, that leads to these thanks."""
    parts = [f"done={done.form}"]
    parts += [f"entry={done.entry}"] if done.entry else []
    parts += [f"piece={done.piece}"] if done.piece else []
    return "?" + "&".join(parts + ["again=1"] * done.again)


async def thanks(asked: Mapping[str, str], view: View, place: PledgePlace) -> Thanks | None:
    """Each word is checked against the record: a made-up address says nothing."""
    form = next((one for one in PledgeForm if one == asked.get("done")), None)
    if form is PledgeForm.STOP:
        piece = await view.db.get(models.Piece, _number(asked.get("piece")))
        told = piece is not None and piece.pledge_id == place.pledge
        return Thanks(tr("We have told the hosts that you want no more letters"), None) if told else None
    seq = _number(asked.get("entry"))
    entry = next((one for one in await view.pledge_history(place.pledge) if one.seq == seq), None)
    if form is None or entry is None:
        return None
    notes = (_until_decided(),) if isinstance(entry.fact, f.PledgeDisputed) else ()
    title = tr("Thank you. That is already on the record") if "again" in asked else RECORDED[form]
    return Thanks(title, say(entry.fact, await view.about(entry)), notes)


def _until_decided() -> str:
    return tr(
        "The pledge is in no figure until somebody other than who made the entry, where the forum has two hosts, has "
        "decided. You will be told."
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
