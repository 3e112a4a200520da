"""`python -m zhangdian` is `zhangdian`."""

import signal
from importlib import import_module


def main() -> None:
    """Told to end while it is still read in, it ends: an interrupt in the middle of an import can be lost."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    cli = import_module("zhangdian.cli")
    signal.signal(signal.SIGINT, signal.default_int_handler)
    cli.main()


if __name__ == "__main__":
    main()
