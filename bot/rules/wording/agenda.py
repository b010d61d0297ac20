"""What is said of the agenda of a session, whose items stand in it by their numbers."""

from bot.rules import facts as f
from bot.rules.tongue import tr, trn
from bot.rules.wording.about import listing


def about_an_agenda(fact: f.AgendaPublished | f.AgendaChanged, session: str) -> str:
    if isinstance(fact, f.AgendaPublished):
        return _published(fact.items, session)
    if not fact.taken_off:
        return _added(fact.added, session)
    if not fact.added:
        return _taken_off(fact.taken_off, session)
    return _changed(fact.added, fact.taken_off, session)


def _published(items: tuple[int, ...], session: str) -> str:
    if not items:
        return tr("The agenda of {session} was published. Nothing stands on it.", session=session)
    return trn(
        "The agenda of {session} was published: agenda item {items}.",
        "The agenda of {session} was published: agenda items {items}.",
        len(items),
        session=session,
        items=_numbers(items),
    )


def _added(items: tuple[int, ...], session: str) -> str:
    return trn(
        "After the agenda of {session} was published, agenda item {items} was added.",
        "After the agenda of {session} was published, agenda items {items} were added.",
        len(items),
        session=session,
        items=_numbers(items),
    )


def _taken_off(items: tuple[int, ...], session: str) -> str:
    return trn(
        "After the agenda of {session} was published, agenda item {items} was taken off.",
        "After the agenda of {session} was published, agenda items {items} were taken off.",
        len(items),
        session=session,
        items=_numbers(items),
    )


def _changed(added: tuple[int, ...], taken_off: tuple[int, ...], session: str) -> str:
    """A message has forms for one number only: for that of the items taken off."""
    items = {"session": session, "added": _numbers(added), "taken_off": _numbers(taken_off)}
    if len(added) == 1:
        return trn(
            "After the agenda of {session} was published, agenda item {added} was added and agenda item {taken_off} "
            "was taken off.",
            "After the agenda of {session} was published, agenda item {added} was added and agenda items {taken_off} "
            "were taken off.",
            len(taken_off),
            **items,
        )
    return trn(
        "After the agenda of {session} was published, agenda items {added} were added and agenda item {taken_off} was "
        "taken off.",
        "After the agenda of {session} was published, agenda items {added} were added and agenda items {taken_off} "
        "were taken off.",
        len(taken_off),
        **items,
    )


def _numbers(items: tuple[int, ...]) -> str:
    return listing(map(str, items))
