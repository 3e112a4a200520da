"""A start loads what every page needs; what is seldom asked waits until it is."""

import json
import os
import subprocess
import sys

from zhangdian.foundation.kernel.later import Later

SELDOM = {"cn2an", "pypinyin", "weasyprint", "xlsxwriter"}


def test_a_start_loads_nothing_that_is_seldom_asked():
    start = "import sys, zhangdian.wsgi; print(*{each.partition('.')[0] for each in sys.modules})"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "zhangdian.settings"}
    loaded = subprocess.check_output([sys.executable, "-c", start], env=environment, text=True).split()
    assert "zhangdian" in loaded
    assert SELDOM.intersection(loaded) == set()


def test_what_is_asked_is_there():
    assert Later("json").dumps is json.dumps
