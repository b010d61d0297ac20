"""The languages of the public pages and of the officials' page, and what we say in each.

A catalogue is a .po file, which people can read and mend; it is compiled in memory when a page first needs it.
"""

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
