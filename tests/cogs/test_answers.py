"""One visible answer, whatever Discord, the database or we ourselves do in between."""

import asyncio
from collections.abc import Callable, Coroutine
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.chat import delivery
from bot.clerk import ForumCard
from tests.cogs.conftest import OneForum
from tests.discord_world import Answer, World

CALLBACK = "/interactions/*/*/callback"


def http_error(kind: type[discord.HTTPException], status: int, code: int) -> discord.HTTPException:
    return kind(SimpleNamespace(status=status, reason="scripted"), {"code": code, "message": "scripted"})


def lost_after_arrival(
    monkeypatch: pytest.MonkeyPatch, where: type, method: str, error: Callable[[], Exception]
) -> None:
    """Discord does what it is told, and the answer to that is lost."""
    real = getattr(where, method)

    async def told(self: Any, *args: Any, **kwargs: Any) -> None:
        await real(self, *args, **kwargs)
        if isinstance(self, discord.InteractionResponse):
            self._response_type = None
        raise error()

    monkeypatch.setattr(where, method, told)


def alone(world: World, given: Answer) -> list[tuple[str, bool]]:
    return [(world.words(given), message.ephemeral) for message in world.messages(given)]


async def during(verb: Coroutine[Any, Any, Answer], until: Callable[[], bool]) -> asyncio.Task[Answer]:
    task = asyncio.create_task(verb)
    while not until() and not task.done():  # noqa: ASYNC110
        await asyncio.sleep(0)
    return task


@pytest.mark.parametrize("command", ["sample card", "sample menu"])
async def test_a_command_is_acknowledged_before_anything_is_looked_up(
    sample: World, clerk: OneForum, command: str
) -> None:
    clerk.free.clear()

    def acknowledged() -> bool:
        return any(request.path.endswith("/callback") for request in sample.env.http_requests)

    task = await during(sample.slash(sample.hana, command), acknowledged)
    assert acknowledged()
    assert not task.done()
    clerk.free.set()
    assert sample.words(await task)


async def test_a_button_is_acknowledged_before_anything_is_looked_up(sample: World, clerk: OneForum) -> None:
    card = await sample.slash(sample.cal, "sample card")
    clerk.free.clear()
    before = len(sample.env.http_requests)
    task = await during(sample.press(sample.cal, card, "Me too"), lambda: len(sample.env.http_requests) > before)
    assert not task.done()
    clerk.free.set()
    assert sample.words(await task) == "Item 7 has you too."


async def test_a_refusal_is_said_as_written_to_the_person_alone(sample: World) -> None:
    given = await sample.slash(sample.cal, "sample fail", how="refuse")
    assert alone(sample, given) == [("That *date* is past. Please type a later one.", True)]
    assert sample.texts(sample.chat, sample.cara) == []


async def test_a_bug_in_a_command_is_answered_with_its_reference(sample: World) -> None:
    given = await sample.slash(sample.cal, "sample fail", how="break")
    reference = sample.mishaps[0].split("reference ")[1][:4]
    sentence = f"Something went wrong on our side. Nothing was recorded. (reference {reference})"
    assert alone(sample, given) == [(sentence, True)]


async def test_nobody_is_told_that_nothing_was_recorded_when_it_was(sample: World) -> None:
    given = await sample.slash(sample.cal, "sample fail", how="after keeping")
    assert sample.words(given).startswith("This was recorded, but we could not show you the answer.")
    assert len(sample.mishaps) == 1
    given = await sample.slash(sample.cal, "sample fail", how="break")
    assert "Nothing was recorded" in sample.words(given), "what one interaction kept says nothing about the next"
    assert len(sample.mishaps) == 1


async def test_a_bug_after_the_answer_makes_no_second_one(sample: World) -> None:
    given = await sample.slash(sample.cal, "sample fail", how="after answering")
    assert alone(sample, given) == [("Done.", False)]
    assert len(sample.mishaps) == 1


async def test_what_was_promised_to_the_channel_can_be_said_aside(sample: World) -> None:
    given = await sample.slash(sample.cal, "sample fail", how="aside")
    assert alone(sample, given) == [("Only you see this.", True)]
    assert sample.texts(sample.chat, sample.cara) == []


