"""What somebody types, sends or tries wrongly: a sentence says what to do, and nothing has changed.

Through the pages, as people meet it; what each kind of wrong plate, number, picture or sheet is called stands
with the noun that judges it (plates, vins, mileage, photos, sheets).
"""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.db import connection
from django.urls import reverse
from PIL import Image

from tests.support.browsing import browser_of
from tests.support.copies import checksums
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.records import writing
from zhangdian.foundation.ui.xlsx import Column, write_sheet
from zhangdian.frontline.service.models import OrderLine, RepairOrder
from zhangdian.people.customers.models import LedgerFile, Vehicle
from zhangdian.resources.parts.models import Lot, Requisition, RequisitionLine

MEBI = 1024 * 1024


@pytest.fixture
def press(living: Shop) -> Callable[..., str]:
    """`press("guide", "service.receive_vehicle", plate=…)` is refused, changes nothing, and tells why."""

    def pressed(who: str, action: str, record: Any = None, status: int = 422, **typed: Any) -> str:
        url = reverse("ui:act", kwargs={"name": action} | ({"pk": record.pk} if record else {}))
        client, before = browser_of(getattr(living, who)), checksums()
        answer = client.post(url, typed)
        assert answer.status_code == status
        assert checksums() == before
        return words_of(answer.content.decode())

    return pressed


def words_of(page: str) -> str:
    """What stands in red on the page: the refusal, the question, the word beside a field."""
    red = r'<section class="refusal".*?</section>|<span class="bad".*?</span>|role="alert"[^>]*>.*?</'
    return " ".join(re.sub(r"<[^>]+>", " ", "".join(re.findall(red, page, re.DOTALL))).split())


@pytest.fixture
def bring(living: Shop) -> Callable[..., str]:
    """A file that somebody brings to an address; refused, and nothing changed."""

    def brought(who: str, address: str, name: str, content: bytes) -> str:
        client, before = browser_of(getattr(living, who)), checksums()
        answer = client.post(reverse(address), {"file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 422
        assert checksums() == before
        return answer.json()["refusal"] if address == "ui:upload" else answer.content.decode()

    return brought


def the_order(plate: str) -> RepairOrder:
    order: RepairOrder = RepairOrder.objects.get(plate=plate)
    return visits.again(order)


# ---- typed wrongly --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("L00Y06G17GW12000", "是 16 位，少 1 位：请照行驶证核对"),
        ("L00Y06G17GW12000I", "车架号不用 I、O、Q：是不是 L00Y06G17GW120001"),
        ("L00Y06G18GW120001", "校验位（第 9 位）是 8，按其余各位应为 7"),
        ("车架号", "车架号只有字母和数字，请重录"),
    ],
)
def test_a_wrong_vin(press, typed, said):
    assert said in press("service_advisor", "customers.register_vehicle", plate="宁Z77777", vin=typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("宁ZO2966", "没有 I 和 O"),
        ("宁Z629", "5 或 6 位"),
        ("12345", "不像车牌"),
        ("", "还没填"),
        ("🚗" * 8, "不像车牌"),
    ],
)
def test_a_wrong_plate_at_the_entrance(press, typed, said):
    assert said in press("guide", "service.receive_vehicle", plate=typed)


def test_a_mileage_below_the_last_one(press):
    car = Vehicle.objects.get(plate="宁Z00100")
    said = press("service_advisor", "customers.record_mileage", car, km="1200", source="customer")
    assert "比 2026-11-23 的 107,196 公里少 105,996 公里：请核对仪表" in said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-1", "至少 1 件：请核对"),
        ("0", "至少 1 件：请核对"),
        ("1.5", "请写整数"),
        ("NaN", "请写整数"),
        ("三", "请写整数"),
        ("99999999999", "数字太大：请核对"),
        ("9", "在库 3"),
    ],
)
def test_pieces_that_cannot_be_counted(press, typed, said):
    lot = Lot.objects.filter(supplier__isnull=False, on_hand=3).latest("pk")
    assert said in press("storekeeper", "parts.return_to_supplier", lot, quantity=typed, reason="破损")


