"""Who engaged and who did not: figures, the record itself, thanks, and the public data as a file. Open to anyone."""

from collections.abc import Mapping

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.cards.figures import body_card, forum_card, role_card, thanks_card
from bot.cards.log import PAGE, log_card
from bot.client import ForumClerk
from bot.export.parcel import FORMATS, parcel
from bot.public import charts
from bot.public.kinds import KINDS
from bot.public.log import log_page, since_midnight
from bot.public.origin import origin
from bot.public.period import DEFAULT, PERIODS, since
from bot.public.sheet import body_sheet, forum_sheet, role_sheet
from bot.public.thanks import latest_thanks
from bot.rules.errors import Refused
from bot.rules.figure_words import say_source
from bot.rules.notices import QUIET
from bot.rules.words import OrganisationKind
from bot.view import View
from cogs._card import Card, Link
from cogs._charted import Charted
from cogs._choices import OfficialChoice, OrganisationChoice, SessionChoice
from cogs._may import Act, Interaction, Shown, here, may
from cogs._pages import Page, Pages
from cogs._reply import reply
from db import models
from db.public import Chosen

THANKS = 5

_PERIODS = [Choice(name=words, value=value) for value, (words, _) in PERIODS.items()]
_KINDS = [Choice(name=words, value=kind.value) for kind, words in KINDS.items()]
_FORMATS = [Choice(name=words, value=value) for value, words in FORMATS.items()]


class Log(Pages):
    name, act = "log", Act.READ_THE_RECORD

    async def page(self, interaction: Interaction, number: int, query: Mapping[str, str]) -> Page:
        clerk = interaction.client.clerk
        async with clerk.record.reading(here(interaction).id) as view:
            organisation, session = (int(query[key]) if key in query else None for key in ("organisation", "session"))
            chosen = Chosen(
                forum_id=view.forum.id,
                without=[fact.kind for fact in QUIET],
                organisation_id=organisation,
                session_id=session,
                since=since_midnight(view, since(query.get("period", DEFAULT), view.terms.day(view.now))),
            )
            said, last = await log_page(view, chosen, number, PAGE)
            path = f"organisations/{organisation}" if organisation else f"sessions/{session}" if session else "log"
            page = clerk.ways.page(view.forum.slug, path)
            return Page(log_card(view.forum.name, said, str(await origin(view)), page), last)


