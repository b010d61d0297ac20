"""/organisation and /official: whom the forum may invite, and where letters to them go."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards import directory as cards
from bot.choices import shortened
from bot.client import ForumClerk
from bot.directory import Body, Directory, Person, Role
from bot.directory.files import folded
from bot.directory.lines import held_by, write_to
from bot.inviting import misdirected
from bot.rules import facts as f
from bot.rules.errors import Refused
from bot.rules.words import Via
from bot.transaction import Transaction
from cogs import _typed
from cogs._choices import AnyOfficialChoice, OfficialChoice, OrganisationChoice
from cogs._desk import writing
from cogs._directory_lists import OfficialList, OrganisationList
from cogs._importing import dry_run
from cogs._may import Act, Interaction, may
from cogs._readdressing import ask_anew
from cogs._reply import reply

KINDS = [app_commands.Choice(name=words, value=kind.value) for kind, words in cards.KINDS.items()]
NOTHING = "Nothing would change. Fill in what is to be different; type “none” to take something away."


class Organisations(commands.GroupCog, group_name="organisation", description="The bodies that the forum may invite"):
    @app_commands.command(description="Add a body that the forum may invite")
    @app_commands.describe(name="Its whole name", kind="What kind of body it is", website="Its web address")
    @app_commands.choices(kind=KINDS)
    @may(Act.KEEP_THE_DIRECTORY)
    async def add(self, interaction: Interaction, name: str, kind: str, website: str | None = None) -> None:
        body = Body(_typed.name(name, "the name"), kind, _typed.web(website, "the website") if website else None)
        async with writing(interaction) as tx:
            directory = await Directory.of(tx)
            directory.add_body(body)
            await directory.save(tx, Via.COMMAND)
        await reply(interaction, cards.body_card("Added", body, ["Add the roles you invite with /official add."]))

    @app_commands.command(description="Change the name, kind, website or days of a body, or who came after it")
    @app_commands.describe(
        organisation="Which body",
        name="Its new name",
        kind="What kind of body it is",
        website="Its web address, or none",
        opened="The first day it exists, like 01/04/2027, or none",
        closed="The last day it exists, like 31/03/2027, or none",
        successor="A body that its work goes to, or one to take away again. Several mean that it was split",
    )
    @app_commands.choices(kind=KINDS)
    @may(Act.KEEP_THE_DIRECTORY)
    async def edit(
        self,
        interaction: Interaction,
        organisation: OrganisationChoice,
        name: str | None = None,
        kind: str | None = None,
        website: str | None = None,
        opened: str | None = None,
        closed: str | None = None,
        successor: OrganisationChoice | None = None,
    ) -> None:
        async with writing(interaction) as tx:
            directory = await Directory.of(tx)
            body = directory.body_numbered(organisation)
            before = _body_state(body)
            if name is not None:
                directory.rename_body(body, _typed.name(name, "the name"))
            body.kind = kind or body.kind
            if website is not None:
                body.website = None if _typed.is_none(website) else _typed.web(website, "the website")
            if opened is not None:
                body.opened = None if _typed.is_none(opened) else _typed.day(opened, "the first day")
            if closed is not None:
                body.closed = None if _typed.is_none(closed) else _typed.day(closed, "the last day")
            if successor is not None:
                directory.follow(body, directory.body_numbered(successor))
            if before == _body_state(body):
                raise Refused(NOTHING)
            if (opened, closed, successor) != (None, None, None):
                directory.check_days(body)
            await directory.save(tx, Via.COMMAND)
            after = [one.name for one in directory.followers(body)]
        await reply(interaction, cards.body_card("Changed", body, after=after))

    @app_commands.command(name="list", description="The bodies in the directory, with their roles")
    @app_commands.describe(kind="Only bodies of this kind", on="Only those that existed on this day, like 31/03/2026")
    @app_commands.choices(kind=KINDS)
    @may(Act.KEEP_THE_DIRECTORY)
    async def list_(self, interaction: Interaction, kind: str | None = None, on: str | None = None) -> None:
        day = _typed.day(on, "the day") if on is not None else None
        await reply(interaction, await OrganisationList.show(interaction, kind=kind, on=day))


class Officials(commands.GroupCog, group_name="official", description="The public roles that the forum may invite"):
    @app_commands.command(description="Add a public role in a body")
    @app_commands.describe(
        role="The role, like: Director of Commissioning",
        organisation="The body it belongs to",
        name="Who holds it; shown in public only if elected or named on a public page of their own body",
        email="Where letters go; never shown in public",
        public_source="The page of their own body that names them in this role",
        elected="Whether people elected them, as an MP or a councillor",
    )
    @may(Act.KEEP_THE_DIRECTORY)
    async def add(
        self,
        interaction: Interaction,
        role: str,
        organisation: OrganisationChoice,
        name: str | None = None,
        email: str | None = None,
        public_source: str | None = None,
        elected: bool = False,
    ) -> None:
        words = _typed.name(role, "the role")
        holder = Person(_typed.name(name, "the name")) if name else None
        address = _typed.email(email) if email else None
        source = _typed.web(public_source, "the public page") if public_source else None
        async with writing(interaction) as tx:
            directory = await Directory.of(tx)
            body = directory.body_numbered(organisation)
            added = Role(body, words, address, source, elected, holder=holder)
            directory.add_role(added)
            await directory.save(tx, Via.COMMAND)
        await reply(interaction, cards.role_card("Added", added))

    @app_commands.command(description="Change a role, who holds it, or where letters to it go")
    @app_commands.describe(
        official="Which role",
        role="New words for the role",
        name="Who holds it now, or none",
        email="Where letters go now, or none",
        public_source="The page of their own body that names them in this role, or none",
        elected="Whether people elected them, as an MP or a councillor",
        address_confirmed="You have confirmed by another way, such as their switchboard, that the address is right",
    )
    @may(Act.KEEP_THE_DIRECTORY)
    async def edit(
        self,
        interaction: Interaction,
        official: OfficialChoice,
        role: str | None = None,
        name: str | None = None,
        email: str | None = None,
        public_source: str | None = None,
        elected: bool | None = None,
        address_confirmed: bool = False,
    ) -> None:
        async with writing(interaction) as tx:
            directory = await Directory.of(tx)
            changing = directory.role_numbered(official)
            before = _state(changing)
            if role is not None:
                directory.rename_role(changing, _typed.name(role, "the role"))
            said = _hold(changing, name) if name is not None else []
            if email is not None:
                write_to(directory, changing, None if _typed.is_none(email) else _typed.email(email))
            if public_source is not None:
                page = None if _typed.is_none(public_source) else _typed.web(public_source, "the public page")
                changing.public_source = page
            changing.elected = changing.elected if elected is None else elected
            if before == _state(changing) and not address_confirmed:
                raise Refused(NOTHING)
            await directory.save(tx, Via.COMMAND)
            said += _confirmed(tx, interaction.client.clerk.ways.mail, changing) if address_confirmed else []
            waiting = await misdirected(tx, official) if directory.readdressed else []
        if changing.succeeded and changing.email and email is None:
            said.append("Letters still go to the earlier address. Is it that of the role, or of the person who left?")
        await reply(interaction, cards.role_card("Changed", changing, said, ask_anew(official, len(waiting))))

    @app_commands.command(description="Take a role out of the directory, or bring it back. The record keeps it")
    @app_commands.describe(official="Which role; one that was retired comes back")
    @may(Act.KEEP_THE_DIRECTORY)
    async def retire(self, interaction: Interaction, official: AnyOfficialChoice) -> None:
        async with writing(interaction) as tx:
            directory = await Directory.of(tx)
            role = directory.role_numbered(official)
            role.retired = not role.retired
            await directory.save(tx, Via.COMMAND)
        said = "It is invited no more. What the record says stays; invitations already sent run on."
        if not role.retired:
            said = "It can be invited again. To retire it, use the same command once more."
        await reply(interaction, cards.role_card("Retired" if role.retired else "Back in the directory", role, [said]))

    @app_commands.command(name="list", description="The roles in the directory, with their holders and addresses")
    @app_commands.describe(organisation="Only roles of this body")
    @may(Act.KEEP_THE_DIRECTORY)
    async def list_(self, interaction: Interaction, organisation: OrganisationChoice | None = None) -> None:
        await reply(interaction, await OfficialList.show(interaction, organisation=organisation))

    @app_commands.command(
        name="import", description="Take in a file of bodies and officials: CSV, or JSON of a register"
    )
    @app_commands.describe(
        file="A CSV from Excel, or JSON of the UK Parliament or the NHS. You see first what it changes"
    )
    @may(Act.KEEP_THE_DIRECTORY)
    async def import_(self, interaction: Interaction, file: discord.Attachment) -> None:
        await dry_run(interaction, file)


def _body_state(body: Body) -> tuple[object, ...]:
    return (body.name, body.kind, body.website, body.opened, body.closed, body.successors)


def _state(role: Role) -> tuple[object, ...]:
    return (role.role, role.email, role.public_source, role.elected, role.holder)


def _hold(role: Role, typed: str) -> list[str]:
    person = None if _typed.is_none(typed) else Person(_typed.name(typed, "the name"))
    if person and role.holder and folded(role.holder.name or "") == folded(person.name or ""):
        role.holder = Person(person.name, role.holder.code)  # the same person, spelt as the host spells it
        return []
    return [f"{shortened(role.role)}: {one}." for one in held_by(role, person)]


def _confirmed(tx: Transaction, mail: str | None, role: Role) -> list[str]:
    if mail and not role.email:
        raise Refused("There is no e-mail address to confirm. Give one in the same command.")
    tx.record(f.AddressConfirmed(official=role.id, **tx.mark(Via.COMMAND)))
    return ["The record says that this address was confirmed by another way."]


async def setup(client: ForumClerk) -> None:
    await client.add_cog(Organisations())
    await client.add_cog(Officials())
