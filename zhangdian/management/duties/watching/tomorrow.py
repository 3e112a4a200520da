"""The list of the evening as messages: each hears once of what is his to see to, then only of what is new."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from zhangdian.foundation.kernel import codec
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Entry
from zhangdian.management.duties.models import Reach
from zhangdian.management.duties.watching.urging import way_to
from zhangdian.people.messaging import outbox
from zhangdian.people.messaging.models import Channel, Purpose
from zhangdian.people.messaging.occasions import occasion
from zhangdian.people.organization import evening
from zhangdian.people.organization import queries as organization
from zhangdian.people.organization.evening import Gap
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.roles import Role

SENT_BY = "duties.send_tomorrow"
NOBODY = occasion(
    "duties.tomorrow",
    "明天没人做的事",
    Purpose.STAFF,
    "{day}没人做的事：{what}。安排好了请在掌店“明天没人”里点一下",
    good_for=timedelta(hours=14),
)
LISTED = 4
"""Lines that a message names; of the rest it says how many."""


def untold(ctx: Any) -> list[Gap]:
    """What stands on this evening's list and nobody was written to about; after midnight that is past."""
    entry, gaps = evening.gaps_told(ctx)
    if entry is None:
        return []
    sent = {(gap.what, gap.to) for act in sent_today(ctx) for gap in evening.gaps_in(act)}
    return [each for each in gaps if (each.what, each.to) not in sent]


def sent_today(ctx: Any) -> list[Entry]:
    return list(Entry.objects.filter(store_id=ctx.store_id, action=SENT_BY, at__gte=ctx.midnight))


def digest_of(gaps: Sequence[Gap]) -> str:
    """A twin of this look has the same."""
    return codec.digest(list(gaps))[:32]


def write_to_heads(ctx: Act, store: Store, gaps: Sequence[Gap]) -> None:
    """One message to each whom it concerns and who is here today, by the way that he has chosen."""
    day = evening.tomorrow_of(ctx)
    nth = len(sent_today(ctx))
    reaches = {each.person_id: each for each in Reach.objects.of(ctx)}
    for person, mine in readers(ctx, gaps):
        channel, mailbox = way_to(reaches.get(person.pk))
        outbox.put(
            ctx,
            NOBODY,
            to=outbox.Mailbox(mailbox) if channel is Channel.EMAIL else person,
            subject=store,
            channel=channel,
            values={"day": f"{day:%m-%d}", "what": words_of(mine)},
            period=f"{day}:{nth}",
        )


def readers(ctx: Any, gaps: Sequence[Gap]) -> list[tuple[Person, list[Gap]]]:
    """Who is here today and has to see to some of it, each with his own lines."""
    people: dict[int, Person] = {}
    posts: dict[int, set[Role]] = defaultdict(set)
    for role, here in organization.on_duty(ctx).items():
        for person in here:
            people[person.pk] = person
            posts[person.pk].add(role)
    each_with_his = (
        (people[pk], [gap for gap in gaps if evening.concerns(gap, posts[pk])]) for pk in sorted(people)
    )
    return [(person, mine) for person, mine in each_with_his if mine]


def words_of(gaps: Sequence[Gap]) -> str:
    """The gravest by name with what helps, of the rest how many."""
    named = [f"{each.what}（{each.helps}）" for each in gaps[:LISTED]]
    more = f"；还有 {len(gaps) - LISTED} 件" if len(gaps) > LISTED else ""
    return f"{'；'.join(named)}{more}"
