"""List every part that Tocsin is installed with, from its locks: as an SBOM, and by licence.

`--to FILE` writes a CycloneDX 1.6 document; without it, each part is printed with its version and
licence. The exit code is 1 where a part of the default install names no licence, or one that what
is shipped could not stand beside.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = (
    *("runtime", "model", "encoder", "train", "minilm", "pdf", "charts", "postgres", "scale"),
    *("validators", "dev"),
)
SHIPPED = ("runtime", "model")
"""Locks of the default install; the others are extras, or what building and testing needs."""

PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
REFUSED = re.compile(r"\b(A?GPL|SSPL|BUSL|CC-BY-NC|proprietary|commercial)", re.IGNORECASE)
LESSER = re.compile(r"LGPL|Lesser|MPL", re.IGNORECASE)
HERE_NOT = "not installed here"


@dataclass(frozen=True, slots=True)
class Part:
    """A package of a lock: its hashes, its licence as it says itself, and which locks name it."""

    name: str
    version: str
    hashes: tuple[str, ...]
    licence: str
    locks: tuple[str, ...]

    @property
    def shipped(self) -> bool:
        """Whether the default install brings it."""
        return bool(set(self.locks) & set(SHIPPED))


def pins(lock: Path) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield name, version and hashes of each entry of a lock."""
    for line in re.sub(r"\\\n\s*", " ", lock.read_text("utf-8")).splitlines():
        if found := PIN.match(line):
            yield found["name"].lower(), found["version"], tuple(sorted(HASH.findall(line)))


def parts() -> list[Part]:
    """Return the parts of all locks, by name."""
    held: dict[tuple[str, str], tuple[set[str], list[str]]] = {}
    for name in LOCKS:
        lock = ROOT / "requirements" / f"{name}.txt"
        for package, version, hashes in pins(lock) if lock.is_file() else ():
            known = held.setdefault((package, version), (set(), []))
            known[0].update(hashes)
            known[1].append(name)
    return [
        Part(name, version, tuple(sorted(hashes)), licence_of(name), tuple(locks))
        for (name, version), (hashes, locks) in sorted(held.items())
    ]


def licence_of(name: str) -> str:
    """Return the licence that an installed package names."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return HERE_NOT
    if "License-Expression" in told:
        return told["License-Expression"]
    listed = told.get_all("Classifier") or []
    named = [one.rpartition("::")[2].strip() for one in listed if one.startswith("License ::")]
    named = [one for one in named if one != "OSI Approved"]
    if named:
        return "; ".join(sorted(named))
    said = " ".join(told["License"].split()) if "License" in told else ""
    return said[:60] if said and said.upper() != "UNKNOWN" else "none named"


def faults(listed: list[Part]) -> Iterator[str]:
    """Yield what may not be shipped: a part without a licence, or with one that binds the whole."""
    for part in listed:
        if not part.shipped or part.licence == HERE_NOT:
            continue
        if part.licence == "none named":
            yield f"{part.name} {part.version} names no licence."
        elif REFUSED.search(LESSER.sub("", part.licence)):
            yield f"{part.name} {part.version} is under {part.licence}."


def document(listed: list[Part]) -> dict[str, object]:
    """Return the parts as a CycloneDX document; the same locks give the same one."""
    with (ROOT / "pyproject.toml").open("rb") as reading:
        project = tomllib.load(reading)["project"]
    root = f"pkg:pypi/{project['name']}@{project['version']}"
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": project["name"],
                "version": project["version"],
                "purl": root,
                "licenses": [{"expression": project["license"]}],
            }
        },
        "components": [component(part) for part in listed],
        "dependencies": [{"ref": root, "dependsOn": [ref(one) for one in listed if one.shipped]}],
    }


def ref(part: Part) -> str:
    """Return the address of a part."""
    return f"pkg:pypi/{part.name}@{part.version}"


def component(part: Part) -> dict[str, object]:
    """Return a part as a component: its licence, and the hashes of the files that may be it."""
    named: dict[str, object] = (
        {} if part.licence == HERE_NOT else {"licenses": [{"license": {"name": part.licence}}]}
    )
    return {
        "type": "library",
        "bom-ref": ref(part),
        "name": part.name,
        "version": part.version,
        "scope": "required" if part.shipped else "optional",
        "purl": ref(part),
        **named,
        "properties": [
            {"name": "tocsin:locks", "value": ", ".join(part.locks)},
            *({"name": "tocsin:file:sha256", "value": one} for one in part.hashes),
        ],
    }


def main() -> int:
    """List or write the parts; return the exit code."""
    parser = argparse.ArgumentParser(prog="scripts/sbom.py")
    parser.add_argument("--to", type=Path)
    to: Path | None = parser.parse_args().to
    listed = parts()
    if to is not None:
        to.write_text(json.dumps(document(listed), indent=1) + "\n", "utf-8")
        print(f"SBOM: {to}, {len(listed)} parts")
    else:
        for part in listed:
            kind = "shipped" if part.shipped else ", ".join(part.locks)
            print(f"{part.name:<34} {part.version:<14} {part.licence:<62} {kind}")
    wrong = list(faults(listed))
    for fault in wrong:
        print(f"FAULT {fault}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
