"""What a stranger finds that does not hold."""

from bot.rules import facts as f


class Fault(Exception):
    """What does not hold: `str(error)` names the line or the file, and says what is wrong with it."""


def same(seq: int, fact: f.Fact, right: f.Fact) -> None:
    """Raises `Fault` naming the first field in which a line differs from what the rules give."""
    wrong = [name for name in vars(right) if getattr(right, name) != getattr(fact, name)]
    if wrong:
        raise Fault(f"Line {seq}: {wrong[0]} is not what the rules give from the lines before it.")
