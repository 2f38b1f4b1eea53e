"""Pictures arrive without what they tell: no place, time, device or thumbnail, and every pixel."""

from __future__ import annotations

import base64
import io
import json
import quopri
import struct
import time
import zlib
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageSequence, PngImagePlugin

from tocsin.collect import Captured, capture_bytes
from tocsin.collect.inlaid import without_traces
from tocsin.collect.pictures import END, blanked

SECRET = b"Saarela-Nokia-9-60.4512N"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"


def drawn(size: tuple[int, int] = (48, 32), mode: str = "RGB") -> Image.Image:
    """A picture in which no two neighbours are alike."""
    made = Image.new("RGB", size)
    for x in range(size[0]):
        for y in range(size[1]):
            made.putpixel((x, y), (x * 5 % 256, y * 7 % 256, x * y % 256))
    return made.convert(mode)


def exif() -> Image.Exif:
    told = Image.Exif()
    told[0x010F] = SECRET.decode()
    told[0x9286] = SECRET.decode()
    told[0x8825] = {1: "N", 2: (60.0, 27.0, 4.0), 3: "E", 4: (22.0, 15.0, 0.0), 29: SECRET.decode()}
    return told


def segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def jpeg(**how: object) -> bytes:
    """A photograph as a telephone writes it: Exif, XMP, IPTC, a comment, a thumbnail, a trailer."""
    to, thumbnail = io.BytesIO(), io.BytesIO()
    drawn().save(to, "JPEG", exif=exif(), comment=SECRET, icc_profile=profile(), **how)
    drawn((16, 8)).save(thumbnail, "JPEG", comment=SECRET)
    plain = to.getvalue()
    told = (
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP)
        + segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\x20\x1c\x02\x50\0\x18" + SECRET)
        + segment(0xE0, b"JFXX\0\x10" + thumbnail.getvalue())
        + segment(0xEF, SECRET)
    )
    return plain[:2] + told + plain[2:] + thumbnail.getvalue() + SECRET


def profile() -> bytes:
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made + SECRET


def png(**how: object) -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", SECRET.decode())
    told.add_text("Comment", SECRET.decode(), zip=True)
    told.add_itxt("XML:com.adobe.xmp", XMP.decode())
    to = io.BytesIO()
    drawn(mode="RGBA").save(to, "PNG", pnginfo=told, exif=exif(), **how)
    plain = to.getvalue()
    own = b"prIv" + SECRET
    chunk = struct.pack(">I", len(SECRET)) + own + struct.pack(">I", zlib.crc32(own))
    return plain[:33] + chunk + plain[33:] + SECRET


def gif() -> bytes:
    frames = [drawn(mode="P"), drawn(mode="P").rotate(90)]
    to = io.BytesIO()
    frames[0].save(
        to, "GIF", save_all=True, append_images=frames[1:], loop=0, comment=SECRET, duration=40
    )
    plain = to.getvalue()
    xmp = b"!\xff\x0bXMP DataXMP" + XMP * 4 + b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    odd = b"!\xfe\x01a\0"
    return plain[:-1] + xmp + odd + b";" + SECRET


def webp(**how: object) -> bytes:
    to = io.BytesIO()
    drawn().save(to, "WEBP", exif=exif(), xmp=XMP, icc_profile=profile(), **how)
    return to.getvalue()


def moving() -> bytes:
    to = io.BytesIO()
    frames = [drawn(), drawn().rotate(180)]
    frames[0].save(to, "WEBP", save_all=True, append_images=frames[1:], exif=exif(), xmp=XMP)
    return to.getvalue()


MADE: dict[str, Callable[[], bytes]] = {
    "jpeg": jpeg,
    "jpeg in steps": lambda: jpeg(progressive=True),
    "png": png,
    "gif": gif,
    "webp": webp,
    "webp without loss": lambda: webp(lossless=True),
    "webp that moves": moving,
}


