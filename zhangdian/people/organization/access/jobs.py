"""What the clock tidies at the doors: sessions and counts that nobody needs any more."""

from datetime import timedelta

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.clockwork import job
from zhangdian.people.organization import lockout
from zhangdian.people.organization.models import LoginSession


@job("清理旧登录", every=timedelta(hours=6))
def tidy_the_doors() -> int:
    """Expired sessions and old counts go; safe to run twice."""
    ended = LoginSession.objects.filter(expire_date__lt=clock.now()).delete()[0]
    return int(ended) + lockout.purge()
