"""What a host sets up: `config.toml`, read once by the command line and handed on as plain values.

    config = load(Path("config.toml"))          raises Mistakes: every mistake at once, each with its place
    config = load(None, at_work=True)           the file beside us if there is one; a token is needed

An environment variable FORUM_CLERK_<PART>__<KEY> goes before the file. A secret may stand in a file of its own
(`token_file`, …), named from the folder of `config.toml`. `config.example.toml` explains every key.
"""

from pathlib import Path

from pydantic import BaseModel, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from bot.config import words as words
from bot.config.file import BETWEEN, ENVIRONMENT, in_environment, read, variable
from bot.config.parts import Discord, DiscordAtWork, Log, Mail, Storage, Web
from bot.ways import Ways

DEFAULT = Path("config.toml")


class Config(BaseSettings):
    """All of it. Nothing but the token is needed to start."""

    model_config = SettingsConfigDict(
        env_prefix=ENVIRONMENT,
        env_nested_delimiter=BETWEEN,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )
    discord: Discord = Field(default_factory=Discord)
    database: Storage = Field(default_factory=Storage)
    mail: Mail = Field(default_factory=Mail)
    web: Web = Field(default_factory=Web)
    log: Log = Field(default_factory=Log)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings

    @property
    def ways(self) -> Ways:
        return Ways(
            self.mail.from_address if self.mail.sends else None,
            self.web.base_url,
            reads_post=self.mail.reads,
            plus=self.mail.plus_addresses,
        )


class AtWork(Config):
    """With a token."""

    discord: DiscordAtWork


class Mistakes(Exception):
    """Everything that is wrong with the configuration; `str(error)` lists it, a line each."""

    def __init__(self, said: list[str]) -> None:
        super().__init__("\n".join(said))
        self.said = said


def load(file: Path | None = None, *, at_work: bool = False) -> Config:
    """The settings in `file`, or in ./config.toml where there is one; with `at_work`, the token is needed too."""
    kind: type[Config] = AtWork if at_work else Config
    keys = keys_of(kind)
    ours = in_environment()
    known = {variable(part, key) for part, there in keys.items() for key in there}
    said = [words.unknown_variable(ours[name], known) for name in sorted(set(ours) - known)]
    try:
        found = read(file or DEFAULT) if file or DEFAULT.exists() else {}
        config = kind(**{part: {} for part in keys} | found)
    except ValidationError as error:
        said += [words.say(one, keys, ours) for one in error.errors() if not _said_already(one["loc"], ours, known)]
    except SettingsError:
        pass  # a variable for a whole part, which has been named above as one that does not exist
    except ValueError as error:
        said.append(str(error))
    if said:
        raise Mistakes(said if file or DEFAULT.exists() else [*said, words.NO_FILE])
    return config


def keys_of(kind: type[Config] = Config) -> dict[str, list[str]]:
    """The keys that there are, by part."""
    parts = {name: field.annotation for name, field in kind.model_fields.items()}
    return {
        name: list(part.model_fields)
        for name, part in parts.items()
        if isinstance(part, type) and issubclass(part, BaseModel)
    }


def _said_already(place: tuple[int | str, ...], ours: dict[str, str], known: set[str]) -> bool:
    name = variable(*map(str, place[:2])) if len(place) > 1 else ""
    return name in ours and name not in known
