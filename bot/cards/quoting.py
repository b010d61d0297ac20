"""What a carer is asked before they are quoted."""

from collections.abc import Sequence

from bot.chat.card import Card, Press, Tone
from bot.chat.text import line, quote

NOBODY_KNOWS = "Nobody is told whose words they are, not even the hosts, unless you raised it with your name."


def ask_to_quote_card(title: str, words: str, forum: str, notice: int) -> Card:
    """To the author alone, by direct message, where no button works."""
    return Card(
        "May the hosts quote you?",
        (
            f"The hosts of {line(forum)} would like to quote this from your item “{line(title)}”, in letters to "
            "officials and on the public pages:",
            quote(words),
            f"Nothing is quoted without your yes. In the forum’s server type /agenda quote. {NOBODY_KNOWS}",
        ),
        tone=Tone.WAITING,
        footer=f"Notice {notice}",
    )


def answer_card(title: str, words: str, agreed: bool, buttons: Sequence[Press]) -> Card:
    """The same, where it is answered."""
    now = "You have said yes. Until a letter has left, you can take it back." if agreed else "Nothing is quoted yet."
    return Card(
        "May the hosts quote you?",
        (f"From your item “{line(title)}”:", quote(words), f"{now} {NOBODY_KNOWS}"),
        buttons,
        tone=Tone.GOOD if agreed else Tone.WAITING,
    )
