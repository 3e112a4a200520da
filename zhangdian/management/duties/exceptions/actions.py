"""A head looks at what his people went on with in spite of a question; that he did is on record."""

from zhangdian.foundation.kernel.action import Act, action
from zhangdian.management.duties.posts import HEADS


@action("看过例外", by=HEADS)
def read_exceptions(ctx: Act) -> None:
    """Yesterday's reasons were looked at: an unread list is its reader's own matter, seen by those above."""
