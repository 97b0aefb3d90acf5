"""The metadata packet of a document, for PDF/A-3a and PDF/UA-1."""

from __future__ import annotations

import uuid
from xml.sax.saxutils import escape, quoteattr

from .typeset import GENERATOR, Metadata

_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 pdfaid:part="3" pdfaid:conformance="A" pdfuaid:part="1"
 xmp:CreateDate={time} xmp:ModifyDate={time} xmp:MetadataDate={time} xmp:CreatorTool={tool}
 xmpMM:DocumentID={id} xmpMM:InstanceID={id} pdf:Producer={producer}>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{description}</rdf:li></rdf:Alt>
</dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""
"""PDF/A allows properties of other schemas, as that of PDF/UA, if the packet describes them."""


def xmp_packet(metadata: Metadata, producer: str, digest: str) -> bytes:
    """The XMP packet of a document; its id follows from a digest, so that it stays the same."""
    id = uuid.uuid5(uuid.NAMESPACE_URL, f"sha256:{digest}:{metadata.title}:{metadata.language}")
    return _PACKET.format(
        time=quoteattr(metadata.time),
        tool=quoteattr(GENERATOR),
        id=quoteattr(f"uuid:{id}"),
        producer=quoteattr(producer),
        title=escape(metadata.title),
        author=escape(metadata.author),
        description=escape(metadata.description),
        language=escape(metadata.language),
    ).encode()
