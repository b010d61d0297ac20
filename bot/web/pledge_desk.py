"""The private page of a pledge, `/r/{token}` like that of an invitation: GET shows it and records nothing."""

from collections.abc import Mapping, Sequence

from aiohttp import web

from bot.clerk import Clerk
from bot.desk import fields, pledging
from bot.desk.form import read_dispute, read_text
from bot.desk.pledging import PledgeDone, PledgeForm, PledgePlace
from bot.desk.reader import Problem, Typed
from bot.desk.words import typed_day
from bot.rules.wording import say_privacy
from bot.web.desk_requests import HEADERS, NotTaken, Shown, see_other, tried
from bot.web.pages.pledge_desk import query, sheet, thanks
from bot.web.render import in_language, render_bare

FIRST = {
    PledgeForm.CONFIRM: "confirm",
    PledgeForm.AMEND: pledging.PROMISE.name,
    PledgeForm.BECAME: "state",
    PledgeForm.STATEMENT: fields.STATEMENT.name,
    PledgeForm.DISPUTE: fields.ENTRY.name,
    PledgeForm.STOP: fields.STOP.name,
}
"""In which field the words of a rule that says no are shown."""


async def take(clerk: Clerk, place: PledgePlace, typed: Typed) -> web.Response:
    """Do what was sent, then have the page asked for anew."""
    chosen = next((one for one in PledgeForm if [one] == typed.get("form")), None)
    if chosen is None:
        raise NotTaken.unread()
    done = await tried(_do(clerk, place, chosen, typed), FIRST[chosen])
    if isinstance(done, PledgeDone):
        return see_other(query(done))
    return await page(clerk, place, form=chosen, typed=typed, problems=done)


async def _do(clerk: Clerk, place: PledgePlace, chosen: PledgeForm, typed: Typed) -> PledgeDone:
    match chosen:
        case PledgeForm.CONFIRM:
            return await pledging.confirm(clerk, place)
        case PledgeForm.AMEND:
            async with clerk.record.reading(place.forum) as view:
                now = await view.pledge(place.pledge)
                words, day = pledging.read_amendment(typed, view.now, view.zone, now.due)
            return await pledging.amend(clerk, place, words, day)
        case PledgeForm.BECAME:
            return await pledging.say(clerk, place, pledging.read_became(typed))
        case PledgeForm.STATEMENT:
            return await pledging.state(clerk, place, read_text(typed, fields.STATEMENT))
        case PledgeForm.DISPUTE:
            return await pledging.dispute(clerk, place, *read_dispute(typed))
        case PledgeForm.STOP:
            return await pledging.stop_writing(clerk, place, read_text(typed, fields.STOP))


async def page(
    clerk: Clerk,
    place: PledgePlace,
    *,
    form: PledgeForm | None = None,
    typed: Typed | None = None,
    problems: Sequence[Problem] = (),
    asked: Mapping[str, str] | None = None,
) -> web.Response:
    """As it stands; with `problems`, as it was sent."""
    async with clerk.record.reading(place.forum) as view:
        with in_language(view.forum.language):
            desk, told = await sheet(view, clerk.ways, place.pledge), await thanks(asked or {}, view, place)
            privacy = say_privacy(here=True)
        stands = {
            pledging.PROMISE.name: desk.pledge.words or "",
            pledging.DUE.name: typed_day(desk.pledge.due),
        }
        text = render_bare(
            "pledge_desk",
            view.forum.language,
            desk=desk,
            shown=Shown(form, typed or {}, problems, stands),
            thanks=told,
            forms=pledging,
            apart_fields=fields,
            privacy=privacy,
        )
    return web.Response(text=text, status=422 if problems else 200, content_type="text/html", headers=HEADERS)
