"""What follows from a fact: each is told once, where it belongs."""

import pytest

from bot.rules import facts as f
from bot.rules.notices import Action, Destination, is_public_news, notices, speaks_of
from bot.rules.words import Answer, Extent, Reason, Way
from tests.rules.tale import Tale, silent


def _told(tale: Tale) -> list[tuple[Destination, Action, int]]:
    *before, last = tale.entries
    return [(notice.destination, notice.action, notice.subject) for notice in notices(last.seq, last.fact, before)]


def test_a_reply_goes_to_the_log_and_to_the_sessions_card() -> None:
    assert _told(Tale().send().answer()) == [
        (Destination.LOG, Action.POST_ENTRY, 4),
        (Destination.CHAT, Action.SESSION_CARD, 1),
    ]


def test_a_bounce_is_told_to_the_hosts() -> None:
    assert (Destination.HOSTS, Action.TELL_BOUNCE, 1) in _told(Tale().send().bounce())


def test_a_replaced_address_edits_everything_that_it_had_caused() -> None:
    tale = Tale().send().let_time_pass(10).bounce().replace_address()
    edited = [subject for _, action, subject in _told(tale) if action is Action.EDIT_ENTRY]
    assert [tale.entries[seq - 1].fact.kind for seq in edited] == ["sent", "reminded", "bounced"]


def test_a_correction_edits_the_entry_that_it_corrects_and_no_other() -> None:
    tale = Tale().send().answer().correct(4, answer=Answer.DEPUTY)
    assert [subject for _, action, subject in _told(tale) if action is Action.EDIT_ENTRY] == [4]


def test_a_statement_is_put_beside_no_reply() -> None:
    tale = silent().publish()
    tale.add(f.StatementMade(invitation=1, text=tale.entries[0].fact.title, **tale.mark()))  # type: ignore[attr-defined]
    assert [subject for _, action, subject in _told(tale) if action is Action.EDIT_ENTRY] == [7]
    assert speaks_of(tale.entries[-1].fact, 7, tale.entries[6].fact)


def test_what_was_only_decided_is_not_news_yet() -> None:
    tale = Tale()
    assert not is_public_news(tale.entries[1].fact)
    assert notices(2, tale.entries[1].fact, tale.entries[:1]) == ()


@pytest.mark.parametrize("reason", [Reason.OUT_OF_SCOPE, Reason.PERSONAL_CASE])
def test_the_author_is_told_what_became_of_an_item(reason: Reason) -> None:
    tale = Tale()
    fact = f.ItemDeclined(item=12, reason=reason, **tale.mark())
    assert (Destination.CARER, Action.ITEM_NEWS, 12) in [(n.destination, n.action, n.subject) for n in notices(3, fact)]


def test_a_thread_is_begun_under_the_card_and_follows_a_move_and_the_opening() -> None:
    tale = Tale()
    moved = f.Moved(session=7, starts=tale.mark()["at"], ends=tale.mark()["at"], **tale.mark())
    told = [
        [n.action for n in notices(9, fact)]
        for fact in (tale.entries[0].fact, moved, f.Opened(session=7, **tale.mark()))
    ]
    assert [Action.SESSION_THREAD in one for one in told] == [False, True, True]
    assert all(Action.SESSION_CARD in one for one in told)


def test_no_two_notices_of_a_history_have_the_same_key() -> None:
    tale = silent().publish().answer().correct(8, answer=Answer.DEPUTY)
    keys = [
        notice.key
        for n, entry in enumerate(tale.entries)
        for notice in notices(entry.seq, entry.fact, tale.entries[:n])
    ]
    assert len(keys) == len(set(keys))


def test_an_answer_goes_to_the_log_the_chat_and_the_carer_who_asked() -> None:
    tale = Tale().send()
    about = {"invitation": 1, "question": 4, "item": 12, "text": None, "on": tale.today, "days_late": 0}
    tale.add(f.QuestionAnswered(extent=Extent.ANSWERED, way=Way.IN_WRITING, **about, **tale.mark()))  # type: ignore[arg-type]
    assert _told(tale) == [
        (Destination.LOG, Action.POST_ENTRY, 4),
        (Destination.CHAT, Action.ITEM_CARD, 12),
        (Destination.CARER, Action.ITEM_NEWS, 12),
        (Destination.CHAT, Action.ANSWER_CARD, 4),
    ]


def test_of_a_reminder_of_a_question_nobody_is_told() -> None:
    tale = Tale().send()
    tale.add(f.QuestionReminded(invitation=1, question=4, item=12, **tale.mark()))
    assert _told(tale) == []