# ---- tried too early ------------------------------------------------------------------------------


def the_offered_line() -> OrderLine:
    """Extra work that its customer has not agreed to."""
    order = the_order("宁Z00101")
    line: OrderLine = order.lines.get(authorized_at=None, voided_at=None)
    return line


def test_work_that_nobody_has_agreed_to_is_not_begun(press):
    said = press("technician", "service.start_work", the_offered_line())
    assert "“更换空调滤芯”客户还没授权 请服务顾问" in said


def test_no_part_is_issued_for_a_line_that_nobody_has_agreed_to(living, press):
    """Parts go out against a requisition and nothing else: it has none, and another's has no such line."""
    line = the_offered_line()
    assert not Requisition.objects.of(living.storekeeper).for_purpose(line.order).exists()
    other = Requisition.objects.of(living.storekeeper).open().latest("pk")
    foreign = RequisitionLine.objects.exclude(requisition=other).latest("pk")
    said = press("storekeeper", "parts.issue_parts", other, **one_piece(living, foreign.pk))
    assert f"“{foreign.part}”是 {foreign.requisition.purpose_text} 领料单 {foreign.requisition} 的" in said
    assert f"{other.purpose_text} 领料单 {other} 上没有这一行，客户没有授权" in said
    assert "请服务顾问先请客户授权增项" in said


def test_a_part_for_another_stores_line_is_for_one_that_does_not_exist(living, press):
    here, there = Requisition.objects.of(living.storekeeper).open().order_by("-pk")[:2]
    foreign = there.lines.latest("pk")
    with writing(), connection.cursor() as cursor:
        other_store = living.other_store_advisor.store_id
        cursor.execute("UPDATE parts_requisition SET store_id = %s WHERE id = %s", [other_store, there.pk])
    said = [
        press("storekeeper", "parts.issue_parts", here, status=404, **one_piece(living, key))
        for key in (foreign.pk, 10**9)
    ]
    assert said[0] == said[1]


def one_piece(living: Shop, line: int) -> dict[str, str]:
    """What the window sends to issue one piece of a line."""
    return {f"lines-{line}": "1", "taker": str(living.technician.person_id)}


def test_a_bill_before_the_inspection(press):
    said = press("service_advisor", "service.make_statement", the_order("宁Z00102"))
    assert "现在是“维修中”" in said


def test_out_of_the_gate_before_it_is_paid(living, press):
    order = the_order("宁Z00106")
    visits.sign_statement(living, order)
    assert visits.again(order).state == RepairOrder.State.SETTLING
    said = press("guard", "service.let_out", visits.again(order))
    assert "宁Z00106还没付结算单" in said
    assert "请结算员收款；要挂账请前台主管批" in said


# ---- somebody else's ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["service:repairorder", "service:write_up", "service:delivery"])
def test_another_stores_order_by_its_address(living, name):
    client, order = browser_of(living.other_store_advisor), the_order("宁Z00104")
    foreign, absent = (client.get(reverse(name, args=[pk])) for pk in (order.pk, 10**9))
    assert foreign.status_code == absent.status_code == 404
    assert foreign.content == absent.content


def test_another_stores_order_cannot_be_worked_on_either(press):
    said = press("other_store_advisor", "service.note_words", the_order("宁Z00104"), status=404, words="喂")
    assert "宁Z00104" not in said


# ---- files ----------------------------------------------------------------------------------------


def a_cut_picture() -> bytes:
    picture = io.BytesIO()
    noise = random.Random(7).randbytes(300 * 300 * 3)
    Image.frombytes("RGB", (300, 300), noise).save(picture, "JPEG")
    return picture.getvalue()[:5000]


@pytest.mark.parametrize(
    "content",
    [b"", b"not a picture", b"\xff\xd8\xff\xe0" + b"\0" * 500, b"<svg onload='alert(1)'/>", a_cut_picture()],
    ids=["empty", "text", "torn head", "svg", "cut"],
)
def test_a_photo_that_cannot_be_read(bring, content):
    assert "请" in bring("service_advisor", "ui:upload", "车损.jpg", content)


