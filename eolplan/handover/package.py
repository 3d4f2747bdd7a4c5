"""One file: the pages, and behind them the same plan for software that reads it."""

from __future__ import annotations

import io
import json
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from eolplan.guide import Element
from eolplan.handover.opening import PAYLOAD
from eolplan.words import tr

_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def package(pdf: bytes, payload: bytes) -> bytes:
    """Return the document with its payload attached, and nothing about anybody around it.

    Args:
        pdf: The finished pages.
        payload: The bytes of ``acp.fhir.json``.

    Returns:
        The same bytes for the same input: no dates, no names, no random ids.
    """
    title = tr("Advance care plan")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        _scrub(document, title)
        metadata = document.make_stream(_XMP.format(title=title).encode())
        metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
        root.Metadata = metadata
        root.Lang = String("en-GB")
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        file = document.make_stream(payload)
        file.Type, file.Subtype = Name.EmbeddedFile, Name("/application/fhir+json")
        file.Params = Dictionary(Size=len(payload))
        spec = document.make_indirect(Dictionary(
            Type=Name.Filespec, F=String(PAYLOAD), UF=String(PAYLOAD),
            Desc=String(tr("The same plan for software that reads HL7 FHIR R4")),
            AFRelationship=Name.Source, EF=Dictionary(F=file, UF=file),
        ))  # fmt: skip
        root.AF = Array([spec])
        root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String(PAYLOAD), spec])))
        document.save(
            out, min_version="1.7", deterministic_id=True, compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )  # fmt: skip
    return out.getvalue()


def payload_bytes(bundle: Element) -> bytes:
    """Return a Bundle as the one text that is attached."""
    return json.dumps(bundle, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _scrub(document: pikepdf.Pdf, title: str) -> None:
    """Leave only the title in the document's own information."""
    for key in list(document.docinfo.keys()):
        del document.docinfo[key]
    document.docinfo["/Title"] = title
