"""A customer's way in: a link that names one action on one record and expires."""

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from zhangdian.foundation.kernel import clock, registry
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.models import Link
from zhangdian.foundation.kernel.refusals import NotHere, Refusal

if TYPE_CHECKING:
    from zhangdian.foundation.kernel.action import Act


def key_digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def new_key() -> str:
    """The secret part of a link, made before the act; only its digest is kept."""
    return secrets.token_urlsafe(18)


def lay(
    act: "Act", action_name: str, subject: Any, key: str, *, valid: timedelta = timedelta(hours=24)
) -> Link:
    """Open a link for the customer to this one action on this record."""
    link = Link(
        store_id=act.store_id,
        key_digest=key_digest(key),
        action=action_name,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        expires_at=act.now + valid,
    )
    link.save()
    return link


def follow(key: str) -> tuple[Link, Context]:
    """The link and who acts through it; an unknown or expired one says what the customer can do."""
    link = Link.objects.filter(key_digest=key_digest(key)).first()
    if link is None:
        raise NotHere("链接不存在")
    if link.expires_at <= clock.now():
        raise Refusal("链接已过期：请联系您的服务顾问重新发一个")
    return link, Context(link.store_id, kind=ActorKind.CUSTOMER, link_id=link.pk)


def subject_of(link: Link) -> Any:
    return registry.model(link.subject_type)._base_manager.get(pk=link.subject_id)
