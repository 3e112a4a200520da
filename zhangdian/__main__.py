"""`python -m zhangdian` is `zhangdian`."""

from zhangdian.cli import main

if __name__ == "__main__":
    main()
