"""Named queries on questions, and on what carers say of an answer."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Question, Verdict


async def of(db: AsyncSession, item_id: int, organisation_id: int) -> Question | None:
    query = select(Question).where(Question.item_id == item_id, Question.organisation_id == organisation_id)
    return (await db.execute(query)).scalar_one_or_none()


async def all_of(db: AsyncSession, forum_id: int) -> Sequence[Question]:
    query = select(Question).where(Question.forum_id == forum_id)
    return (await db.execute(query.order_by(Question.id))).scalars().all()


async def verdicts(db: AsyncSession, question_id: int, entry: int) -> Counter[str]:
    """How many carers said what of the answer with this number."""
    query = select(Verdict.said, func.count()).where(Verdict.question_id == question_id, Verdict.entry == entry)
    counted: Counter[str] = Counter()
    for said, many in await db.execute(query.group_by(Verdict.said)):
        counted[said] = many
    return counted


async def verdict_of(db: AsyncSession, question_id: int, member_id: int) -> Verdict | None:
    query = select(Verdict).where(Verdict.question_id == question_id, Verdict.member_id == member_id)
    return (await db.execute(query)).scalar_one_or_none()


async def verdicts_by(db: AsyncSession, member_id: int) -> Sequence[tuple[Verdict, int]]:
    """What one person said of answers, with the item that each was about."""
    query = select(Verdict, Question.item_id).join(Question, Question.id == Verdict.question_id)
    rows = await db.execute(query.where(Verdict.member_id == member_id).order_by(Verdict.id))
    return [(verdict, item) for verdict, item in rows]


async def forget_whose(db: AsyncSession, member_id: int) -> None:
    """What they said stays counted, and nothing says whose it was."""
    theirs = update(Verdict).where(Verdict.member_id == member_id)
    await db.execute(theirs.values(member_id=None).execution_options(synchronize_session="fetch"))