def test_a_photo_of_fifty_megabytes(bring):
    assert "超过 20 MB" in bring(
        "service_advisor", "ui:upload", "车损.jpg", b"\xff\xd8\xff" + bytes(50 * MEBI)
    )


def a_ledger_of(size: int) -> bytes:
    """A good ledger in .csv, each row another car."""
    head = "车牌号,车主姓名,联系电话,备注\r\n".encode()
    row = "宁Z{:05},段素琴,161{:08},喜欢安静的休息区\r\n"
    rows = "".join(row.format(n % 100_000, n) for n in range(size // len(row.format(0, 0).encode())))
    return head + rows.encode()


def kept_ledgers() -> tuple[int, set[Path]]:
    return LedgerFile.objects.count(), set((Path(settings.MEDIA_ROOT) / "ledgers").rglob("*"))


SPLIT = "文件超过 40 MB，没有读取：请按行分成几份（例如每份 5 万行）分别上传，或另存为 .xlsx 再传"


@pytest.mark.parametrize("mebi", [50, 40.5], ids=["told by its length", "told while it is read"])
def test_a_ledger_of_fifty_megabytes(bring, mebi):
    content, before = a_ledger_of(int(mebi * MEBI)), kept_ledgers()
    assert SPLIT in bring("service_manager", "customers:upload_ledger", "台账.csv", content)
    assert kept_ledgers() == before


def test_a_file_that_is_too_large_reaches_neither_memory_nor_disk(bring, monkeypatch):
    held = []
    for handler in (MemoryFileUploadHandler, TemporaryFileUploadHandler):
        monkeypatch.setattr(handler, "new_file", lambda *args, **_: held.append(args))
    content = a_ledger_of(50 * MEBI)
    assert SPLIT in bring("service_manager", "customers:upload_ledger", "台账.csv", content)
    assert held == []


def test_the_page_says_how_large_a_ledger_may_be(living):
    page = browser_of(living.service_manager).get(reverse("customers:imports")).content.decode()
    assert "40 MB 以内" in page


def a_sheet_that_inflates_to_two_gigabytes() -> bytes:
    """A good workbook whose one sheet is a long row of blanks; packed it is two megabytes."""
    stream = io.BytesIO()
    write_sheet(stream, "台账", [Column("车牌号")], [["宁Z62966"]])
    body, packed = zlib.compressobj(9, zlib.DEFLATED, -15), []
    packed += [body.compress(b" " * MEBI) for _ in range(4)]
    block = body.flush(zlib.Z_FULL_FLUSH)
    return repeated(stream.getvalue(), b"".join(packed) + block, 512)


def repeated(workbook: bytes, block: bytes, times: int) -> bytes:
    """The workbook with its first sheet replaced by the same packed block again and again."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.infolist():
            sheet = member.filename.endswith("sheet1.xml")
            packed = block * times + b"\x03\0" if sheet else old.read(member)
            new.writestr(member.filename, packed)
    content = bytearray(made.getvalue())
    return as_deflated(content, b"xl/worksheets/sheet1.xml", 4 * MEBI * times)


def as_deflated(content: bytearray, name: bytes, size: int) -> bytes:
    """The stored member is said to be deflated, and to be so large when it is unpacked."""
    local, central = content.find(name) - 30, content.rfind(name) - 46
    for at, method, unpacked in ((local, 8, 22), (central, 10, 24)):
        content[at + method : at + method + 2] = (8).to_bytes(2, "little")
        content[at + unpacked : at + unpacked + 4] = min(size, 2**32 - 1).to_bytes(4, "little")
    return bytes(content)


def test_a_sheet_that_inflates_to_gigabytes(bring):
    bomb = a_sheet_that_inflates_to_two_gigabytes()
    assert len(bomb) < 4 * MEBI
    assert "展开后太大" in bring("service_manager", "customers:upload_ledger", "台账.xlsx", bomb)
