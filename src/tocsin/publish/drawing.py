"""Drawing: the sheet, marks and words of a picture as SVG, the same for every picture written."""

from __future__ import annotations

from xml.etree import ElementTree as ET

__all__ = ["GRID", "INK", "MUTED", "add", "figure", "line", "sheet", "text", "written"]

SVG = "http://www.w3.org/2000/svg"
INK, MUTED, GRID = "#1b1f24", "#57606a", "#d0d7de"
"""Colours of words, of what is said beside them, and of lines to measure by."""

TYPE = f"""
text {{ font-family: system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; fill: {INK}; }}
.title {{ font-size: 19px; font-weight: 600; }}
"""


def sheet(name: str, width: float, height: float, title: str, words: str, style: str) -> ET.Element:
    """Return an empty white picture, `width` by `height` pixels, that a screen reader can read.

    `words` tell all that the picture shows; `style` is what its own marks need beside the type.
    """
    ET.register_namespace("", SVG)
    root = ET.Element(
        f"{{{SVG}}}svg",
        {
            "width": figure(width),
            "height": figure(height),
            "viewBox": f"0 0 {figure(width)} {figure(height)}",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
        },
    )
    add(root, "title", title, id=f"{name}-title")
    add(root, "desc", words, id=f"{name}-desc")
    add(root, "style", TYPE + style.lstrip("\n"))
    add(root, "rect", width="100%", height="100%", fill="#ffffff")
    return root


def text(parent: ET.Element, x: float, y: float, words: str, kind: str) -> None:
    """Write `words` with their left end, or what their class anchors, at (x, y)."""
    add(parent, "text", words, x=figure(x), y=figure(y), **{"class": kind})


def line(
    parent: ET.Element, start: tuple[float, float], end: tuple[float, float], kind: str
) -> None:
    """Draw a straight line."""
    places = {
        "x1": figure(start[0]),
        "y1": figure(start[1]),
        "x2": figure(end[0]),
        "y2": figure(end[1]),
    }
    add(parent, "line", **places, **{"class": kind})


def add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    """Add one element, escaped, and return it."""
    element = ET.SubElement(parent, f"{{{SVG}}}{tag}", attributes)
    element.text = text
    return element


def figure(value: float) -> str:
    """Return a length to a tenth of a pixel, as short as it goes."""
    return f"{value:.1f}".removesuffix(".0")


def written(root: ET.Element) -> str:
    """Return the picture as a file's text; the same picture gives the same bytes."""
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"
