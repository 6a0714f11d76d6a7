"""PDFs written by hand, glyph by glyph, so that tests need no font of the system.

Every BMP character is a glyph of a composite font without outlines: its code is its Unicode number, half an em wide,
combining marks without width. `glyphs` are drawn from left to right, as a PDF producer draws a shaped line.
"""

import unicodedata
import zlib
from collections.abc import Sequence

EM = 12


def pdf_of_lines(pages: Sequence[Sequence[str]], compress: bool = False) -> bytes:
    """A PDF with these pages of lines; each line's characters are drawn from left to right as they stand."""
    return pdf_of_streams([_page_stream(lines) for lines in pages], compress)


def pdf_of_streams(streams: Sequence[bytes], compress: bool = False) -> bytes:
    """A PDF with one page per content stream; `/F` is the font."""
    objects = [b"", b"", *_font_objects()]
    kids = []
    for stream in streams:
        data = zlib.compress(stream) if compress else stream
        flate = b"/Filter /FlateDecode " if compress else b""
        objects.append(b"<< %s/Length %d >>\nstream\n%s\nendstream" % (flate, len(data), data))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>" % len(objects)
        )
        kids.append(len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return _assemble(objects)


def _page_stream(lines: Sequence[str]) -> bytes:
    shown = b"".join(b"<%s> Tj 0 -%d Td\n" % (line.encode("utf-16-be").hex().encode(), EM + 6) for line in lines)
    return b"BT /F %d Tf 40 780 Td\n%sET" % (EM, shown)


def _font_objects() -> list[bytes]:
    marks = [code for code in range(0x300, 0x900) if unicodedata.combining(chr(code))]
    widths = b" ".join(b"%d [0]" % code for code in marks)
    unicode_map = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        b"1 beginbfrange <0000> <ffff> <0000> endbfrange\nendcmap end end"
    )
    return [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Hand /Encoding /Identity-H /DescendantFonts [4 0 R] "
        b"/ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Hand /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R /DW 500 /W [%s] >>" % widths,
        b"<< /Type /FontDescriptor /FontName /Hand /Flags 4 /FontBBox [0 -200 500 800] /ItalicAngle 0 /Ascent 800 "
        b"/Descent -200 /CapHeight 700 /StemV 80 >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(unicode_map), unicode_map),
    ]


def _assemble(objects: Sequence[bytes]) -> bytes:
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)
