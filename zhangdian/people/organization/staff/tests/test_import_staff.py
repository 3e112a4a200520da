"""The people of a store are taken over set by set: 116 of them in one act and a handful of statements."""

import dataclasses
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.saying_no import refused
from zhangdian.people.organization import secrets
from zhangdian.people.organization.imports import StaffPaper, StaffRow
from zhangdian.people.organization.models import Certificate, Person, Tenure
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import import_staff
from zhangdian.people.organization.staff.ledgers import STAFF
from zhangdian.people.organization.tests.doors import HASH

LIST = """工号,姓名,性别,岗位,兼任,部门,班组,手机,行业年限,学历,证书,证书剩余天数,休息日,口令
E1,江自强,男,维修技师,,workshop,机电一组,16100000077,2,技校,汽车维修工四级,280,周三,3849
E2,孔宇航,男,技术总监,内训师,workshop,,16100000069,10,本科,汽车维修技师二级;厂家岗位认证,280,星期天,3553
E3,姚书恒,男,取送车司机,紧急救援人员,service,,16100000066,0.6,大专,,,周六,3442
"""


@pytest.fixture
def read(shop, tmp_path):
    """What a list gives: the good rows, and line and reason of the others."""

    def judged(text=LIST):
        path = tmp_path / "员工.csv"
        path.write_text(text, encoding="utf-8")
        return STAFF.judge(path)

    return judged


def test_a_list_becomes_people_with_posts_papers_and_digits(shop, read):
    found = read()
    assert not found.bad
    entrants = [entrant for _, entrant in found.good]
    import_staff(
        shop.office_director,
        rows=[each.row for each in entrants],
        pin_digests=[each.pin_digest for each in entrants],
    )
    director = Person.objects.get(employee_no="E2")
    assert shop.context_of(director).roles == {Role.TECHNICAL_DIRECTOR, Role.INTERNAL_TRAINER}
    assert director.rest_weekday == 6
    assert secrets.is_pin_of(director, "3553")
    assert not secrets.is_pin_of(director, "3849")
    assert {paper.expires_on for paper in Certificate.objects.filter(person=director)} == {
        shop.today + timedelta(days=280)
    }


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (",新人,男,引导员,,,,,,,,,,", "缺工号"),
        ("E9,新人,男,太空人,,,,,,,,,,", "没有这个岗位：太空人"),
        ("E9,新人,男,,,,,,,,,,,", "缺岗位"),
        ("E9,新人,男,引导员,,,,,,,,,周八,", "休息日看不懂"),
        ("E9,新人,男,引导员,,,,,,,,,,12", "四位数字"),
        ("E9,新人,男,引导员,,厨房,,,,,,,,", "没有这个部门：厨房"),
    ],
)
def test_a_bad_row_says_why_and_the_others_go_on(shop, read, line, why):
    found = read(LIST + line + "\n")
    assert len(found.good) == 3
    assert [(row.line, why in reason) for row, reason in found.bad] == [(5, True)]


def test_the_words_of_the_trade_are_posts_too(shop, read):
    found = read(LIST.split("\n")[0] + "\nE9,新人,男,班组长,,,,,3,技校,,,,\n")
    assert found.good[0][1].row.posts == (Role.TEAM_LEADER,)


def test_a_number_that_is_taken_is_refused_whole(shop):
    row = StaffRow("N1", "新人", (Role.GUIDE,))
    taken = StaffRow(shop.person("other_store_advisor").employee_no, "重号", (Role.GUIDE,))
    with refused("已经有人用"):
        import_staff(shop.office_director, rows=[row, taken])
    assert not Person.objects.filter(employee_no="N1").exists()


def test_posts_that_must_be_apart_do_not_come_in_together(shop):
    with refused("收款"):
        import_staff(
            shop.clock, rows=[StaffRow("N1", "新人", (Role.CASHIER, Role.SERVICE_ADVISOR), education="本科")]
        )


def test_unmet_requirements_are_named_and_taken_over_only_at_a_founding(shop):
    rows = [StaffRow("N1", "新人", (Role.STOREKEEPER,), education="大专")]
    until = shop.today + timedelta(days=90)
    with refused("新人任配件管理员", "行业年限"):
        import_staff(shop.clock, rows=rows)
    with refused("逐个任职"):
        import_staff(shop.general_manager, rows=rows, exceptions_until=until)
    import_staff(shop.clock, rows=rows, exceptions_until=until)
    tenure = Tenure.objects.get(person__employee_no="N1")
    assert tenure.exception_until == until
    assert "行业年限" in tenure.exception_reason


def test_a_hundred_people_cost_a_handful_of_statements_more_than_one(shop):
    one = StaffRow(
        "M", "新人", (Role.GUIDE,), certificates=(StaffPaper("驾驶证"),), education="本科", years_in_trade=5
    )

    def cost(many, first):
        rows = [dataclasses.replace(one, employee_no=f"M{first + n}") for n in range(many)]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            import_staff(shop.clock, rows=rows, password_hash=HASH)
        return len(asked)

    assert cost(100, 500) < cost(1, 0) + 10  # SQLite takes 999 values at a time


def test_neither_password_nor_digits_nor_names_stand_open_in_the_journal(shop, read):
    entrants = [entrant for _, entrant in read().good]
    digests, once = [each.pin_digest for each in entrants], [f"{HASH}{at}" for at in range(3)]
    done = import_staff(
        shop.clock, rows=[each.row for each in entrants], pin_digests=digests, one_time_hashes=once
    )
    open_part = done.entry.inputs_text + done.entry.changes_text + done.entry.notes_text
    for word in ("江自强", "16100000077", HASH, digests[0]):
        assert word not in open_part
    assert HASH not in done.entry.personal_text
    assert digests[0] not in done.entry.personal_text