def pixels(data: bytes) -> list[bytes]:
    with Image.open(io.BytesIO(data)) as found:
        return [one.convert("RGBA").tobytes() for one in ImageSequence.Iterator(found)]


def cleaned(data: bytes) -> bytes:
    found = blanked(data)
    assert found is not None
    kept, end = found
    return kept if end == END else kept[:end]


@pytest.mark.parametrize("name", MADE)
def test_every_pixel_stays_and_nothing_that_was_told(name: str) -> None:
    data = MADE[name]()
    kept = cleaned(data)
    assert SECRET in data
    assert SECRET not in kept
    assert SECRET[:6] not in kept
    assert b"GPS" not in kept
    assert pixels(kept) == pixels(data)
    with Image.open(io.BytesIO(kept)) as found:
        found.load()
        assert dict(found.getexif()) == {}
        told = {name for name, value in found.info.items() if value and any(str(value).strip("\0"))}
        assert not told & {"exif", "xmp", "icc_profile", "photoshop", "Author", "Comment"}


@pytest.mark.parametrize("name", MADE)
def test_a_picture_that_told_nothing_or_was_cleaned_is_left_as_it_is(name: str) -> None:
    once = cleaned(MADE[name]())
    assert cleaned(once) == once
    assert without_traces(once) is once


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("part", [0.02, 0.1, 0.3, 0.5, 0.8, 0.99])
def test_what_breaks_off_tells_nothing_either(name: str, part: float) -> None:
    data = MADE[name]()
    cut = data[: int(len(data) * part)]
    found = blanked(cut)
    assert found is None or len(found[0]) == len(cut)
    assert found is None or SECRET[:6] not in cleaned(cut)


@pytest.mark.parametrize(
    "data",
    [
        b"II*\0\x08\0\0\0" + SECRET,
        b"MM\0*\0\0\0\x08" + SECRET,
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + SECRET,
        b"\0\0\0\x20ftypavif\0\0\0\0" + SECRET,
        b"\0\0\0\x0cJXL \r\n\x87\n" + SECRET,
    ],
)
def test_a_picture_of_a_format_that_is_not_taken_apart_is_taken_out(data: bytes) -> None:
    assert SECRET not in cleaned(data)


@given(st.sampled_from(sorted(MADE)), st.integers(0, 5_000), st.integers(0, 255), st.binary())
def test_a_broken_picture_ends_and_is_as_long_as_it_was(
    name: str, at: int, byte: int, more: bytes
) -> None:
    data = bytearray(_whole(name))
    data[at % len(data)] = byte
    spoilt = bytes(data) + more
    found = blanked(spoilt)
    assert found is None or len(found[0]) == len(spoilt)


_KEPT: dict[str, bytes] = {}


def _whole(name: str) -> bytes:
    return _KEPT.setdefault(name, MADE[name]())


def in_mail(data: bytes) -> bytes:
    made = EmailMessage()
    made["From"], made["Date"] = "desk@ferry.example", "Thu, 04 May 2017 10:00:00 +0000"
    made["Subject"] = "Two ferries at the pier"
    made.set_content("Two ferries lie at the pier, and one leaves at noon.")
    made.add_attachment(data, maintype="image", subtype="jpeg", filename="pier.jpg")
    return made.as_bytes()


def in_page(data: bytes) -> bytes:
    src = base64.b64encode(data).decode()
    return (
        f"<html><body><p>Two ferries lie at the pier, and one leaves at noon.</p>"
        f'<img src="data:image/jpeg;base64,{src}"><p>The other stays.</p></body></html>'
    ).encode()


