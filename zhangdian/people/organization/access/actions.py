"""What opens the house to somebody: passwords, four digits, cards, devices; all hashed before the act."""

from zhangdian.foundation.kernel.action import ANYBODY, Act, action
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.sight import SecretText
from zhangdian.people.organization import gates, lockout, queries, secrets, sessions
from zhangdian.people.organization.models import Person, SharedDevice
from zhangdian.people.organization.roles import MANAGERS, STAFF_OFFICE, Role

KEY_OFFICE = [*STAFF_OFFICE, Role.ADMINISTRATION_CLERK]
HERE = Person.State.EMPLOYED


@action("改密码", by=ANYBODY, within={HERE}, gates=[gates.acts_on_own_device])
def change_password(ctx: Act, person: Person, *, password_hash: SecretText) -> None:
    """An own password instead of the old one, which the page has checked; all other sessions end."""
    if person.pk != ctx.person_id:
        raise Refusal("密码只能本人改；忘了请办公室主任重置")
    set_password(person, password_hash)
    person.must_change_password, person.one_time_until = False, None


@action("重置密码", by=KEY_OFFICE, within={HERE}, gates=[gates.acts_on_own_device], by_clock=True)
def reset_password(ctx: Act, person: Person, *, password_hash: SecretText) -> None:
    """A password to hand over once: it opens nothing but the page on which he chooses his own."""
    may_reset(ctx, person)
    set_password(person, password_hash)
    person.must_change_password, person.one_time_until = True, ctx.now + secrets.ONE_TIME_FOR
    lockout.free(person)


def may_reset(ctx: Act, person: Person) -> None:
    if person.pk == ctx.person_id:
        raise Refusal("自己的密码在“我的账号”里改")
    leads = bool(set(queries.posts_of(ctx, [person])[person.pk]).intersection(MANAGERS))
    if leads and ctx.person_id is not None and not ctx.roles.intersection(STAFF_OFFICE):
        raise Refusal("部门负责人的密码由办公室主任或总经理重置")


def set_password(person: Person, password_hash: str) -> None:
    person.password = password_hash
    person.session_epoch += 1
    sessions.end_sessions(person)


@action("解锁登录", by=KEY_OFFICE, within={HERE})
def unlock_login(ctx: Act, person: Person) -> None:
    """Too many wrong tries, and it was himself: he need not wait for the quarter of an hour."""
    lockout.free(person)


@action("设口令", by=ANYBODY, within={HERE}, gates=[gates.acts_on_own_device], by_clock=True)
def set_kiosk_pin(ctx: Act, person: Person, *, pin_digest: SecretText) -> None:
    """Four digits for shared devices; they open the work of the floor and never money."""
    may_set_key(ctx, person, "口令")
    person.kiosk_pin = pin_digest


@action("绑工卡", by=ANYBODY, within={HERE}, gates=[gates.acts_on_own_device], by_clock=True)
def set_card(ctx: Act, person: Person, *, card_digest: SecretText = "") -> None:
    """A card for shared devices; an empty one takes the card away (lost)."""
    may_set_key(ctx, person, "工卡")
    person.card_digest = card_digest


def may_set_key(ctx: Act, person: Person, what: str) -> None:
    own = ctx.person_id in (None, person.pk)
    if not own and not ctx.roles.intersection(KEY_OFFICE):
        raise Refusal(f"{what}由本人或办公室来设", [Missing(what, "本人或办公室主任")])


@action("登记共用机", by=STAFF_OFFICE, opens=SharedDevice, gates=[gates.acts_on_own_device], by_clock=True)
def enrol_device(ctx: Act, *, name: str, key_digest: SecretText, department: str = "") -> SharedDevice:
    """A kiosk or workshop phone: from here a card or four digits change the person on it."""
    if not name.strip():
        raise Refusal("请给共用机起个名字，例如“车间公用机 3 号”")
    device = SharedDevice(
        store_id=ctx.store_id,
        name=name.strip(),
        department=department,
        key_digest=key_digest,
        acted_at=ctx.now,
    )
    device.save()
    return device


@action("停用共用机", by=STAFF_OFFICE, gates=[gates.acts_on_own_device])
def retire_device(ctx: Act, device: SharedDevice) -> None:
    """Lost, sold or no longer shared: nobody comes in by card or four digits there any more."""
    if device.retired_at is not None:
        raise Refusal("这台共用机已经停用")
    device.retired_at = ctx.now
    sessions.end_sessions_on(device)
