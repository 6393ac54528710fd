"""The logo: any honest picture becomes small and plain, anything else is refused by name."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, ImageDraw

from facturdesk.documents.logo import AIMED_SIZE, LARGEST_FILE, PROBLEMS, prepare_logo
from facturdesk.domain.errors import InputRefused


def drawn(size: tuple[int, int] = (1200, 400), mode: str = "RGB") -> Image.Image:
    picture = Image.new("RGBA", size, (255, 255, 255, 0))
    draw = ImageDraw.Draw(picture)
    width, height = size
    draw.rectangle((width // 10, height // 10, width // 2, height // 2), fill=(11, 79, 88, 255))
    draw.ellipse((width // 3, height // 4, width - 2, height - 2), fill=(200, 40, 40, 255))
    return picture.convert(mode)


def photograph(side: int = 1500) -> Image.Image:
    noise = Image.effect_noise((side, side), 60)
    return Image.merge("RGB", (noise, noise.rotate(90), noise.rotate(180)))


def saved(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def refusal(data: bytes) -> tuple[str, str]:
    with pytest.raises(InputRefused) as caught:
        prepare_logo(data)
    (problem,) = caught.value.problems
    assert problem.code in PROBLEMS
    return problem.code, problem.field


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_that_says(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_every_kind_of_png_becomes_light_and_opaque(mode: str) -> None:
    picture = drawn().convert("L").convert(mode) if mode == "I;16" else drawn(mode=mode)
    logo = opened(prepare_logo(saved(picture)))

    assert logo.width >= 480 and logo.width == 3 * logo.height
    assert not logo.has_transparency_data
    assert len(prepare_logo(saved(picture))) <= AIMED_SIZE


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_every_kind_of_jpeg_is_taken(mode: str) -> None:
    assert opened(prepare_logo(saved(drawn(mode="RGB").convert(mode), "JPEG"))).width == 600


def test_transparent_parts_become_white() -> None:
    logo = opened(prepare_logo(saved(drawn(mode="RGBA")))).convert("RGB")

    assert logo.getpixel((0, 0)) == (255, 255, 255)
    assert logo.getpixel((100, 50)) == (11, 79, 88)


def test_a_small_logo_keeps_its_size_and_its_colours() -> None:
    picture = drawn((120, 120), "RGB")

    assert opened(prepare_logo(saved(picture))).convert("RGB").tobytes() == picture.tobytes()


def test_a_photograph_is_made_smaller_until_it_is_light() -> None:
    data = prepare_logo(saved(photograph(), "JPEG", quality=95))

    assert opened(data).format == "JPEG"
    assert len(data) <= 4 * AIMED_SIZE


def test_a_picture_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(drawn((400, 100), "RGB"), "JPEG", exif=exif.tobytes())

    assert opened(prepare_logo(data)).size == (100, 400)


def test_the_same_file_gives_the_same_bytes() -> None:
    data = saved(drawn())

    assert prepare_logo(data) == prepare_logo(data)


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a" + bytes(100), b"<svg/>", b"%PDF-1.7", saved(drawn(), "BMP")]
)
def test_other_formats_are_refused(data: bytes) -> None:
    assert refusal(data) == ("logo-not-a-picture", "logo")


def test_a_file_of_100_megabytes_is_refused() -> None:
    assert refusal(bytes(100 * 1024 * 1024))[0] == "logo-file-too-large"
    assert refusal(saved(drawn()) + bytes(LARGEST_FILE))[0] == "logo-file-too-large"


@pytest.mark.parametrize("size", [(60_000, 60_000), (12_000, 12_000), (6_000, 6_000)])
def test_a_picture_that_would_fill_the_memory_is_refused_unopened(size: tuple[int, int]) -> None:
    assert refusal(png_that_says(*size))[0] == "logo-too-many-pixels"


def test_an_animation_is_refused() -> None:
    frames = [drawn((60, 60)), drawn((60, 60)).transpose(Image.Transpose.ROTATE_90)]
    data = saved(frames[0], "PNG", save_all=True, append_images=frames[1:])

    assert refusal(data)[0] == "logo-animated"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.9])
def test_a_truncated_picture_is_refused(kind: str, share: float) -> None:
    data = saved(photograph(200), kind)

    assert refusal(data[: int(len(data) * share)])[0] == "logo-broken"


def test_a_damaged_picture_is_refused_or_read_but_never_fails_otherwise() -> None:
    data = saved(drawn((80, 80)))
    outcomes = set()
    for place in range(0, len(data), 7):
        spoilt = bytearray(data)
        spoilt[place] ^= 0xFF
        try:
            opened(prepare_logo(bytes(spoilt)))
            outcomes.add("read")
        except InputRefused:
            outcomes.add("refused")

    assert "refused" in outcomes
