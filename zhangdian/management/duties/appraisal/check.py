"""What must be true of every sheet: its points are those of its events, its sum that of its lines."""

from collections.abc import Iterator
from typing import Any

from zhangdian.foundation.kernel import brought
from zhangdian.foundation.kernel.invariants import invariant
from zhangdian.management.duties.appraisal import reckoning
from zhangdian.management.duties.models import Appraisal, DepartmentFigure


@invariant("K1", "考核单每一项的实际和得分，由它自己留下的记录重算出来，一分不差；总分是各项之和")
def points_are_those_of_their_events(store: Any) -> Iterator[str]:
    rows = Appraisal.objects.filter(store=store).prefetch_related("lines").order_by("pk")
    for appraisal in rows.iterator(200):
        lines = list(appraisal.lines.all())
        for line in lines:
            value, points = reckoning.reckoned_again(line)
            if (value, points) != (line.value, line.points):
                kept = f"{line.value} / {line.points}"
                yield f"考核单 {appraisal.pk} “{line}”记的是 {kept}，重算是 {value} / {points}"
        if (total := reckoning.total_of(lines)) != appraisal.total:
            yield f"考核单 {appraisal.pk} 总分记的是 {appraisal.total}，各项之和是 {total}"


@invariant("K2", "没有人给自己评分、签自己的考核单、答复自己的异议；归档的月份都签过")
def nobody_settles_his_own(store: Any) -> Iterator[str]:
    rows = Appraisal.objects.filter(store=store).prefetch_related("lines", "objections")
    for appraisal in rows.select_related("month").order_by("pk").iterator(200):
        own = appraisal.person_id
        settled = [appraisal.released_by_id, appraisal.agreed_by_id]
        settled += [line.scored_by_id for line in appraisal.lines.all()]
        settled += [each.answered_by_id for each in appraisal.objections.all()]
        if own in settled:
            yield f"考核单 {appraisal.pk} 由本人评、签或答复"
        if appraisal.month.state == "closed" and appraisal.state != Appraisal.State.AGREED:
            yield f"考核单 {appraisal.pk} 没签完，月份却归档了"


@invariant("K3", "部门考核的每个数，由它自己留下的记录重算出来，一分不差")
def departments_are_those_of_their_events(store: Any) -> Iterator[str]:
    rows = DepartmentFigure.objects.filter(score__store=store).order_by("pk")
    for each in rows.iterator(200):
        value = brought.read(each.events).measured(each.of).value
        if value != each.value:
            yield f"部门考核 {each.score_id} “{each}”记的是 {each.value}，重算是 {value}"
