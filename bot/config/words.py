"""What is said of a mistake in the configuration: where it is, what is wrong, what to write instead; never a secret."""

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from bot.config.file import variable

NO_TOKEN = (
    "the clerk needs the token of your Discord bot (Developer Portal, your application, Bot, Reset Token). "
    "Write it here, or name a file with token_file"
)
NO_FILE = "There is no config.toml in this folder: copy config.example.toml to it, or name yours with --config."
NOT_A_HOST = "write the server’s name alone, like smtp.example.org, without https:// or a port"
NOT_A_WEB_ADDRESS = "write the address that people type, like https://carers.example, without ? or #"
NO_FROM_ADDRESS = "letters need an address to come from, because smtp_host is set"
NO_SMTP_HOST = "letters cannot be sent from it without smtp_host. Add that, or leave both out"
NO_IMAP_USER = "the mailbox at imap_host needs the name with which you log in there"
NOT_AN_AUTHSERV_ID = (
    "write the one name that stands at the beginning of Authentication-Results in your mails, like mx.example.org; "
    "`forum-clerk check` tells it"
)
NO_USER = "a password needs {kind}_user beside it"
NO_PASSWORD = "{kind}_user needs a password beside it: {kind}_password or {kind}_password_file"
PASSWORD_IN_CLEAR = (
    '{kind}_security "none" would send the password so that anybody on the way can read it; use "starttls" or "tls"'
)
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")

_KINDS = {
    "int_parsing": "{input} is not a number",
    "int_type": "{input} is not a number",
    "int_from_float": "{input} is not a whole number",
    "string_type": 'write it as text between quotes, like "{input}"',
    "path_type": "write the name of a file between quotes",
    "greater_than_equal": "{input} is too small; it begins at {ge}",
    "less_than_equal": "{input} is too large; it ends at {le}",
    "literal_error": "{input} is none of {expected}",
    "string_pattern_mismatch": "{input} is not an e-mail address",
    "model_type": "this is a part, not a value: write [{name}] on a line of its own, and its keys below it",
    "model_attributes_type": "this is a part, not a value: write [{name}] on a line of its own, and its keys below it",
}


def say(error: Mapping[str, Any], keys: Mapping[str, Collection[str]], variables: Collection[str]) -> str:
    """One error of pydantic's as a sentence with its place. `keys` are those there are, by part."""
    place = [str(part) for part in error["loc"]]
    if error["type"] == "extra_forbidden":
        what = "key" if len(place) > 1 else "part"
        return f"{where(place, variables)}: there is no such {what}. {_nearest(place, keys)}"
    words = _KINDS.get(error["type"])
    if error["type"] == "value_error":
        said = str(error["ctx"]["error"])
    elif words is None:
        said = str(error["msg"]).removeprefix("Input ")
    else:
        shown = "this" if _is_secret(place) else repr(error["input"])
        said = words.format(input=shown, name=place[-1], **error.get("ctx", {}))
    return f"{where(place, variables)}: {said.rstrip('.')}."


def where(place: Sequence[str], variables: Collection[str]) -> str:
    """[mail] smtp_port, or the variable that was set instead."""
    if len(place) > 1:
        name = variable(place[0], place[1])
        return f"the variable {name}" if name in variables else f"[{place[0]}] {place[1]}"
    return f"[{place[0]}]" if place else "the configuration"


def _nearest(place: Sequence[str], keys: Mapping[str, Collection[str]]) -> str:
    name, known = place[-1], list(keys.get(place[0], ())) if len(place) > 1 else list(keys)
    if close := get_close_matches(name.lower(), known, n=1, cutoff=0.5):
        return f"Did you mean {close[0]}?"
    homes = [part for part, there in keys.items() if name.lower() in there]
    if homes:
        return f"It belongs under [{homes[0]}]."
    return f"There are: {', '.join(sorted(known))}."


def unknown_variable(name: str, known: Collection[str]) -> str:
    """A variable with our prefix that means nothing."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"the variable {name}: there is no such setting.{f' Did you mean {close[0]}?' if close else ''}"


def _is_secret(place: Sequence[str]) -> bool:
    return place[-1] == "token" or place[-1].endswith("password")
