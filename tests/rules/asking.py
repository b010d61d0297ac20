"""Questions and agendas of a chronicle: what can become of them, at random but always the same."""

import random
from contextlib import suppress
from datetime import timedelta

from bot.rules import facts as f, published, question
from bot.rules.errors import Refused
from bot.rules.question import Question, questions
from bot.rules.session import session_standing
from bot.rules.words import Extent, State, Via, Way
from tests.rules.chronicle import Chronicle


def known(told: Chronicle) -> dict[int, Question]:
    return questions(entry for entry in told.entries if entry.fact.kind in question.KINDS)


def puts(told: Chronicle, number: int, item: int) -> int:
    """By a letter of that invitation, which has left; the item is accepted for its session and body first."""
    to, asked = told.now(number), item * 100 + told.now(number).organisation
    told.add(f.ItemAccepted(item=item, session=to.session, organisation=to.organisation, **told.mark()))
    now = known(told).get(asked)
    running = now is not None and question.arrived(now, {one: told.now(one) for one in now.invitations})
    mark = told.mark(Via.MAIL)
    told.add(question.put(now, asked, item, to.session, to, told.terms, running=running, **mark))
    return asked


def answers(told: Chronicle, number: int, extent: Extent, invitation: int | None = None) -> int:
    now = known(told)[number]
    by = now.invitations[-1] if invitation is None else invitation
    text = told.text(f"Answer {len(told.entries)}")
    fact = question.answer(
        now, by, extent, Way.IN_WRITING, told.terms, text=text, new_words=True, **told.mark(Via.LINK)
    )
    return told.add(fact).seq


def reminds(told: Chronicle, number: int) -> None:
    now = known(told)[number]
    told.add(question.remind(now, now.invitations[-1], **told.mark(Via.MAIL)))


def carries(told: Chronicle, number: int, to: int) -> None:
    now = session_standing(told.of_session[to])
    told.add(question.carry(known(told)[number], now, **told.mark(Via.TIMETABLE)))


def publishes(told: Chronicle, session: int, *items: int) -> None:
    history = told.of_session[session]
    now, mark = session_standing(history), told.mark(Via.TIMETABLE)
    before = published.published(history)
    fact = published.change(now, before, items, **mark) if before else published.publish(now, before, items, **mark)
    if fact is not None:
        told.add(fact)


def a_day_of_questions(told: Chronicle, chance: random.Random) -> None:
    """Something happens to one of them, or a new one is put; what the rules refuse does not."""
    fitting = [n for n in told.session_of if told.now(n).state not in (State.TO_SEND, State.CANCELLED, State.WITHDRAWN)]
    asked = sorted(known(told))
    with suppress(Refused):
        match chance.randint(0, 6) if asked else 0:
            case 0 if fitting:
                item = chance.randint(20, 29)
                if all(one.item != item for one in known(told).values()):
                    puts(told, chance.choice(fitting), item)
            case 1 | 2:
                answers(told, chance.choice(asked), chance.choice(list(Extent)))
            case 3 | 4:
                reminds(told, chance.choice(asked))
            case 5 if chance.random() < 0.3:
                told.add(question.withdraw(known(told)[chance.choice(asked)], **told.mark()))
            case 6:
                carries(told, chance.choice(asked), chance.choice(list(told.of_session)))


def by_chance(seed: int, days: int = 90) -> Chronicle:
    """Everything else that can happen, and questions besides."""
    told, chance, asks = Chronicle.begun(), random.Random(seed), random.Random(seed + 1_000)
    for day in range(days):
        told.a_day_of(chance)
        a_day_of_questions(told, asks)
        if day in (30, 60):
            told.pause(told.today + timedelta(days=2), told.today + timedelta(days=12), asks.choice((None, 1, 2)))
    return told
