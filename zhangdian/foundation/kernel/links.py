"""A customer's way in: a link that names an action on one record and expires."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
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
    act: "Act", action: str | Sequence[str], subject: Any, key: str, *, valid: timedelta = timedelta(hours=24)
) -> Link:
    """Open a link for the customer to this action (or these few) on this one record.

    One that was sent before for the same act on the same record holds no more.
    """
    names = [action] if isinstance(action, str) else list(action)
    take_back(act, names, subject)
    link = Link(
        store_id=act.store_id,
        key_digest=key_digest(key),
        action=" ".join(names),
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        expires_at=act.now + valid,
    )
    link.save()
    return link


def take_back(act: "Act", actions: Sequence[str], subject: Any) -> None:
    """Links to any of these acts on this record end now."""
    label, pk = subject.reference
    standing = Link.objects.of(act).filter(subject_type=label, subject_id=pk, expires_at__gt=act.now)
    sent = [link for link in standing if set(actions) & set(link.action.split())]
    for link in sent:
        link.expires_at = act.now
    Link.objects.change_many(sent, ["expires_at"])


def follow(key: str) -> tuple[Link, Context]:
    """The link and who acts through it; an unknown or expired one says what the customer can do."""
    link = Link.objects.filter(key_digest=key_digest(key)).first()
    if link is None:
        raise NotHere("链接不存在")
    refuse_expired(link, clock.now())
    return link, Context(link.store_id, kind=ActorKind.CUSTOMER, link_id=link.pk)


def admit(act: "Act", subject: Any) -> None:
    """A customer acts only through a link that names this action and this record and has not expired."""
    link = Link.objects.of(act).filter(pk=act.ctx.link_id).first()
    if (
        link is None
        or subject is None
        or act.action.name not in link.action.split()
        or (link.subject_type, link.subject_id) != subject.reference
    ):
        raise NotHere("链接不存在")
    refuse_expired(link, act.now)


def refuse_expired(link: Link, now: datetime) -> None:
    if link.expires_at > now:
        return
    later = Link.objects.filter(
        subject_type=link.subject_type, subject_id=link.subject_id, action=link.action, pk__gt=link.pk
    )
    if later.filter(expires_at__gt=now).exists():
        raise Refusal("这个链接已经换成新的：请打开最近收到的那一个，或联系您的服务顾问")
    raise Refusal("链接已过期：请联系您的服务顾问重新发一个")


def subject_of(link: Link) -> Any:
    return registry.model(link.subject_type)._base_manager.get(pk=link.subject_id)
