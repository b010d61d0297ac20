"""One line of a file, compared with the directory: what it adds, what it changes, and why it cannot be taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.directory.files import OfficialLine, OrganisationLine, folded
from bot.directory.papers import Body, Person, Role
from bot.directory.search import Search
from bot.rules.errors import Refused
from bot.rules.words import OrganisationKind


@dataclass(frozen=True)
class Codes:
    """Under which code the directory knows, or will know, each body of a file, and how it is called.

    Registers have codes of their own: a council may be kept by one and named as a successor by another.
    """

    kept: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, directory: Search, lines: Iterable[OrganisationLine]) -> Codes:
        kept: dict[str, str] = {}
        names: dict[str, str] = {body.code: body.name for body in directory.bodies if body.code}
        for line in lines:
            codes = [code for code in (line.code, *line.other_codes) if code]
            body = directory.body_coded(*codes) or directory.body_named(line.name)
            code = (body.code if body else None) or _code(line)
            if code:
                kept |= dict.fromkeys(codes, code)
                names[code] = line.name
        return cls(kept, names)

    def successors(self, line: OrganisationLine) -> str:
        return " ".join(dict.fromkeys(self.kept.get(code, code) for code in line.successors))

    def named(self, successors: str) -> str:
        return ", ".join(self.names.get(code, code) for code in successors.split())


def take_organisation(directory: Search, line: OrganisationLine, of_file: Codes) -> str:
    """The sentence that says what it added or changed; empty where it says nothing new. Refuses in a sentence."""
    codes = (line.code, *line.other_codes)
    coded, named = directory.body_coded(*codes), directory.body_named(line.name)
    if coded is not None and named is not None and coded is not named:
        raise Refused(
            f"its code belongs to {coded.name}, and its name to another body in the directory. Correct one of the two."
        )
    body = coded or named
    if body is None:
        after = of_file.successors(line)
        body = Body(line.name, line.kind, line.website, _code(line), line.opened, line.closed, after)
        directory.add_body(body)
        return f"{line.name} is added."
    return _changed_body(directory, body, line, of_file)


def take_official(directory: Search, line: OfficialLine) -> str:
    """As `take_organisation`."""
    body = directory.body_coded(line.organisation) or directory.body_named(line.organisation)
    if body is None:
        raise Refused(
            f"there is no organisation '{line.organisation}' in the directory. Add it first, with /organisation add "
            "or in the same file."
        )
    coded, named = directory.role_coded(line.code), directory.role_named(body, line.role)
    if coded is not None and coded.body is not body:
        raise Refused(f"its code belongs to the {coded.role} of {coded.body.name}.")
    if coded is not None and named is not None and coded is not named:
        raise Refused(f"its code belongs to the {coded.role}, and its words to another role of {body.name}.")
    role = coded or named
    if role is None:
        holder = Person(line.name, line.holder_code) if line.name else None
        role = Role(body, line.role, line.email, line.public_source, line.elected, line.code, holder=holder)
        directory.add_role(role)
        return f"The {line.role} of {body.name} is added."
    if role.retired:
        raise Refused(f"the {role.role} was retired from the directory. Bring it back with /official retire.")
    return _changed_role(directory, role, line)


def _changed_body(directory: Search, body: Body, line: OrganisationLine, of_file: Codes) -> str:
    code = body.code or _code(line)
    if line.code and code != line.code and _scheme(code) == _scheme(line.code) and code not in line.other_codes:
        raise Refused(f"{body.name} is in the directory with the code {code}, and here with {line.code}.")
    said = []
    if folded(body.name) != folded(line.name):
        said.append(f"{body.name} is now called {line.name}")
        directory.rename_body(body, line.name)
    told = {
        "kind": "" if line.kind == OrganisationKind.OTHER else line.kind,
        "website": line.website,
        "opened": line.opened,
        "closed": line.closed,
        "successors": of_file.successors(line),
    }
    for word, value in told.items():
        if value and getattr(body, word) != value:
            said.append(f"{_BODY_WORDS[word]} is {of_file.named(str(value)) if word == 'successors' else value}")
            setattr(body, word, value)
    if body.code != code:
        said.append(f"its code is {code}")
        body.code = code
        directory.index_body(body)
    return f"{body.name}: {'; '.join(said)}." if said else ""


def _changed_role(directory: Search, role: Role, line: OfficialLine) -> str:
    if line.code and role.code and role.code != line.code and _scheme(role.code) == _scheme(line.code):
        raise Refused(f"the {role.role} is in the directory with the code {role.code}, and here with {line.code}.")
    said = []
    if folded(role.role) != folded(line.role):
        said.append(f"the {role.role} is now the {line.role}")
        directory.rename_role(role, line.role)
    if not role.code and line.code:
        said.append(f"its code is {line.code}")
        role.code = line.code
        directory.index_role(role)
    if line.elected and not role.elected:
        said.append("it is an elected role")
        role.elected = True
    if line.email and line.email != role.email:
        said.append(f"its e-mail address is {line.email}")
        write_to(directory, role, line.email)
    if line.public_source and line.public_source != role.public_source:
        said.append(f"the public page that names its holder is {line.public_source}")
        role.public_source = line.public_source
    if line.name:
        said += held_by(role, Person(line.name, line.holder_code))
    return f"{role.role}, {role.body.name}: {'; '.join(said)}." if said else ""


def write_to(directory: Search, role: Role, email: str | None) -> None:
    """From now on letters go to this address."""
    if role.email and email and role.email != email:
        directory.readdressed.append(role)
    role.email = email


def held_by(role: Role, person: Person | None) -> list[str]:
    """Put somebody into the role, or nobody; what to say of it. The same person under another spelling stays."""
    before = role.holder
    if person is None:
        if before is None:
            return []
        role.holder, role.succeeded = None, True
        return [f"{before.name or 'its holder'} no longer holds it"]
    if before is None:
        role.holder, role.succeeded = person, True
        return [f"its holder is {person.name}"]
    same_name = folded(before.name or "") == folded(person.name or "")
    codes_differ = bool(before.code and person.code and before.code != person.code)
    if (before.code and before.code == person.code) or (same_name and not codes_differ):
        now = Person(before.name if same_name else person.name, before.code or person.code)
        said = [] if same_name else [f"its holder is now called {person.name}"]
        role.holder = now
        return said
    role.holder, role.succeeded = person, True
    return [f"its new holder is {person.name}"]


def _code(line: OrganisationLine) -> str | None:
    return next((code for code in (line.code, *line.other_codes) if code), None)


def _scheme(code: str | None) -> str:
    return (code or "").partition(":")[0]


_BODY_WORDS = {
    "kind": "its kind",
    "website": "its website",
    "opened": "its first day",
    "closed": "its last day",
    "successors": "what came after it",
}
