"""Whose name may stand in public (RECORD-RULES §6, Naming): organisation and role by default."""


def shown_name(name: str | None, *, elected: bool, public_source: str | None, objected: bool = False) -> str | None:
    """The name, for elected members, and for others whose own organisation publishes it in a decision-making role.

    Whoever `objected` is shown by their role alone until the hosts have decided (RECORD-RULES §8).
    """
    return name if name and not objected and (elected or public_source) else None
