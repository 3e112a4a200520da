"""Who did a post's work on a day, told for a whole month at once as for each day alone."""

from datetime import timedelta

from zhangdian.management.duties.appraisal.presence import days_between, presence_in
from zhangdian.people.organization import queries
from zhangdian.people.organization.models import LeaveSlip
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.shifts import actions as shifts
from zhangdian.people.organization.staff import actions as staff


def test_it_is_the_same_as_asked_day_by_day(shop):
    first, last = shop.today, shop.today + timedelta(days=13)
    shifts.ask_leave(
        shop.office_director,
        shop.person("rescue_technician"),
        kind=LeaveSlip.Kind.ANNUAL,
        since=first + timedelta(days=1),
        until=first + timedelta(days=4),
        because={"organization.post_is_filled": "临时从别处调人"},
    )
    shifts.swap_rest_day(
        shop.office_director, shop.person("guide"), rests_on=first + timedelta(days=1), reason="家里有事"
    )
    staff.name_deputy(
        shop.workshop_supervisor,
        shop.person("workshop_supervisor"),
        deputy=shop.person("team_leader"),
        since=first + timedelta(days=2),
        until=first + timedelta(days=3),
    )
    tenure = shop.person("second_technician").tenures.get()
    staff.end_tenure(shop.office_director, tenure, until=first + timedelta(days=5))
    together = presence_in(shop.clock, first, last)
    for day in days_between(first, last):
        alone = queries.on_duty(shop.clock, day)
        for role in Role:
            assert together.doing(role, day) == {each.pk for each in alone[role]}, (role, day)
