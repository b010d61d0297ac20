"""Reading what somebody typed for one of several things: an exact name, its beginning, or all its words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.chat.text import bare, clip
from bot.directory.files import folded
from bot.rules.errors import Refused

LABEL = 100
"""Characters of a choice's name in Discord, the shortest of the places where a label stands."""

LISTED = 5
"""How many of several candidates a refusal names."""


@dataclass(frozen=True)
class Named:
    """One thing to choose. `names` are what somebody may type for it; `label` says it whole, in bare words."""

    id: int
    label: str
    names: tuple[str, ...] = ()

    @property
    def searched(self) -> str:
        return folded(" ".join((self.label, *self.names)))


def joined(*parts: str, most: int = LABEL, joint: str = " · ") -> str:
    """The parts in one label of at most `most` characters: long ones give way, so that each can still be told."""
    words = [bare(part) for part in parts if part]
    room = most - len(joint) * (len(words) - 1)
    share = room // max(len(words), 1)
    spare = sum(max(share - len(word), 0) for word in words)
    longer = sum(len(word) > share for word in words)
    each = share + spare // longer if longer else share
    return clip(joint.join(clip(word, max(each, 1)) for word in words), most)


def the_one(found: Sequence[Named], typed: str, what: str) -> int:
    """The id that `typed` means among `found`, or `Refused` in a sentence that names `what` and what fits."""
    wanted = folded(typed)
    if not wanted:
        raise Refused(
            f"Please choose {'an' if what[0] in 'aeio' else 'a'} {what} from the list that appears as you type."
        )
    if typed.strip().isascii() and typed.strip().isdigit() and any(one.id == int(typed) for one in found):
        return int(typed)
    for fit in (_exactly, _at_the_beginning, _by_its_words):
        fitting = [one for one in found if fit(one, wanted)]
        if len(fitting) == 1:
            return fitting[0].id
        if fitting:
            raise Refused(_several(fitting, typed, what))
    raise Refused(f"There is no {what} “{shortened(typed)}” in this forum. Choose one from the list that appears.")


def matching(found: Iterable[Named], typed: str, most: int) -> list[Named]:
    """What to offer while somebody types: what begins with it, then what holds all its words, as they were ordered."""
    wanted = folded(typed)
    if not wanted:
        return list(found)[:most]
    fitting = [one for one in found if str(one.id) == wanted or _by_its_words(one, wanted)]
    return sorted(fitting, key=lambda one: (str(one.id) != wanted, not _at_the_beginning(one, wanted)))[:most]


def shortened(typed: str) -> str:
    return clip(bare(typed), 60)


def _exactly(one: Named, wanted: str) -> bool:
    return wanted in {folded(name) for name in (one.label, *one.names)}


def _at_the_beginning(one: Named, wanted: str) -> bool:
    return any(folded(name).startswith(wanted) for name in (one.label, *one.names))


def _by_its_words(one: Named, wanted: str) -> bool:
    searched = one.searched
    return all(word in searched for word in wanted.split())


def _several(fitting: Sequence[Named], typed: str, what: str) -> str:
    shown = "; ".join(f"{one.label}" for one in fitting[:LISTED])
    more = f"; and {len(fitting) - LISTED} more" if len(fitting) > LISTED else ""
    return f"“{shortened(typed)}” fits {len(fitting)} {_plural(what)}: {shown}{more}. Please choose one from the list."


def _plural(what: str) -> str:
    return "entries" if what == "entry" else f"{what}s"
