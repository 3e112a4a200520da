"""What a machine may lack, and what that switches off."""

import os
import shutil
import subprocess
from collections.abc import Callable
from ctypes.util import find_library
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Need(NamedTuple):
    """Something from outside that a part of the house needs."""

    label: str
    find: Callable[[], str | None]
    without: str
    remedy: str


@cache
def postgres_folder() -> Path | None:
    """The folder of PostgreSQL's own programs; on Debian it is not on the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    on_path = shutil.which("initdb")
    for folder in [*reversed(debian), *([Path(on_path).resolve().parent] if on_path else [])]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


def find_postgres() -> str | None:
    return str(folder) if (folder := postgres_folder()) else None


@cache
def find_chromium() -> str | None:
    """A browser for the tests: CHROMIUM, or the first of the usual names.

    The one that never shows a window comes first: the others draw the frame of a window for each screen,
    which costs ten times as much.
    """
    usual = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
    names = [os.environ.get("CHROMIUM", ""), *usual]
    return next((path for name in names if name and (path := shutil.which(name))), None)


@cache
def find_cjk_font() -> str | None:
    if not shutil.which("fc-list"):
        return None
    command = ["fc-list", ":lang=zh-cn", "family"]
    families = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    return families[0] if families else None


@cache
def find_pango() -> str | None:
    """The library that sets text in PDF files; it needs all three parts."""
    parts = [find_library(name) for name in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")]
    return parts[0] if all(parts) else None


NEEDS = {
    "postgres": Need(
        "PostgreSQL",
        find_postgres,
        "测试只在 SQLite 上运行",
        "apt-get install postgresql",
    ),
    "chromium": Need(
        "Chromium",
        find_chromium,
        "浏览器测试跳过",
        "apt-get install chromium-headless-shell（或 chromium）",
    ),
    "cjk_font": Need(
        "中文字体",
        find_cjk_font,
        "本机浏览器、截图和 PDF 里中文会是方块",
        "apt-get install fonts-noto-cjk fontconfig",
    ),
    "pango": Need(
        "Pango",
        find_pango,
        "服务器不能把报表做成 PDF，在浏览器里打印时另存",
        "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    ),
}


def report() -> str:
    """One line per need: what was found, or what is switched off and how to mend it."""
    lines = []
    for need in NEEDS.values():
        found = need.find()
        lines.append(
            f"✓ {need.label}：{found}" if found else f"✗ {need.label}：没有，{need.without}；{need.remedy}"
        )
    return "\n".join(lines)
