"""Making the catalogues: every sentence that the pages say, wherever it is written."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.locale import file_of
from bot.rules import facts as f

BOT = Path(__file__).parents[1]
TEMPLATES = "web/templates/**.j2"
SPEAKING = ("calendars.py", "past.py", *(f"{room}/**.py" for room in ("charts", "desk", "public", "rules", "web")))
"""Where the words of the pages are written."""
METHODS = [(TEMPLATES, "jinja2"), *((files, "python") for files in SPEAKING)]
OPTIONS = {TEMPLATES: {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None, "tr": None, "trn": (1, 2)}
WIDTH = 120


def extracted() -> Catalog:
    """As the code says it now, in the order of the files."""
    found = Catalog()
    read = extract_from_dir(BOT, METHODS, OPTIONS, KEYWORDS)
    for path, line, message, _, _ in sorted(read, key=lambda one: one[:2]):
        found.add(message, None, [(f"bot/{path}", line)])
    for kind in f.every_kind().values():
        found.add(f.meaning(kind), None, [(f"{kind.__module__.replace('.', '/')}.py", 0)])
    return found


def merged(language: str) -> Catalog:
    """A catalogue as it should be now: what is new waits for words, what is gone keeps those that it had."""
    with file_of(language).open("rb") as file:
        kept = read_po(file, locale=language)
    kept.update(extracted(), no_fuzzy_matching=True)
    for key in [key for key, message in kept.obsolete.items() if not any(message.string or ())]:
        del kept.obsolete[key]
    return kept


def written(catalog: Catalog) -> bytes:
    """Without dates, lines and names of tools: the same words make the same file."""
    file = BytesIO()
    write_po(file, catalog, width=WIDTH, omit_header=True, include_lineno=False)
    return "\n".join([*_header(catalog), "", ""]).encode() + file.getvalue()


def _header(catalog: Catalog) -> list[str]:
    said = ["Project-Id-Version: Forum Clerk", "MIME-Version: 1.0"]
    said += ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    if catalog.locale_identifier:
        said += [f"Language: {catalog.locale_identifier}", f"Plural-Forms: {catalog.plural_forms}"]
    return ['msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in said)]