class Engagement(commands.GroupCog, group_name="engagement", description="Who engaged with the forum, and who did not"):
    @app_commands.command(description="The figures of the forum, of a body or of an official")
    @app_commands.describe(
        organisation="Only this body",
        official="Only this role",
        kind="Only bodies of this kind",
        period="How far back (12 months, if you do not say)",
        with_predecessors="Add up the bodies that were merged into this one or renamed",
        only_me="Show it to me alone",
    )
    @app_commands.choices(kind=_KINDS, period=_PERIODS)
    @may(Act.READ_THE_RECORD, Shown.TO_ALL)
    async def stats(
        self,
        interaction: Interaction,
        organisation: OrganisationChoice | None = None,
        official: OfficialChoice | None = None,
        kind: str | None = None,
        period: str = DEFAULT,
        with_predecessors: bool = False,
        only_me: bool = False,
    ) -> None:
        if with_predecessors and (organisation is None or official is not None):
            raise Refused("Predecessors are those of a body. Choose the body under “organisation”, and no official.")
        async with interaction.client.clerk.record.reading(here(interaction).id) as view:
            if organisation is not None and official is None:
                found = await _body(interaction, view, organisation, kind, period, with_predecessors)
            else:
                found = await _stats(interaction, view, organisation, official, kind, period)
        await found.reply(interaction)

    @app_commands.command(description="The public record, the newest first")
    @app_commands.describe(
        organisation="Only about this body",
        session="Only about this session",
        period="How far back (12 months, if you do not say)",
        only_me="Show it to me alone",
    )
    @app_commands.choices(period=_PERIODS)
    @may(Act.READ_THE_RECORD, Shown.TO_ALL)
    async def log(
        self,
        interaction: Interaction,
        organisation: OrganisationChoice | None = None,
        session: SessionChoice | None = None,
        period: str = DEFAULT,
        only_me: bool = False,
    ) -> None:
        await reply(interaction, await Log.show(interaction, organisation=organisation, session=session, period=period))

    @app_commands.command(description="Who replied quickly and reliably")
    @app_commands.describe(period="How far back (12 months, if you do not say)", only_me="Show it to me alone")
    @app_commands.choices(period=_PERIODS)
    @may(Act.READ_THE_RECORD, Shown.TO_ALL)
    async def thanks(self, interaction: Interaction, period: str = DEFAULT, only_me: bool = False) -> None:
        clerk = interaction.client.clerk
        async with clerk.record.reading(here(interaction).id) as view:
            first = since(period, view.terms.day(view.now))
            sheet = await forum_sheet(view, since=first)
            latest = [] if sheet.thanked else await latest_thanks(view, since=first, limit=THANKS)
            page = clerk.ways.page(view.forum.slug)
            card = thanks_card(view.forum.name, sheet.thanked, latest, say_source(sheet.figures), page)
        await reply(interaction, card)

    @app_commands.command(description="The public data as a file, to keep, to count with or to check")
    @app_commands.rename(form="format")
    @app_commands.describe(form="A table, the figures, or the whole record with all that is needed to check it")
    @app_commands.choices(form=_FORMATS)
    @may(Act.READ_THE_RECORD)
    async def export(self, interaction: Interaction, form: str) -> None:
        clerk = interaction.client.clerk
        made = await parcel(clerk, here(interaction).id, form, limit=interaction.filesize_limit)
        files = [discord.File(file.open(), file.name) for file in made.files]
        buttons = (Link("On the public record", made.page),) if made.page else ()
        await reply(interaction, Card("The public data", (made.words,), buttons), files=files)


async def _stats(
    interaction: Interaction, view: View, organisation: int | None, official: int | None, kind: str | None, period: str
) -> Charted:
    ways, slug = interaction.client.clerk.ways, view.forum.slug
    first = since(period, view.terms.day(view.now))
    if official is not None:
        await _fits(view, official, organisation, kind)
        role = await role_sheet(view, official, since=first)
        return Charted(lambda _: role_card(role, ways.page(slug, f"organisations/{role.organisation_id}")))
    only = OrganisationKind(kind) if kind else None
    whole = await forum_sheet(view, since=first, kind=only)
    drawn = [chart for one in whole.kinds for chart in charts.of_kind(one)] if only else []
    return Charted(
        lambda pictures: forum_card(view.forum.name, whole, ways.page(slug), kind=only, pictures=pictures),
        drawn + charts.of_figures(whole.figures),
    )


async def _body(
    interaction: Interaction, view: View, organisation: int, kind: str | None, period: str, with_predecessors: bool
) -> Charted:
    first = since(period, view.terms.day(view.now))
    sheet = await body_sheet(view, organisation, since=first, with_predecessors=with_predecessors)
    if kind not in (None, sheet.body.kind.value):
        raise Refused(f"{sheet.body.name} is not of that kind. Choose either the body or the kind.")
    page = interaction.client.clerk.ways.page(view.forum.slug, f"organisations/{organisation}")
    return Charted(lambda pictures: body_card(sheet, page, pictures=pictures), await charts.of_body(view, sheet, first))


async def _fits(view: View, official_id: int, organisation_id: int | None, kind: str | None) -> None:
    official: models.Official = await view.own(models.Official, official_id, "official")
    body = await view.db.get_one(models.Organisation, official.organisation_id)
    if organisation_id not in (None, body.id) or kind not in (None, body.kind):
        raise Refused(f"The {official.role} belongs to {body.name}. Choose the official alone to see their figures.")


async def setup(client: ForumClerk) -> None:
    await client.add_cog(Engagement())