async def test_an_acknowledgement_whose_answer_was_lost_is_not_sent_twice(
    sample: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost_after_arrival(
        monkeypatch, discord.InteractionResponse, "defer", lambda: http_error(discord.HTTPException, 400, 40060)
    )
    assert alone(sample, await sample.slash(sample.hana, "sample hosts", session="a"))[0][1] is False
    assert len(sample.texts(sample.chat)) == 1


async def test_an_answer_in_doubt_is_not_given_twice(sample: World, monkeypatch: pytest.MonkeyPatch) -> None:
    lost_after_arrival(
        monkeypatch,
        discord.Interaction,
        "edit_original_response",
        lambda: http_error(discord.DiscordServerError, 502, 0),
    )
    given = await sample.slash(sample.hana, "sample hosts", session="a")
    assert len(sample.messages(given)) == 1
    assert "Role.HOST" in sample.words(given)
    assert "502" in sample.mishaps[0]


async def test_an_answer_that_discord_refuses_is_replaced_by_a_sentence(sample: World) -> None:
    sample.env.inject_error("PATCH", "/webhooks/*/*/messages/@original", status=400, code=50035, message="Too long")
    given = await sample.slash(sample.cal, "sample card")
    assert alone(sample, given)[0][1] is True
    assert "Nothing was recorded" in sample.words(given)
    assert "50035" in sample.mishaps[0]


async def test_nothing_is_done_for_an_interaction_that_came_too_late(sample: World, clerk: OneForum) -> None:
    clerk.free.clear()  # whoever looked anybody up would wait for ever
    sample.env.inject_error("POST", CALLBACK, status=404, code=10062, message="Unknown interaction")
    given = await sample.slash(sample.cal, "sample card")
    assert sample.messages(given) == []


async def test_a_public_answer_past_its_time_is_said_in_the_channel(sample: World) -> None:
    sample.env.inject_error(
        "PATCH", "/webhooks/*/*/messages/@original", status=401, code=50027, message="Invalid Webhook Token"
    )
    await sample.slash(sample.cal, "sample card")
    assert sample.texts(sample.chat)[-1].startswith("## The agenda")


async def test_a_private_answer_past_its_time_is_said_to_nobody(sample: World) -> None:
    sample.env.inject_error(
        "PATCH", "/webhooks/*/*/messages/@original", status=401, code=50027, message="Invalid Webhook Token"
    )
    await sample.slash(sample.hana, "sample menu")
    assert "Invite" not in "".join(sample.texts(sample.chat, sample.cara))


async def test_a_discord_that_does_not_answer_is_not_waited_for(
    sample: World, clerk: OneForum, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(*_: Any, **__: Any) -> None:
        await asyncio.Event().wait()

    look_up = clerk.forum_of

    async def then_impatient(guild_id: int) -> ForumCard | None:
        # Nought, because SimCord moves no clock while somebody waits for something that it does not know.
        monkeypatch.setattr(delivery, "PATIENCE", 0.0)
        return await look_up(guild_id)

    monkeypatch.setattr(clerk, "forum_of", then_impatient)
    monkeypatch.setattr(discord.Interaction, "edit_original_response", hang)
    await sample.slash(sample.hana, "sample hosts")
    assert "TimeoutError" in sample.mishaps[0]


async def test_no_answer_can_ping_anybody(sample: World) -> None:
    card = await sample.slash(sample.cal, "sample card")
    await sample.press(sample.cal, card, "Me too")
    await sample.slash(sample.cal, "sample fail", how="aside")
    await sample.press(sample.stan, await sample.slash(sample.stan, "sample log"), "Next")
    sent = [request.json for request in sample.env.http_requests if request.method in ("PATCH", "POST")]
    bodies = [body.get("data", body) for body in sent if isinstance(body, dict)]
    said = [body for body in bodies if body.get("content") or body.get("components")]
    assert len(said) >= 6
    assert all(body["allowed_mentions"] == {"parse": []} for body in said)
