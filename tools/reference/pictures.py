"""Small pictures in every form that people's files have, and what Pillow sees in their four quarters."""

import base64
import io

from PIL import Image, ImageOps, __version__

from common import write

SIDE = 16
QUARTERS = [(224, 32, 32), (32, 192, 64), (48, 64, 224), (240, 224, 48)]
GREYS = [30, 90, 160, 250]
#: What has to be done to an upright picture so that a camera's file of this orientation holds it (EXIF 2.3, tag 0x0112).
TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def quarters(mode: str, values: list) -> Image.Image:
    picture = Image.new(mode, (SIDE, SIDE))
    half = SIDE // 2
    for i, value in enumerate(values):
        left, top = half * (i % 2), half * (i // 2)
        picture.paste(value, (left, top, left + half, top + half))
    return picture


def sixteen_bits() -> Image.Image:
    picture = Image.new("I;16", (SIDE, SIDE))
    for y in range(SIDE):
        for x in range(SIDE):
            picture.putpixel((x, y), 257 * GREYS[2 * (y // 8) + x // 8])
    return picture


def seen(data: bytes) -> list:
    """The middles of the quarters as red, green and blue over black, upright, of the first frame."""
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode == "I;16":
        picture = picture.point(lambda value: value / 257, "L")
    if picture.mode != "CMYK":
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, (0, 0, 0, 255)), picture.convert("RGBA"))
    picture = picture.convert("RGB")
    return [picture.getpixel((x, y)) for y in (4, 12) for x in (4, 12)]


def make() -> None:
    colour = quarters("RGB", QUARTERS)
    other = quarters("RGB", QUARTERS[::-1])
    alpha = quarters("RGBA", [(*rgb, a) for rgb, a in zip(QUARTERS, (255, 128, 255, 0))])
    palette = colour.quantize(4)
    fine = {"quality": 95, "subsampling": 0}
    files = {}

    def add(name: str, picture: Image.Image, form: str, **options) -> None:
        buffer = io.BytesIO()
        picture.save(buffer, form, **options)
        files[name] = buffer.getvalue()

    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        held = colour.transpose(TURNED[orientation]) if orientation in TURNED else colour
        add(f"orientation-{orientation}.jpg", held, "JPEG", exif=exif, **fine)
    add("cmyk.jpg", colour.convert("CMYK"), "JPEG", **fine)
    add("grey.jpg", quarters("L", GREYS), "JPEG", **fine)
    add("progressive.jpg", colour, "JPEG", progressive=True, **fine)
    add("16-bit.png", sixteen_bits(), "PNG")
    add("1-bit.png", quarters("1", [0, 1, 1, 0]), "PNG")
    add("palette.png", palette, "PNG")
    add("palette-alpha.png", palette, "PNG", transparency=bytes([255, 0, 255, 128]))
    add("alpha.png", alpha, "PNG")
    add("grey-alpha.png", quarters("LA", list(zip(GREYS, (255, 128, 255, 0)))), "PNG")
    add("film.gif", colour, "GIF", save_all=True, append_images=[other], duration=100)
    add("lossy.webp", colour, "WEBP", quality=95)
    add("lossless.webp", alpha, "WEBP", lossless=True)
    add("film.webp", colour, "WEBP", save_all=True, append_images=[other], lossless=True, duration=100)
    add("photo.avif", colour, "AVIF", quality=95, subsampling="4:4:4")
    add("windows.bmp", colour, "BMP")
    write(
        "datasets/own/golden/pictures.json",
        "Pillow's Image.save, and what its Image.open with ImageOps.exif_transpose sees in the middle of each quarter",
        {
            "pillow": __version__,
            "side": SIDE,
            "pictures": [
                {"name": name, "base64": base64.b64encode(data).decode(), "quarters": seen(data)}
                for name, data in files.items()
            ],
        },
    )
