"""`python -m bot.locale`: writes what the pages say into forum-clerk.pot, and brings each catalogue up to date with it.

To be run after a change to the words of a template. What was translated stays, and nothing is guessed; a translation
that is no longer used is kept at the end of its file, in case its sentence comes back.
"""

from bot.locale import ENGLISH, LANGUAGES, TEMPLATE, file_of
from bot.locale.catalogues import extracted, merged, written

if __name__ == "__main__":
    TEMPLATE.write_bytes(written(extracted()))
    for language in LANGUAGES.keys() - {ENGLISH}:
        file_of(language).write_bytes(written(merged(language)))
