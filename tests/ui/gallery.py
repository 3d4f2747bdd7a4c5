"""Draws every page in every state and look, and every page of the PDF, for eyes to judge.

``python -m tests.ui.gallery FOLDER`` (``packaging/dev.py gallery FOLDER``) writes
PNG files and one ``index.html`` beside them. The clock stands still, chance is
seeded, and everybody is made up, so the same code draws the same pictures.

It stands with the tests because its people are theirs: what the gallery draws
is what the audit walks, and none of it is in the app that is handed out.
"""

from __future__ import annotations

import argparse
import html
import io
import os
import random
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

SEED: Final = 1119
_DPI: Final = 100
_ROOT: Final = Path(__file__).parents[2]


class Picture(NamedTuple):
    """One file of the gallery.

    Attributes:
        file: Its name.
        row, column: Where it hangs on the index page.
        tells: What is on it, for whoever cannot see it.
        width: Of the picture, px.
    """

    file: str
    row: str
    column: str
    tells: str
    width: int


def still() -> None:
    """Seed everything that chance decides, and put the laptop in London.

    Ids, salts and the groups of a code that are asked back come from here, so
    this is for pictures only: what is made under it keeps nothing safe.
    """
    chance = random.Random(SEED)  # noqa: S311  the point of it
    os.urandom = chance.randbytes
    random._urandom = chance.randbytes  # type: ignore[attr-defined]  # where secrets takes it from
    uuid.uuid4 = lambda: uuid.UUID(int=chance.getrandbits(128), version=4)
    os.environ["TZ"] = "Europe/London"
    time.tzset()


def draw_pages(app: QApplication, folder: Path, only: Sequence[str] = ()) -> Iterator[Picture]:
    """Draw every scene in every look, or only the scenes whose names hold one of *only*."""
    from eolplan import words
    from eolplan.guide import shipped
    from tests.ui import scenes
    from tests.ui.audit import Corner
    from tests.ui.cast import Studio
    from ui import theme

    looks = {
        "light": Corner("light", 1.0, 1366, 689),
        "dark": Corner("dark", 1.0, 1366, 689),
        "high contrast": Corner("contrast", 1.0, 1366, 689),
        "200%": Corner("light", 2.0, 1366, 689),
        "pseudo-locale": Corner("light", 1.0, 1366, 689, words.PSEUDO),
    }
    chosen = [s for s in scenes.SCENES if not only or any(word in str(s) for word in only)]
    with tempfile.TemporaryDirectory() as vaults:
        studio = Studio(Path(vaults), shipped())
        for name, corner in looks.items():
            words.speak(corner.language)
            theme.apply(app, corner.look)
            for scene in chosen:
                with scenes.shown(scene, studio, corner.width, corner.height) as window:
                    image = _whole(window)
                file = f"{scene}-{name}.png".replace(" ", "-").replace("%", "")
                image.save(str(folder / file))
                tells = f"{scene.page}, {scene.state} {scene.detail}".strip()
                yield Picture(file, str(scene), name, f"{tells}, {name}", image.width())
        words.speak("en")
        studio.close()


def draw_copies(folder: Path) -> Iterator[Picture]:
    """Draw every page of every copy of a minimal, a typical and an extreme plan, in grey."""
    import pypdfium2 as pdfium

    from eolplan.guide import AUDIENCES, shipped
    from tests.handover.notebook import reader_for
    from tests.ui.cast import Studio

    plans = {"minimal": "bare", "typical": "typical", "extreme": "long signed"}
    with tempfile.TemporaryDirectory() as vaults:
        studio = Studio(Path(vaults), shipped())
        stock = studio.plans
        for size, state in plans.items():
            for audience in AUDIENCES:
                reason = "" if audience in ("ambulance", "gp", "hospice") else "for the gallery"
                reader = reader_for(stock.desk.log(stock.ids[state]), audience)
                if audience == "family" and not reader:
                    continue  # there is nobody whom it could be for
                copy = stock.desk.copy(stock.ids[state], audience, reason=reason, reader=reader)
                document = pdfium.PdfDocument(copy.pdf)
                for number, page in enumerate(document, start=1):
                    image = page.render(scale=_DPI / 72, grayscale=True).to_pil()
                    file = f"copy-{size}-{audience}-{number}.png"
                    image.save(folder / file)
                    tells = f"{size} plan, copy for {audience}, page {number}, in grey"
                    yield Picture(file, f"copy-{audience}", f"{size} {number}", tells, image.width)
                document.close()
        studio.close()


