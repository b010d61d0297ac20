"""A few rows to stand on, for the tests of this room."""

from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Enclosure, Entry, Forum, Outbox

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


async def forum(session: AsyncSession, number: int = 1) -> Forum:
    """Northshire's forum, or another with a number for a name."""
    made = Forum(
        id=number,
        guild_id=10**18 + number,
        slug=f"northshire-{number}",
        name=f"Northshire carers {number}",
        nation="england",
        zone="Europe/London",
        host_role_id=10**18,
        set_up_by=10**18,
        created_at=NOON,
    )
    session.add(made)
    await session.flush()
    return made


async def record(session: AsyncSession) -> None:
    """A forum with two lines in its ledger and an enclosure."""
    await forum(session)
    session.add_all(
        Entry(forum_id=1, seq=number, kind="SessionPlanned", at=NOON, body="{}", hash=f"{number:064}")
        for number in (1, 2)
    )
    session.add(Enclosure(forum_id=1, digest="d" * 64, salt="salt", text="Councillor A. Example"))
    await session.flush()


def notice(number: int, destination: str = "log", *, forum_id: int = 1, not_before: datetime = NOON) -> Outbox:
    """A waiting notice, made at noon."""
    return Outbox(
        forum_id=forum_id,
        destination=destination,
        action="post",
        subject=number,
        key=f"{destination}-{number}",
        not_before=not_before,
        created_at=NOON,
    )
