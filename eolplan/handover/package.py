"""One file: the pages, what they say, and behind them the same plan for software that reads it.

The file is archival (PDF/A-3a) and accessible (PDF/UA-1) at once. It says
nothing about anybody outside the pages and the payload.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zlib
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from eolplan.guide import Element as Json
from eolplan.handover import colour
from eolplan.handover.opening import PAYLOAD
from eolplan.handover.tags import Element
from eolplan.handover.tags_tree import write_tree
from eolplan.words import tr

_PACKING: Final = 3
"""How hard the payload is packed: in a quarter of the usual time, and a seventh larger."""

_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:CreatorTool>eolplan</xmp:CreatorTool>
<pdf:Producer>eolplan</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of the standard that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def package(pdf: bytes, payload: bytes, tree: Element, at: dt.datetime) -> bytes:
    """Return the document with its payload attached, tagged and archival.

    Args:
        pdf: The drawn pages.
        payload: The bytes of ``acp.fhir.json``.
        tree: What the pages say.
        at: When the copy is made, aware.

    Returns:
        The same bytes for the same input: no names, no random ids.
    """
    at = at.astimezone(dt.UTC)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        write_tree(document, tree)
        _describe(document, tr("Advance care plan"), at)
        _attach(document, payload, at)
        document.save(
            out, min_version="1.7", deterministic_id=True, compress_streams=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )  # fmt: skip
    return out.getvalue()


def payload_bytes(bundle: Json) -> bytes:
    """Return a Bundle as the one text that is attached."""
    return json.dumps(bundle, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _describe(document: pikepdf.Pdf, title: str, at: dt.datetime) -> None:
    """Say what the document is and when it was made, the same in both places for it."""
    root, date = document.Root, _date(at)
    for key in list(document.docinfo.keys()):
        del document.docinfo[key]
    told = {"/Title": title, "/Creator": "eolplan", "/Producer": "eolplan",
            "/CreationDate": date, "/ModDate": date}  # fmt: skip
    for key, value in told.items():
        document.docinfo[key] = value
    words = _XMP.format(title=title, date=at.strftime("%Y-%m-%dT%H:%M:%SZ"))
    metadata = document.make_stream(words.encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    root.Metadata = metadata
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.OutputIntents = Array([Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String(colour.NAME),
        Info=String(colour.NAME), DestOutputProfile=document.make_stream(colour.profile(), N=3),
    )])  # fmt: skip


def _attach(document: pikepdf.Pdf, payload: bytes, at: dt.datetime) -> None:
    """Attach the payload as the source of these pages."""
    packed = zlib.compress(payload, _PACKING)
    file = document.make_stream(packed, Filter=Name.FlateDecode)
    file.Type, file.Subtype = Name.EmbeddedFile, Name("/application/fhir+json")
    digest = hashlib.md5(payload, usedforsecurity=False).digest()  # as the format asks
    file.Params = Dictionary(Size=len(payload), ModDate=String(_date(at)), CheckSum=String(digest))
    spec = document.make_indirect(Dictionary(
        Type=Name.Filespec, F=String(PAYLOAD), UF=String(PAYLOAD),
        Desc=String(tr("The same plan for software that reads HL7 FHIR R4")),
        AFRelationship=Name.Source, EF=Dictionary(F=file, UF=file),
    ))  # fmt: skip
    document.Root.AF = Array([spec])
    document.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String(PAYLOAD), spec])))


def _date(at: dt.datetime) -> str:
    return at.strftime("D:%Y%m%d%H%M%SZ")
