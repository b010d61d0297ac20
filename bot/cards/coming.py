"""What somebody who comes to a session is told in private."""

from collections.abc import Iterator

from bot.cards.session import SessionSheet, meeting_link, until
from bot.chat.card import Card, Link, Tone
from bot.chat.text import line
from bot.reminding import News
from bot.rules.coming import Coming, Reminder
from bot.rules.saying import say_moment
from bot.rules.wording import REASONS

TITLES = {
    News.REMINDER: "A reminder that you asked for",
    News.PLACE: "You have a place",
    News.MOVED: "A session is moved",
    News.CANCELLED: "A session does not take place",
}
TONES = {News.REMINDER: Tone.WAITING, News.PLACE: Tone.GOOD, News.MOVED: Tone.CARE, News.CANCELLED: Tone.CARE}
SAID = {
    Coming.GOING: "You are going",
    Coming.WAITING: "You wait for a place",
    Coming.MAYBE: "You may come",
    Coming.CANNOT: "You cannot come",
}
YOU_SAID = {
    Coming.GOING: "You said that you are going.",
    Coming.WAITING: "You wait for a place.",
    Coming.MAYBE: "You said that you may come.",
    Coming.CANNOT: "You said that you cannot come.",
}
REMINDERS = {Reminder.DAY: "the day before", Reminder.HOUR: "an hour before"}


def news_card(sheet: SessionSheet, forum: str, answer: Coming, news: News, card: str | None, notice: int) -> Card:
    """In a direct message, where no button works: `card` is the address of the session's card."""
    blocks = [f"**{line(sheet.title)}** at {line(forum)}", "\n".join(_said(sheet, answer, news))]
    links = [Link("Open the session’s card", card)] if card else []
    if news is not News.CANCELLED and (join := meeting_link(sheet)):
        links.insert(0, join)
    return Card(TITLES[news], blocks, links, tone=TONES[news], footer=f"Notice {notice}")


def _said(sheet: SessionSheet, answer: Coming, news: News) -> Iterator[str]:
    when = f"**{say_moment(sheet.starts, sheet.zone)}**{until(sheet)} (<t:{int(sheet.starts.timestamp())}:R>)"
    if news is News.CANCELLED:
        why = f" Reason: {REASONS[sheet.reason]}." if sheet.reason else ""
        yield f"It was called for {say_moment(sheet.starts, sheet.zone)}.{why}"
        return
    if news is News.MOVED:
        yield f"It is now on {when}."
    else:
        yield when
    if sheet.place:
        yield f"Where: {line(sheet.place)}"
    if news is News.PLACE:
        yield "A place became free, and you were next. If you cannot come after all, press “Cannot” on the card."
    elif news is News.MOVED:
        yield f"{YOU_SAID[answer]} If the new time changes that, press another button on the card."
    else:
        yield f"{YOU_SAID[answer]} You can change that, and your reminders, on the card."
