"""A forum with bodies, a session and invitations, on a real database and a clock that the test moves.

desk = await Desk.opened(database)
icb = await desk.body("NHS Northshire ICB", "icb")
session = await desk.session(days=40)
invitation = await desk.invited(session, await desk.official(icb, "Director of Commissioning"))
await desk.sent(invitation)
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import create_async_engine

from bot import letters
from bot.calendars import calendar
from bot.clerk import Clerk
from bot.clock import HandClock
from bot.record import Record
from bot.rules import facts as f, invitation as rules, reply, session
from bot.rules.policy import Policy
from bot.rules.standing import Standing
from bot.rules.words import Answer, OrganisationKind, Presence, Purpose, Via
from bot.sweep import sweep
from bot.ways import Ways
from db import due, models, papers, pledges, post
from db.backup import backup
from db.engine import Database
from db.prepared import prepared

Made = TypeVar("Made")

LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
"""A Tuesday, at ten in London, with two months before any bank holiday."""

HOST, CAL, CARA = 11, 21, 22
MAIL = Ways(mail="clerk@northshire-carers.example", site="https://carers.example")


@dataclass
class Desk:
    clerk: Clerk
    clock: HandClock
    forum: int = 1
    guild: int = 900
    letters: list[int] = field(default_factory=list)

    @classmethod
    async def opened(
        cls,
        database: Database,
        *,
        ways: Ways = MAIL,
        guild: int = 900,
        slug: str = "northshire",
        clock: HandClock | None = None,
    ) -> "Desk":
        clock = clock or HandClock(START)
        desk = cls(Clerk(Record(database, clock), ways), clock, guild=guild)

        async def found(desk: "Desk") -> int:
            return await desk.found(slug)

        async with database.reading() as db:
            first = not await papers.forums(db)
        name = f"forum {guild} {slug} {clock.now()}"
        desk.forum = await furnished(desk, found, name) if first else await found(desk)
        return desk

    async def found(self, slug: str) -> int:
        row = models.Forum(
            guild_id=self.guild,
            slug=slug,
            name=f"{slug.title()} Carers’ Forum",
            area=slug.title(),
            nation="ENG",
            zone="Europe/London",
            host_role_id=5,
            set_up_by=HOST,
            created_at=self.clock.now(),
        )
        async with self.clerk.record.founding(row, by=HOST) as tx:
            tx.record(f.PolicyAdopted(policy=Policy(), **tx.mark(Via.COMMAND)))
            tx.record(calendar("ENG", self.clock.now().year, **tx.mark(Via.COMMAND)))
        return row.id

    async def body(self, name: str = "NHS Northshire ICB", kind: str = "icb") -> int:
        async with self.clerk.record.transaction(self.forum, by=HOST) as tx:
            row = models.Organisation(forum_id=self.forum, name=name, kind=kind)
            tx.db.add(row)
            await tx.db.flush()
            sort = OrganisationKind(kind)
            tx.record(f.OrganisationListed(organisation=row.id, name=name, sort=sort, **tx.mark(Via.HOST)))
        return row.id

    async def official(
        self, body: int, role: str = "Director of Commissioning", *, elected: bool = False, name: str | None = None
    ) -> int:
        async with self.clerk.record.transaction(self.forum, by=HOST) as tx:
            row = models.Official(
                forum_id=self.forum,
                organisation_id=body,
                role=role,
                email=f"o{tx.head.seq}@body.example",
                elected=elected,
            )
            tx.db.add(row)
            await tx.db.flush()
            if name:
                tx.db.add(models.Holder(official_id=row.id, name=name, since=tx.now))
            tx.record(
                f.OfficialListed(official=row.id, organisation=body, role=role, elected=elected, **tx.mark(Via.HOST))
            )
        return row.id

    async def session(self, *, days: int = 40, title: str = "Respite that works") -> int:
        day = self.clock.now().astimezone(LONDON).date() + timedelta(days=days)
        starts = datetime.combine(day, time(19), LONDON).astimezone(UTC)
        async with self.clerk.record.transaction(self.forum, by=HOST) as tx:
            row = models.Session(
                forum_id=self.forum,
                title=title,
                starts_at=starts,
                ends_at=starts + timedelta(minutes=90),
                state="planned",
            )
            tx.db.add(row)
            await tx.db.flush()
            enclosed = await tx.enclose(title)
            tx.record(session.plan(row.id, enclosed, row.starts_at, row.ends_at, **tx.mark(Via.HOST)))
        return row.id

    async def invited(self, to: int, official: int) -> int:
        async with self.clerk.record.transaction(self.forum, by=HOST) as tx:
            role: models.Official = await tx.own(models.Official, official, "official")
            holder = (await papers.holders(tx.db, [official])).get(official)
            row = models.Invitation(
                forum_id=self.forum,
                session_id=to,
                official_id=official,
                organisation_id=role.organisation_id,
                message="",
                holder_id=holder.id if holder else None,
            )
            tx.db.add(row)
            await tx.db.flush()
            tx.record(
                rules.invite(
                    await tx.session(to),
                    invitation=row.id,
                    official=official,
                    organisation=role.organisation_id,
                    holder=holder.id if holder else None,
                    **tx.mark(Via.HOST),
                )
            )
            await letters.write(tx, self.clerk.ways, row.id, Purpose.INVITATION)
        return row.id

    async def post(self) -> list[str]:
        """Let every letter leave that waits for this hour or an earlier one, and is still wanted; their purposes."""
        async with self.clerk.record.reading(self.forum) as view:
            waiting = (await _may_leave(view.db, view.now)).scalars().all()
        for letter in waiting:
            async with self.clerk.record.transaction(self.forum) as tx:
                await letters.left(tx, self.clerk.ways, letter.id, Via.MAIL)
        return [letter.purpose for letter in waiting]

    async def sent(self, *invitations: int) -> None:
        await self.post()

    async def answered(self, invitation: int, answer: Answer = Answer.ATTENDING, *, on: date | None = None) -> None:
        async with self.clerk.record.transaction(self.forum, by=HOST) as tx:
            tx.record(reply.respond(await tx.standing(invitation), answer, tx.terms, on=on, **tx.mark(Via.HOST)))

    async def attended(self, invitation: int, presence: Presence) -> None:
        async with self.clerk.record.transaction(self.forum, by=HOST) as tx:
            tx.record(reply.attend(await tx.standing(invitation), presence, **tx.mark(Via.HOST)))

    async def bounced(self, invitation: int) -> None:
        async with self.clerk.record.transaction(self.forum) as tx:
            tx.record(rules.bounced(await tx.standing(invitation), **tx.mark(Via.MAIL)))

    async def standing(self, invitation: int) -> Standing:
        async with self.clerk.record.reading(self.forum) as view:
            return await view.standing(invitation)

    async def history(self, invitation: int) -> list[f.Fact]:
        async with self.clerk.record.reading(self.forum) as view:
            return [entry.fact for entry in await view.history(invitation)]

    async def days_pass(self, days: int, *, heard: bool = True) -> None:
        """So many days, stopping wherever something is due: the post is read, what is due is done, letters leave."""
        goal = self.clock.now() + timedelta(days=days)
        while (now := self.clock.now()) < goal:
            async with self.clerk.database.reading() as db:
                waiting = await due.due(db, now) or await pledges.due(db, now)
                overdue = [now + timedelta(days=1)] * bool(waiting)
                moments = [await due.next_moment(db, now), (await _next_letter(db)).scalar_one(), *overdue]
            self.clock.move_to(min(goal, *(moment for moment in moments if moment and moment > now), goal))
            if heard:
                async with self.clerk.database.writing() as db:
                    await post.heard(db, self.clock.now())
            await sweep(self.clerk)
            await self.post()


@prepared
def _may_leave(now: Any) -> Select[models.Letter]:
    query = select(models.Letter).join(models.Outbox, models.Outbox.subject == models.Letter.id)
    sending = (models.Outbox.action == "send_letter", models.Outbox.not_before <= now)
    return query.where(*sending, models.Letter.state == "waiting").order_by(models.Letter.id)


@prepared
def _next_letter() -> Select[datetime | None]:
    query = select(func.min(models.Outbox.not_before)).join(models.Letter, models.Letter.id == models.Outbox.subject)
    return query.where(models.Outbox.action == "send_letter", models.Letter.state == "waiting")


_remembered: dict[str, tuple[bytes, datetime, Any]] = {}


async def remembered(database: Database, name: str, furnish: Callable[[Database], Awaitable[Desk]]) -> Desk:
    """The desk that `furnish` makes on an empty database, furnished once in a process; see `furnished`, `_cloned`."""
    clock = HandClock(START)
    first = Desk(Clerk(Record(database, clock), MAIL), clock)

    async def made(_: Desk) -> tuple[int, int, datetime]:
        desk = await furnish(database)
        return desk.forum, desk.guild, desk.clock.now()

    keeping = furnished if database.url.get_backend_name() == "sqlite" else _cloned
    first.forum, first.guild, now = await keeping(first, made, name)
    clock.move_to(now)
    return first


async def furnished(desk: Desk, by: Callable[[Desk], Awaitable[Made]], name: str = "") -> Made:
    """What `by` does to the desk and gives, done once in a process on SQLite; after that the file and the time are put
    back as they were then. The desk must always be the same before it, and nothing else may have the database open.
    """
    if desk.clerk.database.url.get_backend_name() != "sqlite":
        return await by(desk)
    key, file = name or f"{by.__module__}.{by.__qualname__}", Path(str(desk.clerk.database.url.database))
    if key in _remembered:
        kept, now, made = _remembered[key]
        await desk.clerk.database.dispose()
        file.write_bytes(kept)
        desk.clock.move_to(now)
        return cast(Made, made)
    made, copy = await by(desk), file.with_name("remembered.db")
    await backup(desk.clerk.database, copy)
    _remembered[key] = copy.read_bytes(), desk.clock.now(), made
    copy.unlink()
    return made


async def _cloned(desk: Desk, by: Callable[[Desk], Awaitable[Made]], name: str) -> Made:
    """As `furnished`, on PostgreSQL, where a copy of the database is kept beside it."""
    database, key = desk.clerk.database, f"postgres {name}"
    place, kept = f'"{database.url.database}"', f'"kept {name}"'
    if key in _remembered:
        _, now, made = _remembered[key]
        await _told(database, f"DROP DATABASE {place}", f"CREATE DATABASE {place} TEMPLATE {kept} STRATEGY file_copy")
        desk.clock.move_to(now)
        return cast(Made, made)
    result = await by(desk)
    await _told(database, f"CREATE DATABASE {kept} TEMPLATE {place} STRATEGY file_copy")
    _remembered[key] = b"", desk.clock.now(), result
    return result


async def _told(database: Database, *statements: str) -> None:
    """Said from another database of the server: nobody may be in one that is copied."""
    await database.dispose()
    engine = create_async_engine(database.url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for statement in statements:
            await connection.exec_driver_sql(statement)
    await engine.dispose()
