"""The stage for all browser tests."""

from tests.browser.stage import chromium, stage

__all__ = ["chromium", "stage"]
