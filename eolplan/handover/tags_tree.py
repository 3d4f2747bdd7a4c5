"""Writes what the pages say into the file: the structure tree, and bookmarks at its headings."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from eolplan.handover.tags import Element, Mark, Scope

_HEADINGS: Final = ("H1", "H2", "H3")
_LANGUAGE: Final = "en-GB"
_ELEMENT: Final = Name.StructElem  # made once: a page has hundreds
_MARK: Final = Name.MCR


def write_tree(document: pikepdf.Pdf, tree: Element) -> None:
    """Give *document* the structure tree of its pages, its language, and bookmarks.

    Args:
        document: Whose pages hold the marks of the tree.
        tree: What they say.
    """
    writer = _Writer(document)
    structure = writer.structure
    structure.K = writer.element(tree, structure)
    structure.ParentTree = document.make_indirect(Dictionary(Nums=writer.owners()))
    structure.ParentTreeNextKey = len(document.pages)
    root = document.Root
    root.StructTreeRoot = structure
    root.MarkInfo = Dictionary(Marked=True)
    root.Lang = String(_LANGUAGE)
    _write_bookmarks(document, tree)


class _Writer:
    """Makes the objects of one tree; keeps which element owns which mark."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self._document = document
        self._pages = [page.obj for page in document.pages]
        self._owners: defaultdict[int, dict[int, pikepdf.Object]] = defaultdict(dict)
        self.structure = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))

    def element(self, element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        """Return one element with all below it."""
        made = self._document.make_indirect(
            Dictionary({"/Type": _ELEMENT, "/S": Name(f"/{element.tag}"), "/P": parent})
        )
        kids = [
            self._mark(kid, made) if isinstance(kid, Mark) else self.element(kid, made)
            for kid in element.kids
        ]
        if kids:
            made.K = Array(kids)
        if element.alt:
            made.Alt = String(element.alt)
        if element.scope:
            made.A = _scope(element.scope)
        if element.box:
            made.A = Dictionary(O=Name.Layout, BBox=Array([round(x, 2) for x in element.box]))
        return made

    def _mark(self, mark: Mark, owner: pikepdf.Object) -> pikepdf.Object:
        self._owners[mark.page][mark.number] = owner
        page = self._pages[mark.page]
        return Dictionary({"/Type": _MARK, "/Pg": page, "/MCID": mark.number})

    def owners(self) -> Array:
        """Return, page by page, the owner of every mark; tell each page where to look."""
        found = Array()
        for number, page in enumerate(self._pages):
            page.StructParents, page.Tabs = number, Name.S
            owned = self._owners[number]
            found.append(number)
            found.append(Array([owned[n] for n in range(len(owned))]))
        return found


def _scope(scope: Scope) -> Dictionary:
    return Dictionary(O=Name.Table, Scope=Name(f"/{scope}"))


def _write_bookmarks(document: pikepdf.Pdf, tree: Element) -> None:
    """Let a reader jump to every heading; a lower one stands under the higher one before it."""
    with document.open_outline() as outline:
        levels = [outline.root]
        for heading in tree.walk():
            if heading.tag not in _HEADINGS or not heading.marks:
                continue
            item = pikepdf.OutlineItem(heading.meant, heading.marks[0].page, "XYZ",
                                       left=0, top=heading.top)  # fmt: skip
            depth = min(_HEADINGS.index(heading.tag) + 1, len(levels))
            levels[depth - 1].append(item)
            levels[depth:] = [item.children]
