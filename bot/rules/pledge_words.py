"""The figures of pledges in sentences."""

from collections.abc import Iterator

from bot.rules.pledge_figures import PledgeTally
from bot.rules.tongue import N_, in_turn, tr, trn
from bot.rules.wording.about import or_none

_ONE = {
    "kept": N_("1 pledge: kept."),
    "partly": N_("1 pledge: kept in part."),
    "open": N_("1 pledge: open."),
    "not_kept": N_("1 pledge: not kept."),
}
_LEFT_OUT = {
    "replaced": N_("{count} replaced"),
    "disputed": N_("{count} disputed"),
    "withdrawn": N_("{count} taken back"),
}


def say_pledges(of: PledgeTally) -> str:
    """In words, of so few or so many: there are no percentages, for no two promises are alike."""
    left_out = _left_out(of)
    if not of.counted:
        none = N_("Pledges: none recorded yet that counts.") if left_out else N_("Pledges: none recorded yet.")
        return tr(none)
    return in_turn(*(_single(of) if of.counted == 1 else _many(of)), left_out)


def _single(of: PledgeTally) -> Iterator[str]:
    yield tr(next(words for what, words in _ONE.items() if getattr(of, what)))
    if of.no_update:
        yield tr("Its day has passed, with no update recorded yet.")


def _many(of: PledgeTally) -> Iterator[str]:
    yield trn(
        "{count} pledge. Kept: {kept}; kept in part: {partly}; open: {open}; not kept: {not_kept}.",
        "{count} pledges. Kept: {kept}; kept in part: {partly}; open: {open}; not kept: {not_kept}.",
        of.counted,
        kept=or_none(of.kept),
        partly=or_none(of.partly),
        open=or_none(of.open),
        not_kept=or_none(of.not_kept),
    )
    if of.no_update:
        yield trn(
            "Of the open ones, {count} is past the day, with no update recorded yet.",
            "Of the open ones, {count} are past the day, with no update recorded yet.",
            of.no_update,
        )


def _left_out(of: PledgeTally) -> str | None:
    said = ", ".join(tr(words, count=many) for what, words in _LEFT_OUT.items() if (many := getattr(of, what)))
    return tr("Not counted: {reasons}.", reasons=said) if said else None
