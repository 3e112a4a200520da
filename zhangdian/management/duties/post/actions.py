"""A description of a post is read and signed by its holder; a changed sentence is signed again."""

from zhangdian.foundation.kernel.action import ANYBODY, Act, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.management.duties import wall
from zhangdian.management.duties.models import PostSigned
from zhangdian.management.duties.post import sheet
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import Role


@action("签收岗位说明", by=ANYBODY)
def sign_post(ctx: Act, *, role: Role, digest: str) -> None:
    """The holder has read what his post is, as it stands today."""
    if role not in ctx.roles:
        raise Refusal("这不是您的岗位")
    rows = wall.wall_on(ctx, ctx.today).rows_of(role)
    if digest != sheet.digest_of(rows):
        raise Refusal("原文刚改过：请刷新后再看一遍")
    PostSigned(
        store_id=ctx.store_id,
        person=himself(ctx),
        role=role,
        digest=digest,
        rows=len(rows),
        text=sheet.text_of(rows),
        signed_at=ctx.now,
    ).save()
