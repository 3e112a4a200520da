"""A notice is published, corrected, withdrawn, read by each, asked about and answered; its kinds."""

from collections.abc import Sequence
from datetime import date, datetime

from zhangdian.aftercare.insurance.models import Insurer
from zhangdian.foundation.kernel.action import ANYBODY, Act, action
from zhangdian.foundation.kernel.attachments import attach
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.management.notices import audience, kinds, queries
from zhangdian.management.notices.audience import Why, as_kept
from zhangdian.management.notices.kinds import KindRow
from zhangdian.management.notices.models import Notice, NoticeKind, NoticeQuestion, ReadReceipt, listed
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import STAFF_OFFICE, Department, Role
from zhangdian.resources.parts.models import Part

State = Notice.State
MOST_DAYS = 30
PHOTO = "notice"


# ---- kinds -------------------------------------------------------------------------------------------------


@action("载入通知类别", by=STAFF_OFFICE, by_clock=True)
def load_notice_kinds(ctx: Act, *, rows: Sequence[KindRow]) -> None:
    """A store begins with the house's kinds; from then on they are its own."""
    known = set(NoticeKind.objects.of(ctx).values_list("code", flat=True))
    names = set(NoticeKind.objects.of(ctx).values_list("name", flat=True))
    new = [row for row in rows if row.code not in known and row.name not in names]
    if not new:
        raise Refusal("这些类别门店都有了：要改请逐个改")
    NoticeKind.objects.add_many(
        NoticeKind(
            store_id=ctx.store_id,
            acted_at=ctx.now,
            code=row.code,
            name=row.name,
            publisher_codes=listed(row.publishers),
            posts=listed(row.posts),
            department_codes=listed(row.departments),
            about=row.about,
            days=row.days,
            order=row.order,
        )
        for row in new
    )


@action("新增通知类别", by=STAFF_OFFICE, opens=NoticeKind)
def add_notice_kind(
    ctx: Act,
    *,
    name: str,
    publishers: Sequence[Role],
    posts: Sequence[Role] = (),
    departments: Sequence[Department] = (),
    about: NoticeKind.About = NoticeKind.About.NOTHING,
    days: int = 2,
) -> NoticeKind:
    """A kind of the store's own."""
    made = NoticeKind(
        store_id=ctx.store_id,
        code=f"own-{ctx.entry_id}",
        order=NoticeKind.objects.of(ctx).count() + 1,
        acted_at=ctx.now,
    )
    write_kind(made, name, publishers, posts, departments, about, days)
    return made


@action("改通知类别", by=STAFF_OFFICE)
def set_notice_kind(
    ctx: Act,
    kind: NoticeKind,
    *,
    name: str,
    publishers: Sequence[Role],
    posts: Sequence[Role] = (),
    departments: Sequence[Department] = (),
    about: NoticeKind.About = NoticeKind.About.NOTHING,
    days: int = 2,
    stands: bool = True,
) -> None:
    """From now on other posts publish it or are proposed; what was published stays as it was."""
    kind.stands = stands
    write_kind(kind, name, publishers, posts, departments, about, days)


def write_kind(
    kind: NoticeKind,
    name: str,
    publishers: Sequence[Role],
    posts: Sequence[Role],
    departments: Sequence[Department],
    about: NoticeKind.About,
    days: int,
) -> None:
    if not name.strip():
        raise Refusal("请给类别起个名字")
    if not publishers:
        raise Refusal("请选谁能发这一类")
    if not 1 <= days <= MOST_DAYS:
        raise Refusal(f"几天内读完请填 1 到 {MOST_DAYS}")
    kept = as_kept(posts, departments)
    kind.name, kind.about, kind.days = name.strip(), about, days
    kind.publisher_codes = as_kept(publishers, ())["posts"]
    kind.posts, kind.department_codes = kept["posts"], kept["department_codes"]
    kind.save()


# ---- notices -----------------------------------------------------------------------------------------------


@action("发通知", by=ANYBODY, opens=Notice, gates=[acts_on_own_device])
def publish_notice(
    ctx: Act,
    *,
    kind: NoticeKind,
    title: str,
    text: str,
    read_by: datetime,
    posts: Sequence[Role] = (),
    departments: Sequence[Department] = (),
    people: Sequence[Person] = (),
    effective_on: date | None = None,
    ends_on: date | None = None,
    insurer: Insurer | None = None,
    parts: Sequence[Part] = (),
    photos: Sequence[int] = (),
) -> Notice:
    """It goes to all who are meant, and to whoever has an open car that it concerns (NBI-13, PTM-12)."""
    if not kind.stands:
        raise Refusal(f"“{kind}”已经停用：请换一类")
    if not kinds.is_published_by(ctx, kind):
        who = audience.posts_in_words(kind)
        raise Refusal(f"“{kind}”由{who}来发", [Missing("发通知", who)])
    effective = effective_on or ctx.today
    audience.refuse_dates(ctx, effective, read_by, ends_on)
    audience.refuse_subjects(kind, insurer, parts)
    refuse_empty(title, text)
    readers = audience.readers_of(ctx, posts, departments, people, parts)
    made = Notice(
        store_id=ctx.store_id,
        kind=kind,
        title=title.strip(),
        text=text.strip(),
        insurer=insurer,
        effective_on=effective,
        ends_on=ends_on,
        read_by=read_by,
        published_by=himself(ctx),
        published_at=ctx.now,
        acted_at=ctx.now,
        **as_kept(posts, departments),
    )
    made.save()
    audience.send(ctx, made, readers, parts)
    attach(ctx, made, PHOTO, photos)
    ctx.draw_number(made, "number", "TZ")
    return made


