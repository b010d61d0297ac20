"""Who may do what: one table, closed by default."""

import pytest

from bot.rules.errors import Refused
from bot.rules.permissions import ALLOWED, Act, Role, permitted, require


def test_every_act_is_on_the_page() -> None:
    assert set(ALLOWED) == set(Act)


@pytest.mark.parametrize("act", Act)
def test_nobody_may_do_anything_without_a_role(act: Act) -> None:
    assert not permitted(act, ())


@pytest.mark.parametrize("act", Act)
def test_a_stranger_may_only_read_ask_and_see_to_what_is_their_own(act: Act) -> None:
    """Somebody who has lost the carers' role still has what is kept about them erased."""
    reading = {Act.ASK_FOR_HELP, Act.READ_THE_AGENDA, Act.READ_THE_RECORD}
    assert permitted(act, {Role.ANYONE}) is (act in reading | {Act.SEE_WHAT_IS_KEPT, Act.TELL_A_HOST})


@pytest.mark.parametrize("act", Act)
def test_a_host_may_do_what_a_carer_may(act: Act) -> None:
    if permitted(act, {Role.ANYONE, Role.CARER}):
        assert permitted(act, {Role.ANYONE, Role.HOST})


def test_managing_the_server_does_not_make_a_host() -> None:
    assert not permitted(Act.CORRECT_THE_RECORD, {Role.ANYONE, Role.STEWARD})


def test_a_refusal_says_who_could() -> None:
    with pytest.raises(Refused, match="Only this forum’s hosts can do that"):
        require(Act.INVITE, {Role.ANYONE, Role.CARER})
    with pytest.raises(Refused, match="carers of this forum and this forum’s hosts"):
        require(Act.RAISE_AN_ITEM, {Role.ANYONE})
