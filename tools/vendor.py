"""Fetch what browsers run from others, at pinned versions; compare the sums, copy the files and licences.

vendor.py                     fetch what vendor.lock.json names and lay it under static/vendor
vendor.py --pin NAME VERSION  take another version into the lock, after reading what changed in it
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

TOOLS = Path(__file__).resolve().parent
LOCK = TOOLS / "vendor.lock.json"
ICONS = TOOLS / "icons.txt"
VENDOR = TOOLS.parent / "zhangdian/foundation/ui/static/vendor"
SOURCE_MAP = re.compile(r"^\s*(//[#@]|/\*[#@]) ?sourceMappingURL=.*\n?", re.MULTILINE)

FILES = {
    "bootstrap": ["dist/css/bootstrap.min.css"],
    "htmx.org": ["dist/htmx.min.js"],
    "idiomorph": ["dist/idiomorph-ext.min.js"],
    "signature_pad": ["dist/signature_pad.umd.min.js"],
    "echarts": ["dist/echarts.common.min.js"],
    "@tabler/icons": [],
}


def fetch(name: str, version: str, folder: Path) -> Path:
    """The package as its registry keeps it, through npm."""
    command = ["npm", "pack", "--silent", "--ignore-scripts", f"{name}@{version}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return folder / done.stdout.split()[-1]


def sum_of(archive: Path) -> str:
    return hashlib.sha512(archive.read_bytes()).hexdigest()


def text_of(archive: tarfile.TarFile, path: str) -> str:
    member = archive.extractfile(f"package/{path}")
    if member is None:
        raise FileNotFoundError(path)
    return member.read().decode()


def sprite(archive: tarfile.TarFile) -> str:
    """One file of symbols, cut to the icons that pages name; stroke and size come from the style sheet."""
    symbols = [
        symbol(name, text_of(archive, f"icons/outline/{name}.svg")) for name in ICONS.read_text().split()
    ]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def symbol(name: str, svg: str) -> str:
    inside = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if inside is None:
        raise ValueError(f"{name} is no icon")
    shapes = re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none" ?/>', "", inside[1])
    shapes = re.sub(r"\s*\n\s*", "", shapes)
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def lay(name: str, archive: tarfile.TarFile) -> None:
    """Copy what pages use, with the licence beside it, and the notice that some licences want kept."""
    for path in FILES[name]:
        target = VENDOR / Path(path).name
        target.write_text(SOURCE_MAP.sub("", text_of(archive, path)).rstrip() + "\n")
    if name == "@tabler/icons":
        (VENDOR / "icons.svg").write_text(sprite(archive))
    licences = [
        p for p in archive.getnames() if re.fullmatch(r"package/LICEN[CS]E(\.\w+)?", p, re.IGNORECASE)
    ]
    if not licences:
        raise FileNotFoundError(f"{name} brings no licence")
    licences += [p for p in archive.getnames() if p == "package/NOTICE"]
    short = name.removeprefix("@").replace("/", "-")
    text = "\n".join(text_of(archive, each.removeprefix("package/")) for each in licences)
    (VENDOR / f"LICENSE.{short}.txt").write_text("\n".join(map(str.rstrip, text.splitlines())).strip() + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pin", nargs=2, metavar=("NAME", "VERSION"), action="append", default=[])
    pins = dict(parser.parse_args().pin)
    lock = json.loads(LOCK.read_text()) if LOCK.exists() else {}
    VENDOR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in FILES:
            version = pins.get(name) or lock[name]["version"]
            packed = fetch(name, version, Path(folder))
            if name in pins:
                lock[name] = {"version": version, "sha512": sum_of(packed)}
            if sum_of(packed) != lock[name]["sha512"]:
                sys.exit(f"{name} {version} is not what it was when it was pinned: nothing was copied")
            with tarfile.open(packed) as archive:
                lay(name, archive)
            print(f"{name} {version}")
    LOCK.write_text(json.dumps(lock, indent=2) + "\n")


if __name__ == "__main__":
    main()