PLACES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a part of a mail": ("a.eml", in_mail),
    "a page": ("a.html", in_page),
    "a page in percent": (
        "a.html",
        lambda data: in_page(b"").replace(
            b"base64,", b"base64," + quote(base64.b64encode(data), safe="").encode()
        ),
    ),
    "a page sent quoted": (
        "a.eml",
        lambda data: (
            b"From: a@ferry.example\nSubject: Pier\nMIME-Version: 1.0\n"
            b"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
            + quopri.encodestring(in_page(data))
        ),
    ),
    "a field of json": (
        "a.json",
        lambda data: (
            json.dumps(
                {"text": "Two ferries lie at the pier.", "photo": base64.b64encode(data).decode()}
            )
            .replace("/", "\\/")
            .encode()
        ),
    ),
    "a field of a line": (
        "a.jsonl",
        lambda data: json.dumps(
            {
                "text": "Two ferries lie at the pier.",
                "photo": base64.encodebytes(data).decode(),
            }
        ).encode(),
    ),
    "a mark in markdown": (
        "a.md",
        lambda data: (
            b"Two ferries lie at the pier.\n\n![](data:image/png;base64,"
            + base64.b64encode(data)
            + b")\n\nThe other stays.\n"
        ),
    ),
    "a mail that sends bytes": (
        "a.eml",
        lambda data: (
            b"From: a@ferry.example\nSubject: Pier\nMIME-Version: 1.0\n"
            b"Content-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: text/plain\n\n"
            b"Two ferries lie at the pier.\n--q\nContent-Type: image/jpeg\n"
            b"Content-Transfer-Encoding: binary\n\n" + data + b"\n--q--\n"
        ),
    ),
}


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("place", PLACES)
def test_nothing_that_a_picture_told_is_captured_wherever_it_lies(place: str, name: str) -> None:
    file, put = PLACES[place]
    picture = MADE[name]().removesuffix(SECRET) if "bytes" in place else MADE[name]()
    data = put(picture)
    found = [one for one in capture_bytes(data, file=file) if isinstance(one, Captured)]
    if "bytes" in place and not found:
        return  # no text that is read: refused as a whole
    (one,) = found
    assert not _told(one.data)
    assert not _told(one.report.text.encode())
    assert "ferries lie at the pier" in one.report.text
    if "\\/" not in data.decode("latin-1") and "%2" not in data.decode("latin-1"):
        assert len(one.data) == len(data)


def _told(data: bytes) -> bool:
    """Whether the secret is there, as it is or in base64 at any of its three places."""
    plain = data.replace(b"=\n", b"").replace(b"\\/", b"/").replace(b"%2F", b"/")
    plain = b"".join(plain.replace(b"%2B", b"+").replace(b"\\n", b"").split())
    forms = [base64.b64encode(b"." * shift + SECRET)[4:-4] for shift in range(3)]
    return any(form in plain for form in (SECRET, *forms))


def test_the_picture_that_is_captured_with_a_mail_still_shows_what_it_showed() -> None:

    (one,) = [
        two for two in capture_bytes(in_mail(jpeg()), file="a.eml") if isinstance(two, Captured)
    ]
    part = next(
        p for p in message_from_bytes(one.data).walk() if p.get_content_type() == "image/jpeg"
    )
    kept = part.get_payload(decode=True)
    assert isinstance(kept, bytes)
    assert pixels(kept) == pixels(jpeg())


@pytest.mark.parametrize(
    "text",
    [
        "See /9j/2022/10/20/somethinglongerthanfortylettersandmore/page for more.",
        "AAAA" * 30,
        "The words iVBORw0KGgo and R0lGODlh begin pictures; UklGR too.",
        "\N{LATIN SMALL LETTER Y WITH DIAERESIS}\N{LATIN CAPITAL LETTER O WITH STROKE}",
    ],
)
def test_words_that_only_look_like_a_picture_stay(text: str) -> None:
    assert without_traces(text.encode()) == text.encode()


def test_ten_megabytes_of_pictures_take_no_long_time() -> None:
    page = in_page(jpeg()) * (10_000_000 // len(in_page(jpeg())))
    began = time.process_time()
    assert SECRET not in without_traces(page)
    assert without_traces(b"AAAA" * 2_500_000)
    assert time.process_time() - began < 10