@action("更正通知", by=ANYBODY, opens=Notice, within={State.STANDING}, gates=[acts_on_own_device])
def correct_notice(
    ctx: Act,
    notice: Notice,
    *,
    title: str,
    text: str,
    what_changed: str,
    read_by: datetime,
    effective_on: date,
    ends_on: date | None = None,
    parts: Sequence[Part] = (),
    photos: Sequence[int] = (),
) -> Notice:
    """A new edition takes its place and is read again by all, those who had read the old one too."""
    audience.refuse_another(ctx, notice, "更正通知")
    audience.refuse_dates(ctx, effective_on, read_by, ends_on)
    audience.refuse_subjects(notice.kind, notice.insurer, parts)
    refuse_empty(title, text)
    if not what_changed.strip():
        raise Refusal("请写改了什么：读过旧版的人先看这一句")
    posts, departments = notice.posts.split(), notice.department_codes.split()
    named = [
        each.person
        for each in notice.receipts.filter(why=Why.NAMED, person__disabled_at=None).select_related("person")
    ]
    readers = audience.readers_of(
        ctx, [Role(each) for each in posts], [Department(each) for each in departments], named, parts
    )
    made = Notice(
        store_id=ctx.store_id,
        number=notice.number,
        edition=notice.edition + 1,
        replaces=notice,
        kind=notice.kind,
        title=title.strip(),
        text=text.strip(),
        what_changed=what_changed.strip(),
        insurer=notice.insurer,
        effective_on=effective_on,
        ends_on=ends_on,
        read_by=read_by,
        posts=notice.posts,
        department_codes=notice.department_codes,
        published_by=himself(ctx),
        published_at=ctx.now,
        acted_at=ctx.now,
    )
    made.save()
    audience.send(ctx, made, readers, parts)
    attach(ctx, made, PHOTO, photos)
    notice.replaced_at = ctx.now
    notice.save()
    return made


@action("撤回通知", by=ANYBODY, within={State.STANDING}, gates=[acts_on_own_device])
def withdraw_notice(ctx: Act, notice: Notice, *, why: str) -> None:
    """It counts no more, and nobody need read it; it stays to be looked up."""
    audience.refuse_another(ctx, notice, "撤回通知")
    if not why.strip():
        raise Refusal("请写为什么撤回")
    notice.withdrawn_at, notice.withdrawn_by, notice.withdrawn_why = ctx.now, himself(ctx), why.strip()


@action("发给新到岗的人", by_clock=True)
def address_newcomers(ctx: Act) -> None:
    """Whoever came into a post or a department while a notice stands reads it too."""
    ReadReceipt.objects.add_many(
        ReadReceipt(
            store_id=ctx.store_id,
            notice=notice,
            person_id=person,
            why=Why.NEWCOMER,
            read_by=audience.hour_for_newcomer(ctx, notice),
            acted_at=ctx.now,
        )
        for notice, person in queries.newcomers(ctx)
    )


def refuse_empty(title: str, text: str) -> None:
    if not title.strip() or not text.strip():
        raise Refusal("标题和正文都要写")


# ---- readers -----------------------------------------------------------------------------------------------


@action("已读并理解", by=ANYBODY)
def confirm_notice(ctx: Act, receipt: ReadReceipt) -> None:
    """The reader himself, of the edition that stands."""
    refuse_another_reader(ctx, receipt)
    refuse_what_is_over(receipt.notice)
    if receipt.read_at is not None:
        raise Refusal("您已经读过这一版")
    receipt.read_at, receipt.read_entry_id = ctx.now, ctx.entry_id


@action("提问", by=ANYBODY)
def ask_about_notice(ctx: Act, receipt: ReadReceipt, *, question: str) -> None:
    """What he does not understand goes to who published it; one thing at a time."""
    refuse_another_reader(ctx, receipt)
    refuse_what_is_over(receipt.notice)
    if not question.strip():
        raise Refusal("请写要问什么")
    if receipt.questions.filter(answered_at=None).exists():
        raise Refusal("您上一个问题还没答复：等答复了再问")
    NoticeQuestion(receipt=receipt, question=question.strip(), asked_at=ctx.now).save()


@action("答复提问", by=ANYBODY)
def answer_notice_question(ctx: Act, question: NoticeQuestion, *, words: str) -> None:
    """All readers see what was asked and answered."""
    audience.refuse_another(ctx, question.receipt.notice, "答复提问")
    if question.answered_at is not None:
        raise Refusal(f"{question.answered_by}已经答复")
    if not words.strip():
        raise Refusal("请写答复")
    question.answer, question.answered_at, question.answered_by = words.strip(), ctx.now, himself(ctx)
    question.save()


def refuse_another_reader(ctx: Act, receipt: ReadReceipt) -> None:
    if ctx.person_id != receipt.person_id:
        raise Refusal(f"这份回执是{receipt.person}的：各人读各人的", [Missing("已读", str(receipt.person))])


def refuse_what_is_over(notice: Notice) -> None:
    if notice.state == State.REPLACED:
        raise Refusal("这一版已经更正：请打开新的一版")
    if notice.state == State.WITHDRAWN:
        raise Refusal("这份通知已经撤回，不用读了")
