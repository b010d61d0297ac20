"""Forms: through a restart, by two people at once, and given back with every word when they are refused."""

import asyncio

import pytest

from bot.chat import drafts, gate
from tests.cogs.conftest import OneForum
from tests.discord_world import World

TYPED = {"title": "refuse", "details": "# First\n@everyone [x](https://evil.example)", "shown": "unnamed"}


async def test_a_form_brings_its_answers_and_what_it_was_opened_about(sample: World) -> None:
    card = await sample.slash(sample.cal, "sample card")
    form = await sample.press(sample.cal, card, "Raise another")
    answer = await sample.submit(sample.cal, form, title="Bus *passes*", shown="named")
    assert sample.words(answer).splitlines() == ["## Raised", "Bus *passes*", "named", "5 "]


async def test_every_kind_of_field_is_filled_in_and_read(sample: World) -> None:
    form = await sample.slash(sample.hana, "sample settings")
    assert sample.filled(form)["few"] == ["b"]
    answer = await sample.submit(sample.hana, form, kinds=["1", "11"], many=["24"], public=False)
    assert sample.words(answer) == f"{sample.host_role.id} (['1', '11'], ['b'], ['24']) False"


async def test_a_message_menu_fills_the_form_from_the_message(sample: World) -> None:
    message = await sample.say(sample.cara, "Respite at night?")
    form = await sample.menu(sample.cal, "Raise at the forum", message)
    assert sample.filled(form) == {"title": "Respite at night?", "shown": "unnamed"}
    assert sample.words(await sample.submit(sample.cal, form)).endswith("3 menu")


async def test_a_form_opened_before_a_restart_is_taken_after_it(sample: World) -> None:
    form = await sample.slash(sample.cal, "sample raise")
    await sample.restart()
    assert "Respite" in sample.words(await sample.submit(sample.cal, form, title="Respite", shown="named"))


async def test_two_people_with_the_same_form_are_both_heard(sample: World) -> None:
    first = await sample.slash(sample.cal, "sample raise")
    second = await sample.slash(sample.cara, "sample raise")
    assert "From Cara" in sample.words(await sample.submit(sample.cara, second, title="From Cara", shown="named"))
    assert "From Cal" in sample.words(await sample.submit(sample.cal, first, title="From Cal", shown="named"))


async def test_a_refused_form_comes_back_with_every_word_and_can_be_tried_again(sample: World) -> None:
    form = await sample.slash(sample.cal, "sample raise")
    answer = await sample.submit(sample.cal, form, **TYPED)
    assert answer.ephemeral
    assert sample.words(answer).splitlines() == [
        "## Not taken down yet",
        "This is on the agenda already: *item 4*.",
        "What you typed:",
        "> refuse",
        "",
        "> # First",
        "> @everyone [x](https://evil.example)",
    ]
    again = await sample.press(sample.cal, answer, "Try again")
    assert sample.filled(again) == TYPED
    assert "Better" in sample.words(await sample.submit(sample.cal, again, title="Better"))


async def test_a_form_that_met_a_bug_comes_back_too(sample: World) -> None:
    form = await sample.slash(sample.cal, "sample raise")
    answer = await sample.submit(sample.cal, form, **{**TYPED, "title": "break"})
    (mishap,) = sample.mishaps
    assert "ZeroDivisionError" in mishap
    assert mishap.split("reference ")[1][:4] in sample.words(answer)
    assert "> # First" in sample.words(answer)
    assert sample.labels(answer) == ["Try again"]


async def test_a_form_that_was_recorded_is_not_offered_again(sample: World) -> None:
    form = await sample.slash(sample.cal, "sample raise")
    answer = await sample.submit(sample.cal, form, **{**TYPED, "title": "keep and break"})
    assert sample.words(answer).startswith("This was recorded")
    assert sample.labels(answer) == []
    assert len(sample.mishaps) == 1


async def test_after_a_restart_the_words_still_stand_in_the_message(sample: World) -> None:
    form = await sample.slash(sample.cal, "sample raise")
    answer = await sample.submit(sample.cal, form, **TYPED)
    await sample.restart()
    assert "no longer holds this draft" in sample.words(await sample.press(sample.cal, answer, "Try again"))
    assert "> # First" in sample.words(answer)


async def test_words_too_long_for_a_card_come_back_as_a_file(sample: World) -> None:
    form = await sample.slash(sample.cal, "sample raise")
    answer = await sample.submit(sample.cal, form, title="refuse", details="Wē! " * 1_000, shown="named")
    (file,) = sample.messages(answer)[0].attachments
    assert file.filename == "what-you-typed.txt"
    assert (await file.read()).decode() == "refuse\n\n" + "Wē! " * 1_000


async def test_a_form_of_an_older_version_gives_the_words_back(sample: World) -> None:
    form = await sample.slash(sample.cal, "sample raise")
    sample.bot.doors = {}
    answer = await sample.submit(sample.cal, form, **TYPED)
    assert "older version" in sample.words(answer)
    assert "> # First" in sample.words(answer)


async def test_who_may_not_hand_it_in_is_not_shown_it(sample: World) -> None:
    answer = await sample.slash(sample.stan, "sample raise")
    assert answer.modal is None
    assert sample.words(answer).startswith("Only carers")


async def test_who_lost_the_role_in_between_cannot_hand_it_in(sample: World) -> None:
    form = await sample.slash(sample.cal, "sample raise")
    sample.env.backend.remove_member_role(sample.guild.id, sample.cal.id, sample.carer_role.id)
    assert "Only carers" in sample.words(await sample.submit(sample.cal, form, title="Respite", shown="named"))


async def test_a_form_opens_while_nobody_can_be_looked_up_and_is_checked_when_handed_in(
    sample: World, clerk: OneForum, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "PATIENCE", 0.0)
    clerk.free.clear()
    form = await sample.slash(sample.stan, "sample raise")
    assert form.modal is not None
    clerk.free.set()
    assert "Only carers" in sample.words(await sample.submit(sample.stan, form, title="Respite", shown="named"))


async def test_a_form_that_must_be_filled_in_first_asks_to_try_again_while_busy(
    sample: World, clerk: OneForum, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "PATIENCE", 0.0)
    clerk.free.clear()
    assert "busy just now" in sample.words(await sample.slash(sample.hana, "sample settings"))
    assert await sample.autocomplete(sample.hana, "sample hosts", "session", "a") == []


async def test_a_draft_is_its_writers_own_and_the_oldest_give_way() -> None:
    kept = drafts.Drafts()
    first = kept.keep(drafts.Draft(1, "raise", 0, "", {"title": "a"}))
    assert kept.find(first, user_id=2) is None
    for _ in range(drafts.MOST - 1):
        kept.keep(drafts.Draft(1, "raise", 0, "", {}))
    assert kept.find(first, user_id=1) is not None
    last = kept.keep(drafts.Draft(1, "raise", 0, "", {}))
    assert kept.find(first, user_id=1) is None
    kept.forget(last)
    assert kept.find(last, user_id=1) is None
    await asyncio.sleep(0)
