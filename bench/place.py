"""Where a measurement stands: in which version, on which databases, and where it is kept."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from zhangdian import doctor

HOUSE = Path(__file__).parent.parent
RESULTS = HOUSE / "bench" / "results"


def commit() -> str:
    git = shutil.which("git") or "git"
    told = subprocess.run([git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return told.stdout.strip() or "unknown"


def here_of(engines: str) -> Iterator[str]:
    """Those of the databases asked for, `sqlite,postgres`, that this machine has; says which it lacks."""
    for engine in engines.split(","):
        if engine == "postgres" and not doctor.postgres_folder():
            print("PostgreSQL is not on this machine: left out (make doctor)")
        else:
            yield engine
