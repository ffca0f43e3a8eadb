"""Class and risk colours on a grey printer and to colour-blind eyes, measured (promise U35).

The five colours of classes 2–3.4 and of levels I–V: the distance (CIE 1976) of any two as seen
with each colour blindness (Machado 2009, full severity) and the gap of lightness in grey.
"""

import tomllib
from itertools import combinations, pairwise
from math import dist
from pathlib import Path

import pytest

FIVE = {"class": ("2", "3.1", "3.2", "3.3", "3.4"), "risk": ("I", "II", "III", "IV", "V")}
LEAST = {"light": (20.0, 12.0), "dark": (11.0, 10.0)}
"""Distance of colours and gap of grey: the dark theme draws the first one hollow besides."""
SEEN = {
    "all": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)

Triple = tuple[float, float, float]


def linear(colour: str) -> Triple:
    def one(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return one(colour[1:3]), one(colour[3:5]), one(colour[5:7])


def times(matrix: tuple[Triple, Triple, Triple], given: Triple) -> Triple:
    x, y, z = (sum(m * g for m, g in zip(row, given, strict=True)) for row in matrix)
    return x, y, z


def lab(light: Triple) -> Triple:
    seen: Triple = tuple(min(max(part, 0.0), 1.0) for part in light)  # type: ignore[assignment]
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (a / b for a, b in zip(times(XYZ, seen), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def fills(resources: Path, theme: str, kind: str) -> dict[str, Triple]:
    data = tomllib.loads((resources / "themes" / f"{theme}.toml").read_text(encoding="utf-8"))
    return {name: linear(data[kind][name]["fill"]) for name in FIVE[kind]}


@pytest.mark.parametrize("kind", FIVE)
@pytest.mark.parametrize("theme", LEAST)
def test_no_two_colours_look_alike(resources: Path, theme: str, kind: str) -> None:
    found = fills(resources, theme, kind)
    for eyes, matrix in SEEN.items():
        seen = {name: lab(times(matrix, light)) for name, light in found.items()}
        for one, other in combinations(seen, 2):
            apart = dist(seen[one], seen[other])
            assert apart >= LEAST[theme][0], (eyes, one, other, round(apart, 1))


@pytest.mark.parametrize("kind", FIVE)
@pytest.mark.parametrize("theme", LEAST)
def test_no_two_colours_print_alike_in_grey(resources: Path, theme: str, kind: str) -> None:
    found = fills(resources, theme, kind)
    grey = sorted((lab(light)[0], name) for name, light in found.items())
    for (darker, one), (lighter, other) in pairwise(grey):
        assert lighter - darker >= LEAST[theme][1], (one, other, round(lighter - darker, 1))


@pytest.mark.parametrize("theme", LEAST)
def test_the_number_stands_out_from_its_class(resources: Path, theme: str) -> None:
    data = tomllib.loads((resources / "themes" / f"{theme}.toml").read_text(encoding="utf-8"))
    for kind in FIVE:
        for name, colours in data[kind].items():
            light, dark = sorted(
                (times(XYZ, linear(colours[role]))[1] for role in ("fill", "text")), reverse=True
            )
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (kind, name)
