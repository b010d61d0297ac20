"""The figures of a forum, of a body and of a role, with all that has to stand beside them (RECORD-RULES §7)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.figures import ByBody, conduct_of, figures_by_body, pledge_lines
from bot.public import stood
from bot.public.declined import declined_now
from bot.public.lineage import Lineage, lineage_of
from bot.public.said import Said, read
from bot.public.stood import Listed
from bot.public.thanks import latest_thanks
from bot.rules import facts as f
from bot.rules.conduct import Conduct
from bot.rules.counts import Counts
from bot.rules.errors import Refused
from bot.rules.highlights import Flag, Streak, flag, streak, thanked
from bot.rules.pledge_figures import PledgeTally, tally
from bot.rules.statistics import Figures
from bot.rules.tally import Line
from bot.rules.wording import Whom
from bot.rules.words import OrganisationKind
from bot.view import View, entries
from db import figures as counted, models, papers, public

THANKS_SHOWN = 3
NO_PLEDGES = PledgeTally()


@dataclass(frozen=True)
class Body:
    """An organisation and its figures."""

    id: int
    name: str
    kind: OrganisationKind
    figures: Figures
    flag: Flag | None = None


@dataclass(frozen=True)
class Kind:
    """All bodies of one kind together, and each of them, by name: never by a figure."""

    kind: OrganisationKind
    figures: Figures
    bodies: Sequence[Body]


@dataclass(frozen=True, kw_only=True)
class ForumSheet:
    """`thanked` are the bodies that reply quickly and reliably; `latest` is shown where there are none yet."""

    figures: Figures
    kinds: Sequence[Kind]
    thanked: Sequence[Body]
    latest: Sequence[Said]
    conduct: Conduct
    pledged: PledgeTally = NO_PLEDGES


@dataclass(frozen=True, kw_only=True)
class BodySheet:
    body: Body
    latest: Sequence[Said]
    statements: Sequence[Said]
    declined: Sequence[Said] = ()
    """That the carers do not work with it for now, with what it says to that below."""
    lineage: Lineage | None = None
    """Where asked for; `statements` are then also those of the bodies that are added up."""
    pledged: PledgeTally = NO_PLEDGES
    """Its own, also where the figures are with predecessors: a promise is not handed down."""


@dataclass(frozen=True, kw_only=True)
class RoleSheet:
    """A role's own figures. Its streak begins anew with each holder."""

    id: int
    whom: Whom
    organisation_id: int
    figures: Figures
    streak: Streak | None
    statements: Sequence[Said]
    pledged: PledgeTally = NO_PLEDGES


async def forum_sheet(view: View, *, since: date | None, kind: OrganisationKind | None = None) -> ForumSheet:
    """The whole forum, or all bodies of a kind."""
    among = counted.Among(forum_id=view.forum.id, since=since, kind=kind and kind.value)
    of = await figures_by_body(view, among)
    rows = await stood.bodies(view)
    kinds = [_kind(of, one, rows) for one in OrganisationKind if any(row.kind == one.value for row in rows)]
    chosen = [one for one in kinds if kind in (None, one.kind)]
    bodies = {body.id: body for one in chosen for body in one.bodies}
    best = thanked({n: body.figures for n, body in bodies.items()}, {n: body.name for n, body in bodies.items()})
    return ForumSheet(
        figures=of.together(of.tallies),
        kinds=chosen,
        thanked=[bodies[number] for number in best],
        latest=[] if best else await latest_thanks(view, since=since, limit=THANKS_SHOWN),
        conduct=await conduct_of(view, since),
        pledged=tally(await pledge_lines(view, organisation_ids=bodies), since=since, as_at=of.as_at),
    )


async def body_sheet(
    view: View, organisation_id: int, *, since: date | None, with_predecessors: bool = False
) -> BodySheet:
    """Raises `Refused` for another forum's body."""
    directory: models.Organisation = await view.own(models.Organisation, organisation_id, "organisation")
    row = next((one for one in await stood.bodies(view) if one.id == organisation_id), None)
    if row is None:
        raise Refused(f"{directory.name} was not on the record yet on that day.")
    of = await figures_by_body(view, counted.Among(forum_id=view.forum.id, since=since, kind=row.kind))
    peers = of.tally(of.tallies)
    body = Body(row.id, row.name, OrganisationKind(row.kind), of.together([row.id]))
    lineage = await lineage_of(view, directory, since=since) if with_predecessors else None
    said = await statements(view, organisation_id=row.id)
    for one in lineage.included if lineage else ():
        said += await statements(view, organisation_id=one.id)
    return BodySheet(
        body=replace(body, flag=flag(of.tally([row.id]), peers)),
        latest=await latest_thanks(view, since=since, limit=THANKS_SHOWN, organisation_id=row.id),
        statements=sorted(said, key=lambda one: one.seq, reverse=True),
        declined=await declined_now(view, row.id),
        lineage=lineage,
        pledged=tally(await pledge_lines(view, organisation_ids=[row.id]), since=since, as_at=of.as_at),
    )


async def role_sheet(view: View, official_id: int, *, since: date | None) -> RoleSheet:
    """Raises `Refused` for another forum's official."""
    row: models.Official = await view.own(models.Official, official_id, "official")
    holder = (await papers.holders(view.db, [row.id])).get(row.id)
    among = counted.Among(forum_id=view.forum.id, since=since, official_id=row.id)
    of = await figures_by_body(view, among)
    lines = [_line(one) for one in await counted.of_official(view.db, row.id)]
    return RoleSheet(
        id=row.id,
        whom=await view.whom(row, holder.id if holder else None),
        organisation_id=row.organisation_id,
        figures=of.together(of.tallies),
        streak=streak(lines, holder=holder.id if holder else None, cut_off=of.as_at),
        statements=await statements(view, official_id=row.id),
        pledged=tally(await pledge_lines(view, official_id=row.id), since=since, as_at=of.as_at),
    )


async def statements(view: View, *, organisation_id: int | None = None, official_id: int | None = None) -> list[Said]:
    """What the body or the role said of its record, unedited, the newest first; an erased one is a tombstone."""
    chosen = public.Chosen(
        forum_id=view.forum.id,
        kinds=(f.StatementMade.kind, f.PledgeStated.kind),
        organisation_id=organisation_id,
        official_id=official_id,
    )
    return await read(view, entries(await public.newest(view.db, chosen)))


def _kind(of: ByBody, kind: OrganisationKind, rows: Sequence[Listed]) -> Kind:
    of_it = [row for row in rows if row.kind == kind.value]
    peers = of.tally(row.id for row in of_it)
    bodies = [
        Body(row.id, row.name, kind, of.together([row.id]), flag(of.tally([row.id]), peers))
        for row in sorted(of_it, key=lambda row: (row.name.casefold(), row.id))
    ]
    return Kind(kind, of.together(row.id for row in of_it), bodies)


def _line(row: models.Standing) -> Line:
    return Line(
        counts=Counts(row.counts),
        counts_on=row.counts_on,
        on_time=row.on_time,
        working_days=row.working_days,
        organisation=row.organisation_id,
        official=row.official_id,
        holder=row.holder_id,
        session=row.session_id,
        present=row.present,
    )
