"""What a forum shows of itself: after it was set up, in its settings, to whoever asks what it is, and its terms."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.access import Lack
from bot.calendars import NATIONS
from bot.cards import FORUM_CHANNELS, FORUM_CHECK, FORUM_LANGUAGE, FORUM_NAMES, FORUM_ROLES
from bot.chat.card import RULE, Block, Card, Link, Press, Tone
from bot.chat.custom_id import CustomId
from bot.chat.text import line, plural, quote
from bot.locale import ENGLISH, LANGUAGES
from bot.rules.policy import CALLED, PATIENCE, Policy
from bot.rules.tongue import capital
from bot.view import View
from bot.ways import Ways


@dataclass(frozen=True, kw_only=True)
class ForumSheet:
    """A forum as its papers and its record give it. `hosts` and `carers` are names of roles."""

    name: str
    slug: str
    nation: str
    hosts: str | None
    language: str = ENGLISH
    area: str | None = None
    charter: str | None = None
    carers: str | None = None
    chat_channel_id: int | None = None
    log_channel_id: int | None = None
    host_channel_id: int | None = None
    policy: Policy = field(default_factory=Policy)
    entries: int = 0
    page: str | None = None
    method: str | None = None
    letters_by_mail: bool = False


def forum_sheet(view: View, ways: Ways, *, hosts: str | None, carers: str | None, entries: int) -> ForumSheet:
    row = view.forum
    return ForumSheet(
        name=row.name,
        slug=row.slug,
        nation=row.nation,
        hosts=hosts,
        language=row.language,
        area=row.area,
        charter=row.charter,
        carers=carers,
        chat_channel_id=row.chat_channel_id,
        log_channel_id=row.log_channel_id,
        host_channel_id=row.host_channel_id,
        policy=view.terms.policy,
        entries=entries,
        page=ways.page(row.slug),
        method=ways.page(row.slug, "method"),
        letters_by_mail=ways.mail is not None,
    )


def founded_card(sheet: ForumSheet, lacks: Sequence[Lack], buttons: Sequence[Press | Link] = ()) -> Card:
    """What has been made, what is still in the way, and what to do next."""
    return Card(
        f"{line(sheet.name)} is open",
        (_settings(sheet), *_amiss(lacks), RULE, NEXT),
        buttons,
        tone=Tone.CARE if lacks else Tone.GOOD,
    )


NEXT = (
    "**What to do next**\n"
    "1. /forum charter: say in a few words who you are; it stands in every letter.\n"
    "2. /organisation add and /official add: whom you want to invite. /official import takes a whole list.\n"
    "3. /session schedule: call the first session.\n"
    "4. Tell carers that they can raise what matters to them with /agenda raise.\n"
    "/help shows everything, by role."
)


SETTINGS = {
    FORUM_NAMES: "Name and area",
    FORUM_ROLES: "Roles",
    FORUM_CHANNELS: "Channels",
    FORUM_LANGUAGE: "Language",
    FORUM_CHECK: "Check again",
}


def settings_card(sheet: ForumSheet, lacks: Sequence[Lack], note: str = "") -> Card:
    """As it is set up now. `note` says what was just done."""
    said = [*([note] if note else ()), _settings(sheet), *_amiss(lacks)]
    return Card(
        f"Settings of {line(sheet.name)}",
        [*said, *(() if lacks else ("Everything the clerk needs in this server is there.",))],
        [Press(CustomId(name), label) for name, label in SETTINGS.items()],
        tone=Tone.CARE if lacks else Tone.GOOD,
    )


def _settings(sheet: ForumSheet) -> str:
    def channel(number: int | None, without: str) -> str:
        return f"<#{number}>" if number is not None else without

    hosts = f"those with the role “{line(sheet.hosts)}”" if sheet.hosts else "nobody: the role is gone"
    carers = f"those with the role “{line(sheet.carers)}”" if sheet.carers else "everybody in this server"
    letters = "by mail" if sheet.letters_by_mail else "handed to the hosts here, to send themselves"
    lines = (
        ("Area", line(sheet.area) if sheet.area else "not said"),
        ("Nation", f"{NATIONS[sheet.nation]} (its public holidays count)"),
        ("Web pages", f"in {LANGUAGES[sheet.language]}"),
        ("Hosts", hosts),
        ("Carers", carers),
        ("Chat", channel(sheet.chat_channel_id, "no channel; session cards are not posted")),
        ("Public log", channel(sheet.log_channel_id, "no channel; the record is read with /engagement log")),
        ("To the hosts", channel(sheet.host_channel_id, "a direct message to whoever set this forum up")),
        ("Letters", letters),
    )
    return "\n".join(f"**{name}:** {words}" for name, words in lines)


def _amiss(lacks: Sequence[Lack]) -> Iterator[Block]:
    if lacks:
        yield RULE
        yield "**Still in the way**\n" + "\n".join(f"- {line(lack.what)} {line(lack.todo)}" for lack in lacks)


def about_card(sheet: ForumSheet) -> Card:
    """For anybody: who this is, and by which rules its record is kept."""
    where = f" in {line(sheet.area)}" if sheet.area else ""
    hosts = f" Its hosts are those with the role “{line(sheet.hosts)}”." if sheet.hosts else ""
    blocks: list[Block] = [f"A forum of unpaid carers{where}.{hosts}"]
    if sheet.charter:
        blocks += ["**Its charter**", quote(sheet.charter)]
    blocks += [RULE, RECORD, f"**The terms (version {sheet.policy.version})**\n{terms(sheet.policy)}"]
    links = [Link("The public record", sheet.page)] if sheet.page else []
    links += [Link("How it is kept", sheet.method)] if sheet.method else []
    return Card(
        line(sheet.name),
        blocks,
        links,
        footer=f"The record holds {plural(sheet.entries, 'entry', 'entries')}. /engagement log reads it.",
    )


RECORD = (
    "**How the record is kept**\n"
    "Whom we invite, when, and what comes of it is written down entry by entry. Nothing is changed afterwards: a "
    "mistake is answered by a visible correction. Thanks stand before everything else. An organisation can reply, "
    "correct an entry or add a statement at any time. Carers are never named. Anybody can take the whole record "
    "(/engagement export) and check it."
)


def terms(policy: Policy) -> str:
    """The terms in words. All days are working days of the forum's nation."""
    before, d = policy.reply_before_session, "the date asked for"
    return "\n".join(
        f"- {words}"
        for words in (
            f"We ask for a reply within {_days(policy.reply_days)}, and no later than {before} before the session.",
            f"An invitation sent less than {_days(policy.fair_notice)} before its session is short notice and is "
            "never counted.",
            f"Reminders: {policy.first_reminder_before} before and {policy.second_reminder_after} after {d}.",
            f"{policy.notice_after} after {d} we tell the official, word for word, what the record will say.",
            f"No earlier than {policy.publish_after_notice} full days after that we say that no reply is recorded.",
            f"Who asks for more time gets up to {_days(policy.extension_limit)}, once. "
            f"A dispute is decided within {policy.dispute_days}, minutes are published within {policy.minutes_days}.",
            f"For {_days(policy.feedback_days)} after a session all who were there say how it was. Carers vote for "
            f"{_days(policy.vote_days)}, with at least {policy.vote_least} votes. A body that they vote not to work "
            f"with has {_days(policy.told_before)} to answer before that is public.",
            f"“Cannot come” is a reply. Days are working days in {NATIONS[policy.nation]}; letters leave from "
            f"{policy.office_opens} to {policy.office_closes}.",
        )
    )


def _days(count: int) -> str:
    return plural(count, "working day", "working days")


def policy_card(before: Policy, after: Policy) -> Card:
    """What was adopted, beside what was."""
    changed = [name for name in PATIENCE if getattr(before, name) != getattr(after, name)]
    lines = [
        f"- {capital(CALLED[name])}: {getattr(before, name)} → **{_days(getattr(after, name))}**" for name in changed
    ]
    return Card(
        f"The forum adopted version {after.version} of its terms",
        (
            "\n".join(lines),
            "Dates that letters have named already stay as they are; every next step follows the new terms. "
            "This stands on the record.",
            RULE,
            terms(after),
        ),
        tone=Tone.GOOD,
    )


def help_lines_card(lines: str | None) -> Card:
    if lines is None:
        return Card("The list of help lines is taken away", ("The help now names none of your own.",))
    return Card(
        "The help lines are kept", (quote(lines), "They stand in /help under the topic support."), tone=Tone.GOOD
    )


def charter_card(charter: str | None) -> Card:
    if charter is None:
        return Card("The charter is taken away", ("Letters now end without one.",))
    return Card(
        "The charter is kept", (quote(charter), "It stands in every letter and in /forum about."), tone=Tone.GOOD
    )
