"""Where settings stand: the TOML file, the environment and the files that hold a secret each."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ENVIRONMENT = "FORUM_CLERK_"
BETWEEN = "__"

NOT_UTF8 = "{file} is not saved as UTF-8. Open it in an editor and save it again with that encoding."
NOT_TOML = (
    "{file} cannot be read: {why}. Every line is a [part], a key = value, or a # comment, and texts stand between "
    'straight quotes, like key = "value".'
)


def read(file: Path) -> dict[str, Any]:
    """The file as it stands, secrets' files named in full. Raises ValueError, in a sentence, for one that cannot be."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
        found = tomllib.loads(text)
    except OSError as error:
        raise ValueError(f"{file} cannot be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ValueError(NOT_UTF8.format(file=file)) from error
    except tomllib.TOMLDecodeError as error:
        raise ValueError(NOT_TOML.format(file=file, why=str(error)[:1].lower() + str(error)[1:])) from error
    for part in found.values():
        if isinstance(part, dict):
            part |= {key: str(file.parent / value) for key, value in part.items() if _names_a_file(key, value)}
    return found


def _names_a_file(key: str, value: object) -> bool:
    return key.endswith("_file") and isinstance(value, str) and bool(value.strip())


def read_secret(file: Path) -> str:
    """The one line in it. Raises ValueError, in a sentence that never holds what was read."""
    try:
        secret = file.read_text(encoding="utf-8-sig").strip()
    except OSError as error:
        raise ValueError(f"the file {file} cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"the file {file} is not plain text") from error
    if not secret or "\n" in secret:
        raise ValueError(f"the file {file} should hold the secret on one line, and nothing else")
    return secret


def in_environment(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Our variables by their names in capitals; Windows and some shells do not keep the case."""
    return {name.upper(): name for name in environment if name.upper().startswith(ENVIRONMENT)}


def variable(part: str, key: str) -> str:
    return f"{ENVIRONMENT}{part}{BETWEEN}{key}".upper()
