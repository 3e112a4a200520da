"""A real store begins: it is opened, its lists go in, and its first car comes."""

import io
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.ui.imports import KINDS
from zhangdian.foundation.ui.sheets import open_ledger
from zhangdian.frontline.service.models import Bay, LabourOperation, RepairOrder
from zhangdian.frontline.service.reception.actions import receive_vehicle
from zhangdian.people.organization.models import Person, Store
from zhangdian.resources.parts.models import Lot, StockCard

NAMES = {"code": "88", "name": "云栎东湖店", "legal_name": "东湖云栎汽车有限公司", "manufacturer": "云栎汽车"}
LISTS = {
    "staff": "工号,姓名,岗位,手机,学历,行业年限,证书,证书到期,口令\n"
    "H01,邹远帆,服务顾问,16100000901,大专,3,,,\n"
    "H02,江自强,维修技师,16100000902,技校,4,汽车维修工四级,2027-10-31,3849\n"
    "H03,无证人,维修技师,16100000903,技校,0,,,\n",
    "parts": "件号,名称,单位,零售价,进货价,货位\nZZ-100,机油滤清器,个,38,22,A-1\nZZ-200,机油4L,桶,260,,B\n",
    "stock": "件号,数量,成本单价,入库日期\nZZ-100,12,22,2026-10-01\nZZ-200,5,180.5,2026/10/2\n",
    "operations": "作业代码,名称,标准工时,工时费率,工时费\nZ001,小保养,0.5,机电,120\n",
    "kits": "作业代码,件号,数量\nZ001,ZZ-100,1\nZ001,ZZ-200,1\n",
    "bays": "工位号,类别,班组,高压工位\n一号,快保工位,一组,否\n",
}


def opened(**more: str) -> str:
    told = io.StringIO()
    call_command("open_store", **NAMES, person="孙知行", employee_no="H00", **more, stdout=told)
    return told.getvalue()


def bring(folder: Path, kind: str, text: str) -> str:
    told, path = io.StringIO(), folder / f"{kind}.csv"
    path.write_text(text, encoding="gb18030")
    call_command("import_store", kind, str(path), store="88", stdout=told)
    return told.getvalue()


def test_the_first_person_logs_in_with_a_password_that_he_must_change(shop, client):
    password = re.search(r"初始密码 (\w{12}) ", opened())[1]
    answer = client.post("/login/enter", {"account": "H00", "password": password})
    assert answer.status_code == 302
    assert client.get("/")["Location"].startswith("/account/password")


def test_its_lists_go_in_and_its_first_car_comes(shop, tmp_path):
    opened()
    told = {kind: bring(tmp_path, kind, text) for kind, text in LISTS.items()}
    assert "已导入 2 行，退回 1 行" in told.pop("staff")
    assert all("退回 0 行" in each for each in told.values()), told
    store = Store.objects.get(code="88")
    assert {card.part.part_no: str(card.bin) for card in StockCard.objects.filter(store=store)} == {
        "ZZ-100": "A-1",
        "ZZ-200": "B",
    }
    assert sum(lot.on_hand for lot in Lot.objects.filter(store=store)) == 17
    assert LabourOperation.objects.get(code="Z001").kit.count() == 2
    assert Bay.objects.filter(store=store).count() == 1
    advisor = Person.objects.get(employee_no="H01")
    order = receive_vehicle(Context(store.pk, advisor.pk), plate="宁Z55555").subject
    assert order.state == RepairOrder.State.DRAFT


def test_each_is_handed_a_password_once_and_who_lacks_papers_is_named(shop, tmp_path):
    opened()
    bring(tmp_path, "staff", LISTS["staff"])
    with open_ledger(tmp_path / "staff-初始密码.xlsx") as given:
        rows = {row.cells[0]: row.cells[2] for row in given.table().rows}
    assert set(rows) == {"H01", "H02"}
    assert Person.objects.get(employee_no="H01").check_password(rows["H01"])
    with open_ledger(tmp_path / "staff-退回.xlsx") as refused:
        (row,) = refused.table().rows
    assert "无证人任维修技师" in row.cells[1]
    (tmp_path / "staff-初始密码.xlsx").unlink()
    bring(tmp_path, "staff", LISTS["staff"])
    assert Person.objects.get(employee_no="H01").check_password(rows["H01"])


def test_a_code_is_opened_once_and_nothing_is_left_half_open(shop):
    opened()
    with pytest.raises(CommandError, match="已经开过"):
        opened()
    taken = shop.person("service_advisor").employee_no
    with pytest.raises(CommandError, match="已经有人用"):
        call_command("open_store", **{**NAMES, "code": "89"}, person="谁", employee_no=taken)
    assert not Store.objects.filter(code="89").exists()


def test_who_begins_must_be_able_to_take_on_others(shop):
    with pytest.raises(CommandError, match="总经理"):
        opened(post="洗车工")


def test_every_kind_gives_its_template(tmp_path):
    for kind in KINDS.values():
        path = tmp_path / f"{kind.name}.xlsx"
        call_command("import_store", kind.name, str(path), template=True, stdout=io.StringIO())
        with open_ledger(path) as sheet:
            assert len(sheet.table().headings) == len(kind.headings) > 1, kind.name
