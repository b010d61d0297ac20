"""Whose name may stand in public (RECORD-RULES §6, Naming): organisation and role by default."""


def shown_name(name: str | None, *, elected: bool, public_source: str | None) -> str | None:
    """The name, for elected members, and for others whose own organisation publishes it in a decision-making role."""
    return name if name and (elected or public_source) else None
