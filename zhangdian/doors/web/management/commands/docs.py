"""zhangdian docs: draw the generated charts and tables anew."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from zhangdian.doors.web import borrowed, drawings

DOCS = drawings.PACKAGE.parent / "docs"


class Command(BaseCommand):
    help = "重画 docs/ 里由登记册生成的图和表"

    def handle(self, *args: Any, **options: Any) -> None:
        made: dict[Path, str] = {
            DOCS / "house.svg": drawings.house_svg(),
            DOCS / "states.md": drawings.state_charts(),
            DOCS / "permissions.md": drawings.permissions(),
            DOCS / "borrowed.md": borrowed.borrowed(),
        }
        DOCS.mkdir(exist_ok=True)
        for path, text in made.items():
            path.write_text(text)
            self.stdout.write(str(path.relative_to(DOCS.parent)))
