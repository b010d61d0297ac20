"""/record: putting right what the record says. An entry is never changed: the correction stands under it, for ever."""

from dataclasses import dataclass

from discord import ButtonStyle, app_commands
from discord.ext import commands

from bot import letters
from bot.cards.invitation import correction_card, noted_card
from bot.client import ForumClerk
from bot.rules import correction as rules, facts as f, invitation as invitation_rules
from bot.rules.correction import replayed
from bot.rules.hiding import CLASSES
from bot.rules.terms import Mark
from bot.rules.tongue import capital
from bot.rules.wording import ANSWERS, PRESENCES, REASONS, correction, say
from bot.rules.words import Answer, Presence, Purpose, Reason, Via
from bot.transaction import Transaction
from bot.view import History, View
from bot.ways import Ways
from cogs._button import Button
from cogs._card import Card
from cogs._choices import CorrectableChoice, DisputedChoice, HideableChoice
from cogs._deciding import ask_about
from cogs._desk import reading, writing
from cogs._hiding import ask_to_hide
from cogs._may import Act, Interaction, may
from cogs._reply import reply
from db import models, papers

VOID = "void"
WHATS = (
    {VOID: "It did not happen"}
    | {answer.value: f"The answer was: {words}" for answer, words in ANSWERS.items()}
    | {presence.value: f"Attendance: {words}" for presence, words in PRESENCES.items()}
)
REASONS_TO_CORRECT = (
    Reason.OUR_MISTAKE,
    Reason.TOLD_BY_THE_OFFICIAL,
    Reason.NEW_INFORMATION,
    Reason.WRONG_ADDRESS,
)


@dataclass(frozen=True)
class Wish:
    """Entry `seq` is to be read as `what`: void, an answer or a presence."""

    seq: int
    what: str
    reason: Reason

    @property
    def answer(self) -> Answer | None:
        return Answer(self.what) if self.what in list(Answer) else None

    @property
    def presence(self) -> Presence | None:
        return Presence(self.what) if self.what in list(Presence) else None


class Correct(Button):
    """`subject` is the entry; `extra` says what it is to be read as, and why."""

    name, act, label, style = "correct-entry", Act.CORRECT_THE_RECORD, "Correct it", ButtonStyle.danger

    async def pressed(self, interaction: Interaction, subject: int) -> None:
        what, _, reason = self.extra.partition(".")
        async with writing(interaction) as tx:
            card = await correct(tx, interaction.client.clerk.ways, Wish(subject, what, Reason(reason)))
        await reply(interaction, card)


class RecordCommands(commands.GroupCog, group_name="record", description="Putting the record right"):
    @app_commands.command(description="Correct an entry. It stays, and the correction stands under it")
    @app_commands.describe(entry="The number before the entry", what="What is true", reason="Why it was wrong")
    @app_commands.choices(
        what=[app_commands.Choice(name=capital(words), value=value) for value, words in WHATS.items()],
        reason=[app_commands.Choice(name=capital(REASONS[one]), value=one.value) for one in REASONS_TO_CORRECT],
    )
    @may(Act.CORRECT_THE_RECORD)
    async def correct(self, interaction: Interaction, entry: CorrectableChoice, what: str, reason: str) -> None:
        wish = Wish(entry, what, Reason(reason))
        async with reading(interaction) as view:
            history = await _history(view, entry)
            fact = _corrected(history, wish, Mark(at=view.now, by=f.CLERK, via=Via.HOST))
            reads = next(one for one in replayed(history) if one.seq == entry)
            sentence = say(reads.fact, await view.about(reads))
            will_say = correction(fact, await view.about(f.Entry(0, fact)))
            told = await _was_written_to(view, fact.invitation)
        press = Correct.on(entry, f"{wish.what}.{wish.reason}")
        await reply(interaction, correction_card(entry, sentence, will_say, press, told))

    @app_commands.command(description="Decide a dispute: is the entry wrong, or does it stand?")
    @app_commands.describe(entry="The number of the entry that is disputed")
    @may(Act.CORRECT_THE_RECORD)
    async def dispute(self, interaction: Interaction, entry: DisputedChoice) -> None:
        async with reading(interaction) as view:
            card = await ask_about(view, entry)
        await reply(interaction, card)

    @app_commands.command(description="Hide what an entry says; that it was hidden, and why, stays")
    @app_commands.describe(entry="The number before the entry", class_="Why it cannot stay in public")
    @app_commands.rename(class_="class")
    @app_commands.choices(class_=[app_commands.Choice(name=capital(REASONS[one]), value=one.value) for one in CLASSES])
    @may(Act.CORRECT_THE_RECORD)
    async def hide(self, interaction: Interaction, entry: HideableChoice, class_: str) -> None:
        async with reading(interaction) as view:
            card = await ask_to_hide(view, entry, Reason(class_))
        await reply(interaction, card)


async def correct(tx: Transaction, ways: Ways, wish: Wish) -> Card:
    """Put it on the record and tell the official. Raises `Refused` where it has been done already."""
    history = await _history(tx, wish.seq)
    wrong = next((entry.fact for entry in history if entry.seq == wish.seq), None)
    fact = tx.record(_corrected(history, wish, tx.mark(Via.HOST)))
    number = tx.head.seq
    sentence = say(fact, await tx.about(f.Entry(number, fact)))
    said = [await _tell(tx, ways, fact, sentence)]
    if wish.what == VOID and isinstance(wrong, f.NoReplyRecorded):
        said += await _keep_back(tx, fact)
    return noted_card(number, sentence, [one for one in said if one], heading="Corrected")


async def _history(view: View, seq: int) -> History:
    """The entries of the invitation that entry `seq` is about; none where it is about something else."""
    fact = (await view.entry(seq)).fact
    return await view.history(fact.invitation) if isinstance(fact, f.InvitationFact) else ()


def _corrected(history: History, wish: Wish, mark: Mark) -> f.Corrected:
    return rules.correct(history, wish.seq, answer=wish.answer, presence=wish.presence, reason=wish.reason, **mark)


async def _was_written_to(view: View, invitation_id: int) -> bool:
    return any(letter.sent_at is not None for letter in await papers.letters(view.db, invitation_id))


async def _tell(tx: Transaction, ways: Ways, fact: f.Corrected, sentence: str) -> str:
    if not await _was_written_to(tx, fact.invitation):
        return ""
    invitation = await tx.db.get_one(models.Invitation, fact.invitation)
    official = await tx.db.get_one(models.Official, invitation.official_id)
    if ways.mail and not official.email:
        return "They cannot be told by letter, for there is no e-mail address: /official edit adds one."
    await letters.write(tx, ways, fact.invitation, Purpose.CORRECTION, sentence=sentence)
    return "The official is told by letter."


async def _keep_back(tx: Transaction, fact: f.Corrected) -> list[str]:
    """What was published wrongly must not be published again by the next sweep, before somebody has looked into it."""
    now = await tx.standing(fact.invitation)
    if now.answer is not None or now.held_back:
        return []
    tx.record(invitation_rules.hold_back(now, fact.reason, **tx.mark(Via.HOST)))
    return [
        "Nothing is published about this invitation until you release it with /invitation hold. "
        "If they replied, note it with /invitation note."
    ]


async def setup(client: ForumClerk) -> None:
    await client.add_cog(RecordCommands())
