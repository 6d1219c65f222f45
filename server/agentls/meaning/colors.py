"""Which of a host's few colors comes closest to a color that somebody wrote as a number or by its CSS name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import hypot

from agentls.text.expressions import expression

_CSS_NAMES = """
aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4
black 000000 blanchedalmond ffebcd blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0
chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c
darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9
darkkhaki bdb76b darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000
darksalmon e9967a darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkturquoise 00ced1
darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dodgerblue 1e90ff firebrick b22222
floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700
goldenrod daa520 gray 808080 greenyellow adff2f grey 808080 honeydew f0fff0 hotpink ff69b4 indianred cd5c5c
indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00
lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan e0ffff lightgray d3d3d3 lightgreen 90ee90
lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899
lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6 magenta ff00ff maroon 800000
mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371
mediumslateblue 7b68ee mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585
midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080
oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orangered ff4500 orchid da70d6 palegoldenrod eee8aa
palegreen 98fb98 paleturquoise afeeee palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9 peru cd853f
plum dda0dd powderblue b0e0e6 rebeccapurple 663399 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513
salmon fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb
slateblue 6a5acd slategray 708090 snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080
thistle d8bfd8 tomato ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5
yellowgreen 9acd32 red ff0000 green 008000 blue 0000ff yellow ffff00 purple 800080 orange ffa500 pink ffc0cb
cyan 00ffff
"""
_WORDS = _CSS_NAMES.split()
_CSS = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
# What stands behind the digits of the three colors says how much shines through.
_HEX = expression(r"#?(?:(?P<short>[0-9a-f]{3})[0-9a-f]?|(?P<long>[0-9a-f]{6})(?:[0-9a-f]{2})?)\Z")
_REST_COUNTS = 0.5
_COLORLESS = 0.02

Oklab = tuple[float, float, float]


def closest_colors(written: str, offered: Mapping[str, str]) -> list[str]:
    """Return the names of `offered` (name to hex), nearest to `written` first; nothing when that is no color."""
    color = _parse(written)
    if color is None:
        return []
    wanted = _oklab(color)

    def distance(name: str) -> float:
        # What a host draws under a name and what the web means by it may differ: either may be what was meant.
        meant = {offered[name].lstrip("#"), _CSS.get(name, offered[name].lstrip("#"))}
        return min(_distance(wanted, _oklab(one)) for one in meant)

    return sorted(offered, key=distance)


def _parse(written: str) -> str | None:
    """Return six hexadecimal digits; of several words, as in `neon-green`, the last one that is a color counts."""
    text = written.strip().lower()
    found = _HEX.match(text) if text.startswith("#") or any(one.isdigit() for one in text) else None
    if found:
        return found["long"] or "".join(digit * 2 for digit in found["short"])
    glued = re.sub(r"[\s_-]+", "", text)
    if glued in _CSS:
        return _CSS[glued]
    return next((_CSS[word] for word in reversed(re.split(r"[\s_-]+", text)) if word in _CSS), None)


def _distance(one: Oklab, other: Oklab) -> float:
    """Return how different two colors are: by hue first of all, because themes change lightness and strength anyway."""
    chroma, other_chroma = hypot(one[1], one[2]), hypot(other[1], other[2])
    rest = hypot(one[0] - other[0], chroma - other_chroma) * _REST_COUNTS
    if min(chroma, other_chroma) < _COLORLESS:
        return rest
    hue = hypot(one[1] / chroma - other[1] / other_chroma, one[2] / chroma - other[2] / other_chroma)
    return hypot(hue, rest)


def _oklab(digits: str) -> Oklab:
    """Convert sRGB to Oklab, in which distances are close to what people see."""
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
