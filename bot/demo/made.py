"""What the clerk made of a mail, told to whoever sent it in the demo: it is read off the piece that the clerk keeps."""

from dataclasses import dataclass

from bot.cards.post import THINKS
from bot.demo.postbox import Came, PostBox
from bot.mail.parse.parsed import Verdict
from bot.post.meaning import BOUNCES, CALENDAR
from bot.rules.notices import Action, is_public_news
from bot.rules.wording import say
from bot.view import View
from db import models, posts

DOUBT = "not recorded by itself: "
MORE = " It may mean more than that, so Hana sees it in #hosts."
NOTHING_NEW = {
    Verdict.DELAYED: "It keeps that in mind, and writes nothing down: the letter may still arrive.",
    Verdict.AUTO_REPLY: "It says nothing new for the record: that their mailbox answers is known, and is no reply.",
    **dict.fromkeys(CALENDAR, "It changes nothing: that answer is on the record already, or a newer one is."),
    **dict.fromkeys(BOUNCES, "It says nothing new for the record: they have answered, or we have written again since."),
}


@dataclass(frozen=True)
class Made:
    """`words` is one or two plain sentences; `sentence` is what the public record says of it, if anything. With
    `with_hosts`, a card of it stands in #hosts."""

    words: str
    sentence: str = ""
    with_hosts: bool = False


async def made(box: PostBox, view: View, mail: Came) -> Made:
    piece = await box.piece(mail)
    if piece is None:
        return Made("The clerk reads it in a moment.")
    shown = await posts.message_of(view.db, view.forum.id, (Action.TELL_POST,), piece.id) is not None
    match piece.state:
        case "waiting":
            return Made(f"{_doubt(piece)} It waits in #hosts until Hana says what it means.", with_hosts=True)
        case "recorded":
            also = MORE if shown else ""
            if piece.entry is None:
                so = NOTHING_NEW.get(Verdict(piece.verdict), "There is nothing in it for the record.")
                return Made(so + also, with_hosts=shown)
            so = f"The clerk put it on the record by itself, as entry {piece.entry}{await _quiet(view, piece.entry)}."
            return Made(so + also, await _said(view, piece.entry), with_hosts=shown)
        case "dealt" if piece.entry:
            return Made(f"A host has said what it means. It is entry {piece.entry}.", await _said(view, piece.entry))
        case "dealt":
            return Made("A host has dealt with it. Nothing of it is on the record.")
    return Made("It was put aside: nothing of it is for the record.")


def _doubt(piece: models.Piece) -> str:
    """Why it was not recorded by itself."""
    doubt = next((sign.removeprefix(DOUBT) for sign in piece.signs.split("\n") if sign.startswith(DOUBT)), None)
    if doubt:
        return f"The clerk did not record it by itself, for {doubt}."
    thinks = THINKS.get(Verdict(piece.verdict))
    if thinks is None:
        return "The clerk cannot tell what it means."
    return f"The clerk takes it for this: {thinks}. It does not decide that alone."


async def _said(view: View, number: int) -> str:
    entry = await view.entry(number)
    return say(entry.fact, await view.about(entry))


async def _quiet(view: View, number: int) -> str:
    return "" if is_public_news((await view.entry(number)).fact) else ", without announcing it"
