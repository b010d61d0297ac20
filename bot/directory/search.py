"""Finding a body or a role of the directory by its code or its name."""

from __future__ import annotations

from collections.abc import Iterable

from bot.directory.files import folded
from bot.directory.papers import Body, Role
from bot.rules.errors import Refused
from bot.rules.succession import OWN


class Search:
    """Bodies and roles with an index of their codes and names; names are compared without case and accents.

    `readdressed` are the roles whose e-mail address was replaced by another.
    """

    def __init__(self, bodies: Iterable[Body] = (), roles: Iterable[Role] = ()) -> None:
        self.bodies: list[Body] = []
        self.roles: list[Role] = []
        self.readdressed: list[Role] = []
        self._body_by_code: dict[str, Body] = {}
        self._body_by_name: dict[str, Body] = {}
        self._role_by_code: dict[str, Role] = {}
        self._role_by_name: dict[tuple[int, str], Role] = {}
        for body in bodies:
            self.add_body(body)
        for role in roles:
            self.add_role(role)

    def add_body(self, body: Body) -> None:
        """Enter a body; `Refused` where another has its name."""
        if (other := self.body_named(body.name)) is not None:
            raise Refused(
                f"{other.name} is already in the directory. Choose another name, or use the one that is there."
            )
        self.bodies.append(body)
        self.index_body(body)

    def add_role(self, role: Role) -> None:
        """Enter a role; `Refused` where its body already has one of the same words."""
        if (other := self.role_named(role.body, role.role)) is not None:
            raise Refused(_there_already(other))
        self.roles.append(role)
        self.index_role(role)

    def rename_body(self, body: Body, name: str) -> None:
        other = self.body_named(name)
        if other is not None and other is not body:
            raise Refused(f"Another body in the directory is called {other.name}. Two cannot have the same name.")
        self._body_by_name.pop(folded(body.name), None)
        body.name = name
        self.index_body(body)

    def rename_role(self, role: Role, words: str) -> None:
        other = self.role_named(role.body, words)
        if other is not None and other is not role:
            raise Refused(_there_already(other))
        self._role_by_name.pop((id(role.body), folded(role.role)), None)
        role.role = words
        self.index_role(role)

    def index_body(self, body: Body) -> None:
        """Call after a code was added to it."""
        self._body_by_name[folded(body.name)] = body
        if body.code:
            self._body_by_code[body.code] = body

    def index_role(self, role: Role) -> None:
        """Call after a code was added to it."""
        self._role_by_name[id(role.body), folded(role.role)] = role
        if role.code:
            self._role_by_code[role.code] = role

    def followers(self, body: Body) -> list[Body]:
        """The bodies that its successors stand for; a code that nobody here has is passed over."""
        numbered = {f"{OWN}{one.row.id}": one for one in self.bodies if one.row is not None}
        named = (self._body_by_code.get(code) or numbered.get(code) for code in body.successors.split())
        return [one for one in named if one is not None]

    def follow(self, body: Body, successor: Body) -> None:
        """Enter a successor, or take away one that is there already."""
        if successor is body:
            raise Refused("A body cannot come after itself. Choose the one that its work goes to.")
        codes = (successor.code, f"{OWN}{successor.id}")
        kept = [code for code in body.successors.split() if code not in codes]
        if successor not in self.followers(body):
            kept.append(successor.code or f"{OWN}{successor.id}")
        body.successors = " ".join(kept)

    def check_days(self, body: Body) -> None:
        """Refuses days that cannot be, and a successor of a body that has no last day."""
        if body.opened and body.closed and body.closed < body.opened:
            raise Refused("Its last day is before its first day. Give both, like 01/04/2027 and 31/03/2030.")
        if body.successors and body.closed is None:
            raise Refused("A body with a successor needs its last day. Give it under “closed” in the same command.")

    def body_numbered(self, number: int) -> Body:
        return next(body for body in self.bodies if body.row is not None and body.row.id == number)

    def role_numbered(self, number: int) -> Role:
        return next(role for role in self.roles if role.row is not None and role.row.id == number)

    def body_named(self, name: str) -> Body | None:
        return self._body_by_name.get(folded(name))

    def body_coded(self, *codes: str | None) -> Body | None:
        """The first of these codes that somebody has."""
        return next((found for code in codes if code and (found := self._body_by_code.get(code))), None)

    def role_named(self, body: Body, words: str) -> Role | None:
        return self._role_by_name.get((id(body), folded(words)))

    def role_coded(self, code: str | None) -> Role | None:
        return self._role_by_code.get(code) if code else None


def _there_already(role: Role) -> str:
    if role.retired:
        return (
            f"The {role.role} of {role.body.name} was retired from the directory. Bring it back with /official retire."
        )
    return (
        f"The {role.role} of {role.body.name} is already in the directory. Change it with /official edit; where "
        "several people share a role, give each role words of its own."
    )
