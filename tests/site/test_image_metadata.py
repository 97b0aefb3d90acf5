"""The metadata of images is removed, and everything that a reader sees stays."""

from __future__ import annotations

import time
import zlib
from pathlib import Path

import pytest

from playbook.site.image_metadata import strip_images, without_metadata

SECRET = b"Anna 59.3N"
NAMESPACE = 'xmlns:svg="http://www.w3.org/2000/svg"'


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2) + content


def chunk(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "little") + content + bytes(len(content) % 2)


def png_chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)


def webp(*chunks: bytes) -> bytes:
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def orientation(value: int) -> bytes:
    """EXIF data, in little-endian order, with an orientation (1 is the normal one) and a text."""
    entries = b"\x0e\x01\x02\0\x01\0\0\0AB\0\0\x12\x01\x03\0\x01\0\0\0" + bytes([value, 0, 0, 0])
    return b"II*\0\x08\0\0\0\x02\0" + entries + bytes(4) + SECRET


JFIF = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
EXIF = segment(0xE1, b"Exif\0\0" + SECRET)
ICC = segment(0xE2, b"ICC_PROFILE\0\1\1colours")
SCAN = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\0\x34\xff\xd0\x56"
SECOND_SCAN = segment(0xC4, b"table") + segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x78"
END = b"\xff\xd9"
JPEG = b"\xff\xd8" + JFIF + ICC + SCAN + SECOND_SCAN + END
"""An image without metadata."""
ORIENTATION_6 = b"\x01\x12\0\x03\0\0\0\x01\0\x06"
"""The entry in EXIF data that turns an image, in big-endian order."""
WITH_METADATA = {
    "EXIF": b"\xff\xd8" + JFIF + EXIF + ICC + SCAN + SECOND_SCAN + END,
    "fill bytes": b"\xff\xd8" + JFIF + b"\xff\xff" + EXIF + JPEG.partition(JFIF)[2],
    "a second image": JPEG + b"\xff\xd8" + EXIF + SCAN + END,
    "a list of images": JPEG.replace(ICC, segment(0xE2, b"MPF\0" + SECRET) + ICC),
    "metadata behind a scan": JPEG.replace(SECOND_SCAN, EXIF + SECOND_SCAN),
}
SVG = {
    "a comment": ("<svg><!-- Anna 59.3N --><path/></svg>", "<svg><path/></svg>"),
    "a prefix": (
        f"<svg:svg {NAMESPACE}><svg:metadata a='>'>Anna 59.3N</svg:metadata><svg:path/></svg:svg>",
        f"<svg:svg {NAMESPACE}><svg:path/></svg:svg>",
    ),
    "an empty element": ('<svg><metadata id="Anna 59.3N"/><path/></svg>', "<svg><path/></svg>"),
    "nested": (
        "<svg><metadata><metadata/><metadata>a</metadata>Anna 59.3N</metadata ><path/></svg>",
        "<svg><path/></svg>",
    ),
    "an editor": (
        '<svg inkscape:export-filename="/home/Anna 59.3N" width="1"/>', '<svg width="1"/>',
    ),
    "unclosed": ("<svg><path/><metadata>Anna 59.3N", "<svg><path/>"),
}  # fmt: skip
VISIBLE = {
    "in a style": '<svg><style><![CDATA[ a{} /* <!-- */ ]]></style><path d="M0"/></svg>',
    "in an attribute": '<svg><text id="<!-- x -->">1 &lt; 2</text></svg>',
    "a similar name": "<svg><metadatas>x</metadatas></svg>",
}


@pytest.mark.parametrize("name", WITH_METADATA)
def test_a_jpeg_file_keeps_only_its_first_image_and_no_metadata(name: str) -> None:
    assert without_metadata(WITH_METADATA[name]) == JPEG


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", SVG)
def test_metadata_of_an_svg_file_is_removed(name: str, encoding: str) -> None:
    before, after = SVG[name]
    assert without_metadata(before.encode(encoding)) == after.encode(encoding)


@pytest.mark.parametrize("name", VISIBLE)
def test_visible_content_of_an_svg_file_stays(name: str) -> None:
    assert without_metadata(VISIBLE[name].encode()) == VISIBLE[name].encode()


@pytest.mark.parametrize(
    "text", ["<!--", "<metadata>", "<metadata", "<a '\"", "<![CDATA[", "<?", "</metadata>"]
)
def test_an_svg_file_takes_linear_time(text: str) -> None:
    start = time.process_time()
    without_metadata(b"<svg>" + text.encode() * 100_000)
    assert time.process_time() - start < 5


def test_a_photo_stays_upright() -> None:
    exif = orientation(6)
    upright = without_metadata(b"\xff\xd8" + segment(0xE1, b"Exif\0\0" + exif) + SCAN + END)
    assert ORIENTATION_6 in upright
    assert SECRET not in upright
    assert without_metadata(upright) == upright
    stripped = without_metadata(webp(chunk(b"VP8X", b"\x0c" + bytes(9)), chunk(b"EXIF", exif)))
    assert ORIENTATION_6 in stripped
    assert SECRET not in stripped
    assert stripped[20] == 0b1000  # only EXIF is announced
    normal_orientation = segment(0xE1, b"Exif\0\0" + orientation(1))
    not_turned = b"\xff\xd8" + normal_orientation + SCAN + END
    assert without_metadata(not_turned) == b"\xff\xd8" + SCAN + END


def test_what_a_program_writes_into_an_image_is_removed() -> None:
    start = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", bytes(13))
    end = png_chunk(b"IDAT", b"pixels") + png_chunk(b"IEND", b"")
    assert without_metadata(start + png_chunk(b"caBX", SECRET) + end) == start + end
    start = b"GIF89a" + bytes(7) + b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
    end = b"\x2c" + bytes(9) + b"\x02\x01x\0;"
    photoshop = b"!\xff\x0bMGK8BIM0000" + bytes([len(SECRET)]) + SECRET + b"\0"
    comment = b"!\xfe" + bytes([len(SECRET)]) + SECRET + b"\0"
    assert without_metadata(start + photoshop + comment + end) == start + end


@pytest.mark.parametrize(
    "data",
    [b"GIF89a", b"GIF89a" + bytes(7) + b"\x2c\0\0", b"GIF89a" + bytes(7) + b"!",
     webp(b"VP8X\0\0\0\0"), b"\xff\xd8\xff", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n\0\0"],
)  # fmt: skip
def test_a_damaged_image_is_read_as_far_as_possible(data: bytes) -> None:
    assert without_metadata(data)[:2] == data[:2]


def test_the_content_of_a_file_tells_its_format(tmp_path: Path) -> None:
    photo = WITH_METADATA["EXIF"]
    for name in ("a.jfif", "a.jpe", "a.JPG", "a"):
        (tmp_path / name).write_bytes(photo)
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "page.html").write_text("<svg><!-- a --></svg>", encoding="utf-8")
    (tmp_path / "data.gz").write_bytes(b"\x1f\x8b")
    unsupported = {"a.avif": b"\0\0\0\x20ftypavif", "b.heic": b"\0\0\0\x20ftypheic",
                   "c.tif": b"II*\0", "d.svgz": b"\x1f\x8b"}  # fmt: skip
    for name, start in unsupported.items():
        (tmp_path / name).write_bytes(start + SECRET)
    problems = list(strip_images(tmp_path))
    assert [(each.code, each.location.path) for each in problems] == [
        ("PB911", name) for name in unsupported
    ]
    for name in ("a.jfif", "a.jpe", "a.JPG", "a"):
        assert (tmp_path / name).read_bytes() == JPEG
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == "<svg><!-- a --></svg>"
