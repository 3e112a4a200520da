"""The office: papers that run out are renewed in time, else the work that wants them stands still."""

from datetime import date, time, timedelta

from zhangdian.doors.simulation.engine import Course
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock
from zhangdian.people.organization import certificates
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import record_certificate

LOOKED_THROUGH = time(9, 30)
BEFORE = 5
"""Days before the end in which the new paper is on the desk."""
VALID = timedelta(days=3 * 365)


def renew_papers(world: World, day: date) -> Course:
    """In the morning the staff files are looked through; who has been retrained has his new paper entered."""
    yield max(clock.instant(day, LOOKED_THROUGH), world.now)
    for paper in certificates.lapsing(world.clock, BEFORE):
        by = world.somebody(Role.ADMINISTRATION_CLERK, Role.OFFICE_DIRECTOR)
        world.do(
            record_certificate,
            by,
            paper.person_id,
            kind=paper.kind,
            issued_on=day,
            expires_on=day + VALID,
        )
