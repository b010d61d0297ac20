"""The languages of the public pages and of the officials' page, and what their templates say in each.

A catalogue is a .po file, which people can read and mend; it is compiled in memory when a page first needs it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HERE = Path(__file__).parent
TEMPLATE = HERE / "forum-clerk.pot"

ENGLISH, WELSH = "en-GB", "cy"
LANGUAGES = {ENGLISH: "English", WELSH: "Welsh (Cymraeg)"}


@dataclass(frozen=True)
class Words:
    """Words of ours that are said in the language of the page; `values` fill its %(places)s."""

    english: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.english % self.values

    def among(self, translations: NullTranslations) -> str:
        return translations.gettext(self.english) % self.values


def file_of(language: str) -> Path:
    return HERE / language / "LC_MESSAGES" / "forum-clerk.po"


@cache
def catalogue(language: str) -> NullTranslations:
    """What is not in it reads as it does in English. A sentence that is marked as unsure is not used."""
    if language == ENGLISH:
        return NullTranslations()
    compiled = BytesIO()
    with file_of(language).open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
