"""What a host is shown who hands a forum over, or takes it over."""

from bot.chat.card import Card, Press, Tone
from bot.chat.text import clip, line, plural
from bot.handover import Handover
from bot.rules.saying import say_date, say_moment
from bot.view import View

SHOWN, NAME = 5, 120
FILE = "handover.txt"


def handover_card(handover: Handover, view: View) -> Card:
    """To the host alone; the whole of it goes along as `FILE`."""
    meetings = [_meeting(one.title, say_moment(one.starts, view.zone), len(one.left)) for one in handover.meetings]
    ahead = [f"- {say_date(one.on)}: {line(clip(one.what, NAME))}" for one in handover.ahead[:SHOWN]]
    waits = plural(handover.messages, "message waits", "messages wait") + " to be read: /post list"
    return Card(
        "Where everything stands",
        (
            "**Sessions**\n" + "\n".join(meetings[:SHOWN] or ["- None is called. /session schedule calls one."]),
            *((f"**What waits**\n- {waits}",) if handover.messages else ()),
            "**What the clerk does by itself next**\n" + "\n".join(ahead or ["- Nothing is due."]),
            "The file says all of it. Nothing is lost while nobody looks: the clerk waits for you, and asks again.",
        ),
        footer="To make somebody else the one the clerk writes to: /forum handover, with their name under “to”.",
    )


def _meeting(title: str, when: str, left: int) -> str:
    todo = f"{plural(left, 'thing', 'things')} to do" if left else "nothing to do"
    return f"- {line(clip(title, NAME))}, {when}: {todo}"


def ask_handover_card(name: str, press: Press) -> Card:
    """Read back before anything changes."""
    return Card(
        f"Hand the forum over to {line(name)}?",
        (
            "From then on the clerk writes to them where the hosts’ channel is gone or cannot be written to.",
            "Who is a host does not change: that is the role in this server. Nothing of the record changes either.",
        ),
        (press,),
        tone=Tone.CARE,
    )