def index(pictures: Sequence[Picture], *, width: int = 420) -> str:
    """Return the one page that shows all *pictures* side by side, a row for each scene."""
    rows: dict[str, list[Picture]] = {}
    for picture in pictures:
        rows.setdefault(picture.row, []).append(picture)
    out = io.StringIO()
    out.write(_HEAD)
    out.write("<nav><ul>\n")
    for row in rows:
        out.write(f'<li><a href="#{html.escape(row)}">{html.escape(row)}</a></li>\n')
    out.write("</ul></nav>\n<main>\n")
    for row, hung in rows.items():
        out.write(f'<section id="{html.escape(row)}"><h2>{html.escape(row)}</h2><div>\n')
        for picture in hung:
            out.write(_figure(picture, width))
        out.write("</div></section>\n")
    out.write("</main>\n</html>\n")
    return out.getvalue()


_HEAD: Final = """\
<!doctype html>
<html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>eolplan: every page</title>
<style>
body { font: 16px/1.4 sans-serif; margin: 1rem; color: #1b2430; background: #f6f4ef }
nav ul { columns: 14rem; padding: 0; list-style: none }
section div { display: flex; gap: 1rem; overflow-x: auto; align-items: flex-start }
figure { margin: 0 } figcaption { padding: .25rem 0 }
img { border: 1px solid #6c7782; background: #fff }
</style>
<h1>eolplan: every page, in every state and look</h1>
<p>Everybody here is made up. It is always 19 November 2025, 14:02. The line across a picture is
where a laptop's screen ends; what is under it is reached by scrolling.</p>
"""


def _figure(picture: Picture, width: int) -> str:
    file, tells = html.escape(picture.file), html.escape(picture.tells)
    image = f'<img src="{file}" alt="{tells}" width="{width}" loading="lazy">'
    caption = html.escape(picture.column)
    return f'<figure><figcaption>{caption}</figcaption><a href="{file}">{image}</a></figure>\n'


def _whole(window: object) -> QImage:
    """Return the picture of a window, and below it what its page can be scrolled to."""
    from ui.window import Window

    assert isinstance(window, Window)
    seen = window.grab().toImage()
    page = window.page
    if page is None or window.covered or not page.view.verticalScrollBar().maximum():
        return seen
    below = page.body.grab().toImage()
    both = QImage(seen.width(), seen.height() + 4 + below.height(), QImage.Format.Format_RGB32)
    both.fill(0xC9C3B6)
    painter = QPainter(both)
    painter.fillRect(0, seen.height(), both.width(), 4, 0x8E160F)  # the fold
    painter.drawImage(0, 0, seen)
    painter.drawImage(0, seen.height() + 4, below)
    painter.end()
    return both


def _heed(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    """Pass on what Qt says, but for what the offscreen platform says of every window."""
    if "does not support" not in words:
        print(f"{kind.name}: {words}", file=sys.stderr)  # noqa: T201  it is for whoever runs this


def main(argv: Sequence[str] | None = None) -> int:
    """Draw everything into a folder; return the exit code."""
    parser = argparse.ArgumentParser(prog="gallery", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("build/gallery"))
    parser.add_argument("--only", action="append", default=[], help="part of a scene's name")
    asked = parser.parse_args(argv)
    asked.folder.mkdir(parents=True, exist_ok=True)
    screens = os.path.relpath(_ROOT / "tests" / "screens.json")  # a colon would end it
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, XDG_RUNTIME_DIR=home, XDG_CONFIG_HOME=home)
        still()
        qInstallMessageHandler(_heed)
        app = QApplication([])
        from ui.widgets import FocusRings

        FocusRings(app)
        pictures = list(draw_pages(app, asked.folder, asked.only))
        if not asked.only:
            pictures += draw_copies(asked.folder)
        (asked.folder / "index.html").write_text(index(pictures), encoding="utf-8")
    print(f"{len(pictures)} pictures: {asked.folder / 'index.html'}")  # noqa: T201  its one word
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
