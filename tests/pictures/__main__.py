"""Pictures of every page of a demo store at three sizes: `python -m tests.pictures FOLDER [--only PART]`.

The store stands still at the last thing that happened in it; the pictures lie in FOLDER beside an index.html.
"""

import argparse
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhangdian.settings")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
django.setup()

from django.db.models import Max  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from tests.browser.stage import SIZES, launched  # noqa: E402
from tests.pictures.camera import Camera, bind, standing_still  # noqa: E402
from tests.pictures.sights import sights  # noqa: E402
from zhangdian.foundation.kernel import clock  # noqa: E402
from zhangdian.foundation.kernel.models import Entry  # noqa: E402


def main() -> None:
    asked = _asked()
    last = Entry.objects.aggregate(last=Max("at"))["last"]
    if last is None:
        sys.exit("这个数据目录里没有门店：先 zhangdian demo")
    with clock.at(last):
        wanted = [each for each in sights() if any(part in each.name for part in asked.only or [""])]
    with sync_playwright() as playwright, standing_still(last) as url:
        browser = launched(playwright)
        camera = Camera(browser, url, asked.folder)
        with clock.at(last):
            for size in asked.size or SIZES:
                camera.walk(wanted, size)
        browser.close()
    for seen in camera.album:
        for flaw in seen.flaws:
            sys.stdout.write(f"{seen.file}: {flaw}\n")
    sys.stdout.write(f"{len(camera.album)} 张：{bind(camera.album, asked.folder)}\n")


def _asked() -> argparse.Namespace:
    asking = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    asking.add_argument("folder", type=Path)
    asking.add_argument("--only", action="append", help="只拍名字里有这几个字的页")
    asking.add_argument("--size", action="append", choices=SIZES)
    return asking.parse_args()


main()
