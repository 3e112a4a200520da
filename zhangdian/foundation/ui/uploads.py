"""What comes up with a request: more than any file that the house takes goes by, kept nowhere."""

from typing import Any, Final

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from zhangdian.foundation.ui.sheets import MOST_BYTES

_AROUND: Final = 1024 * 1024
"""Bytes of a request beside its file: the other fields and what divides them."""
MOST_REQUEST: Final = MOST_BYTES + _AROUND


def is_too_large(request: HttpRequest) -> bool:
    """Whether more was announced than any file may weigh; then no file was kept for the view."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > MOST_REQUEST


class Doorkeeper(FileUploadHandler):
    """Lets a file of a request that is too large go by, before a byte of it reaches memory or disk.

    It is read to its end all the same: a browser that is cut off shows no sentence.
    """

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: str, encoding: Any = None
    ) -> None:
        self.too_large = content_length > MOST_REQUEST

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.too_large:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps it."""
