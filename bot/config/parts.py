"""The parts of `config.toml`: each key, its kind, its default, and what goes with what.

A field that says what another one needs is declared after it. `config.example.toml` explains every key to hosts.
"""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationInfo, field_validator

from bot.config import words as words
from bot.config.file import read_secret
from db.engine import Database
from db.fault import DatabaseFault

Port = Annotated[int, Field(ge=1, le=65535)]
Address = Annotated[str, Field(pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+$")]


def _given(value: object) -> object:
    """`key = ""` is how people leave a key out."""
    return None if isinstance(value, str) and not value.strip() else value


Text = Annotated[str | None, BeforeValidator(_given)]
Secret = Annotated[SecretStr | None, BeforeValidator(_given)]
SecretFile = Annotated[Path | None, BeforeValidator(_given)]


class Part(BaseModel):
    """One [part] of the file. Defaults are checked too, because what one key means may hang on another."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, validate_default=True)


def _readable(file: Path | None) -> Path | None:
    if file is not None:
        read_secret(file)
    return file


def _or_from_file(secret: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
    file = info.data.get(f"{info.field_name}_file")
    return SecretStr(read_secret(file)) if secret is None and file is not None else secret


class Discord(Part):
    token_file: SecretFile = None
    token: Secret = None

    _readable = field_validator("token_file")(_readable)
    _or_from_file = field_validator("token")(_or_from_file)


class DiscordAtWork(Discord):
    """For the commands that speak to Discord."""

    @field_validator("token")
    @classmethod
    def _needed(cls, token: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if token is None and "token_file" in info.data:
            raise ValueError(words.NO_TOKEN)
        return token


class Storage(Part):
    url: str = Field(default="sqlite+aiosqlite:///forum-clerk.db", repr=False)

    @field_validator("url")
    @classmethod
    def _understood(cls, url: str) -> str:
        try:
            Database.at(url)
        except DatabaseFault as fault:
            raise ValueError(str(fault)) from fault
        return url


class Mail(Part):
    """Letters are sent when `smtp_host` is set; answers are read when `imap_host` is."""

    smtp_host: Text = None
    smtp_port: Port = 587
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: Text = None
    smtp_password_file: SecretFile = None
    smtp_password: Secret = None
    from_address: Annotated[Address | None, BeforeValidator(_given)] = None
    from_name: str = "Forum Clerk"
    plus_addresses: bool = True
    imap_host: Text = None
    imap_port: Port = 993
    imap_security: Literal["tls", "starttls", "none"] = "tls"
    imap_user: Text = None
    imap_password_file: SecretFile = None
    imap_password: Secret = None
    imap_folder: str = "INBOX"
    imap_spam_folder: Text = None
    authserv_id: Text = None

    _readable = field_validator("smtp_password_file", "imap_password_file")(_readable)
    _or_from_file = field_validator("smtp_password", "imap_password")(_or_from_file)

    @field_validator("smtp_host", "imap_host")
    @classmethod
    def _is_a_name(cls, host: str | None) -> str | None:
        if host and any(sign in host for sign in "/:@ "):
            raise ValueError(words.NOT_A_HOST)
        return host

    @field_validator("from_address")
    @classmethod
    def _goes_with_host(cls, address: str | None, info: ValidationInfo) -> str | None:
        if "smtp_host" in info.data and bool(address) != bool(info.data["smtp_host"]):
            raise ValueError(words.NO_SMTP_HOST if address else words.NO_FROM_ADDRESS)
        return address

    @field_validator("imap_user")
    @classmethod
    def _is_needed(cls, user: str | None, info: ValidationInfo) -> str | None:
        if user is None and info.data.get("imap_host"):
            raise ValueError(words.NO_IMAP_USER)
        return user

    @field_validator("authserv_id")
    @classmethod
    def _is_one_word(cls, name: str | None) -> str | None:
        if name is not None and (any(sign in name for sign in "/:@;, ") or not name.isascii()):
            raise ValueError(words.NOT_AN_AUTHSERV_ID)
        return name

    @field_validator("smtp_password", "imap_password")
    @classmethod
    def _goes_with_user(cls, password: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        kind = str(info.field_name).partition("_")[0]
        user = f"{kind}_user"
        if user in info.data and f"{info.field_name}_file" in info.data and bool(password) != bool(info.data[user]):
            raise ValueError((words.NO_USER if password else words.NO_PASSWORD).format(kind=kind))
        in_clear = info.data.get(f"{kind}_security") == "none"
        if password and in_clear and info.data.get(f"{kind}_host") not in words.THIS_MACHINE:
            raise ValueError(words.PASSWORD_IN_CLEAR.format(kind=kind))
        return password

    @property
    def sends(self) -> bool:
        return self.smtp_host is not None

    @property
    def reads(self) -> bool:
        return self.imap_host is not None


class Web(Part):
    """The page is served when `base_url`, `listen` or `port` is set."""

    listen: str = "127.0.0.1"
    port: Port = 8080
    base_url: Text = None

    @field_validator("base_url")
    @classmethod
    def _is_an_address(cls, url: str | None) -> str | None:
        if url is None:
            return None
        try:
            parts = urlsplit(url)
            plain = not (parts.query or parts.fragment or parts.username or "?" in url or "#" in url or " " in url)
            good = parts.scheme in ("http", "https") and bool(parts.hostname) and plain and (parts.port or 1) > 0
        except ValueError:
            good = False
        if not good:
            raise ValueError(words.NOT_A_WEB_ADDRESS)
        return url.rstrip("/")

    @property
    def serves(self) -> bool:
        return self.base_url is not None or bool(self.model_fields_set & {"listen", "port"})


class Log(Part):
    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"
