"""A store in which every desk has had something to do, so that there is a record of every kind."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests import shop as tests_shop
from tests.support.copies import private_copy
from zhangdian.aftercare.care.calling import actions as calling
from zhangdian.aftercare.care.inquiries.tests import arranging as inquiring
from zhangdian.aftercare.care.tests import arranging as care
from zhangdian.aftercare.insurance.archive import actions as archive
from zhangdian.aftercare.insurance.archive.tests import arranging as shelves
from zhangdian.aftercare.insurance.commission import actions as commission
from zhangdian.aftercare.insurance.commission.tests import arranging as owed
from zhangdian.aftercare.insurance.delivered.tests import arranging as handed_over
from zhangdian.aftercare.insurance.dossiers import actions as dossiers
from zhangdian.aftercare.insurance.dossiers.tests import arranging as collecting
from zhangdian.aftercare.insurance.giveaways import actions as giveaways
from zhangdian.aftercare.insurance.giveaways.tests import arranging as giving
from zhangdian.aftercare.insurance.holders import actions as holders
from zhangdian.aftercare.insurance.insured import actions as insured
from zhangdian.aftercare.insurance.insured.tests import arranging as insuring_rate
from zhangdian.aftercare.insurance.losses import actions as analyses
from zhangdian.aftercare.insurance.losses.tests import arranging as losing
from zhangdian.aftercare.insurance.models import (
    CommissionLine,
    DeskWord,
    Dossier,
    Endorsement,
    EntryError,
    FormLoss,
    Policy,
    Renewal,
    RenewalMonth,
    SpotCheck,
)
from zhangdian.aftercare.insurance.numbered import actions as numbered
from zhangdian.aftercare.insurance.numbered.tests import arranging as stationery
from zhangdian.aftercare.insurance.policies import actions as insuring
from zhangdian.aftercare.insurance.policies.tests import arranging as policies
from zhangdian.aftercare.insurance.reconciling import actions as reconciling
from zhangdian.aftercare.insurance.reconciling.tests import arranging as listing
from zhangdian.aftercare.insurance.renewals import actions as renewals
from zhangdian.aftercare.insurance.renewals.tests import arranging as renewing
from zhangdian.aftercare.insurance.sent.tests import arranging as sending
from zhangdian.aftercare.insurance.tests import arranging as quoting
from zhangdian.aftercare.insurance.trials import actions as trials
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import OPENING, Shop
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.actions import refuse_request, sign_request
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.records import Record
from zhangdian.foundation.ui import link_pages
from zhangdian.frontline.service import parking
from zhangdian.frontline.service.appointments import actions as appointments
from zhangdian.frontline.service.delivery import actions as delivery
from zhangdian.frontline.service.inspection import actions as inspection
from zhangdian.frontline.service.inspection.actions import Recommended
from zhangdian.frontline.service.lines import Wanted
from zhangdian.frontline.service.models import Advice, LabourOperation, SpareForm
from zhangdian.frontline.service.outage import actions as outage
from zhangdian.frontline.service.workshop import actions as repairing
from zhangdian.frontline.service.workshop.tests import arranging as workshop
from zhangdian.frontline.service.writeup import actions as writeup
from zhangdian.management.duties.appraisal.tests import arranging as appraisal
from zhangdian.management.duties.confirming.tests import arranging as second_person
from zhangdian.management.duties.drawing.tests import arranging as sampling
from zhangdian.management.duties.matters.tests import arranging as matters
from zhangdian.management.duties.meetings.tests import arranging as meetings
from zhangdian.management.duties.models import Step
from zhangdian.management.duties.own.tests import arranging as own_duties
from zhangdian.management.duties.post.actions import sign_post
from zhangdian.management.duties.post.sheet import digest_now
from zhangdian.management.duties.reviews.tests import arranging as reviews
from zhangdian.management.duties.tests import arranging as duties
from zhangdian.management.duties.watching.tests import urged
from zhangdian.management.notices import actions as notices
from zhangdian.management.notices.models import NoticeQuestion
from zhangdian.management.notices.tests import arranging as telling
from zhangdian.management.reports.tests import arranging as reports
from zhangdian.people.customers import actions as customers
from zhangdian.people.customers.exports import actions as exports
from zhangdian.people.customers.imports import actions as imports
from zhangdian.people.customers.imports import files
from zhangdian.people.customers.models import Customer, CustomerExport, Vehicle
from zhangdian.people.organization.access import actions as access
from zhangdian.people.organization.leaving.tests import arranging as leaving
from zhangdian.people.organization.lending.tests import arranging as lending
from zhangdian.people.organization.models import LeaveSlip, Shift
from zhangdian.people.organization.practising.tests import arranging as practice
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.rostering import actions as rostering
from zhangdian.people.organization.shifts import actions as shifts
from zhangdian.people.organization.staff import actions as staff
from zhangdian.people.organization.targets.tests import arranging as aiming
from zhangdian.resources.cashier import actions as cashier
from zhangdian.resources.cashier.models import InvoiceRequest, Means
from zhangdian.resources.cashier.tests import arranging as till
from zhangdian.resources.parts import actions as parts
from zhangdian.resources.parts.counting.tests import arranging as counting
from zhangdian.resources.parts.models import Lot, Part
from zhangdian.resources.parts.tests import arranging as shelf
from zhangdian.resources.training.courses import actions as courses
from zhangdian.resources.training.models import Enrolment
from zhangdian.resources.training.questions import actions as bank
from zhangdian.resources.training.sittings import actions as sittings
from zhangdian.resources.training.tests import arranging as learning

PHONE = "16110000005"
ADDRESS = "宁州市望澜区天河路 1 号 2 单元"
ID_NUMBER = "11010519491231002X"
COST = Decimal("37.91")
LEDGER = "车牌号,车主姓名,联系电话\r\n宁Z55555,廖守成,16110000077\r\n宁ZO2966,段素琴,16110000078\r\n"


def live_in(shop: Shop) -> None:
    """Some days of the store, each desk in its turn."""
    in_the_office(shop)
    days_of_work(shop)
    sampling.drawn_at_the_desk(shop)
    with_the_insurers(shop)
    how_many_are_insured(shop)
    export = CustomerExport.objects.latest("pk")
    exports.take_export(shop.aftersales_care, export)


def in_the_drawer(shop: Shop) -> None:
    """Blank forms for when the system is down, one of them spoilt."""
    outage.print_spare_forms(shop.front_desk_supervisor, count=2)
    outage.void_spare_form(shop.service_advisor, SpareForm.objects.latest("pk"), reason="写坏了")


def days_of_work(shop: Shop, turn: int = 0) -> None:
    """What every desk does, with other cars and people each turn."""
    plates = [f"宁Z{turn:02}{number:03}" for number in range(100, 109)]
    owner = customers.register_customer(
        shop.service_advisor,
        kind="person",
        name=f"邹雪梅{'甲乙丙丁戊'[turn]}",
        phone=f"1611000000{5 + turn}",
        id_number=ID_NUMBER if turn == 0 else "",
        address=ADDRESS,
    ).subject
    car = visits.a_car(shop, plates[0], owner=owner)
    at_the_customers_desk(shop, owner, car)
    in_the_workshop(shop, plates[:3])
    in_the_drawer(shop)
    wants_his_things_back(shop, plates[8])
    at_the_parts_window(shop)
    at_the_till(shop)
    before_the_first_signature(shop, plates[3:])
    care.a_complaint(shop)
    at_the_telephone(shop, owner)
    at_the_insurance_desk(shop, turn)


def at_the_telephone(shop: Shop, owner: Any) -> None:
    """One question that waits, one that a colleague was asked, one answered, one to be asked about again."""
    inquiring.asked(shop, customer=owner)
    inquiring.asked_on(shop)
    inquiring.answered(shop)
    inquiring.answered(shop, next_on=shop.today + timedelta(days=1))


def at_the_insurance_desk(shop: Shop, turn: int) -> None:
    """One policy that waits to be checked, one that was, with what the insurer changed since."""
    cars = [policies.a_car(shop, 2 * turn + number) for number in (1, 2)]
    customers.transfer_ownership(shop.service_advisor, cars[0], to=Customer.objects.latest("pk"))
    other = policies.a_policy(shop, car=cars[0], number=f"PDAA2026{turn:06}1")
    holders.open_holder(shop.fi_manager, other, why="客户问保单")
    standing = policies.checked(shop, policies.a_policy(shop, car=cars[1], number=f"PDAA2026{turn:06}2"))
    insuring.correct_policy(
        shop.fi_manager, standing, cause=EntryError.Cause.TYPED, signed_on=shop.today - timedelta(days=1)
    )
    standing = policies.checked(shop, policies.again(standing))
    policies.told_of(shop, standing.vehicle, "BODY_SCRATCH")
    insuring.endorse_policy(
        shop.renewal_clerk,
        standing,
        kind=Endorsement.Kind.COVERS,
        effective_on=shop.today,
        what="加划痕险",
        number=f"PD2026{turn:06}",
        premium=Decimal(300),
        covers=policies.endorsed_covers(standing, policies.SCRATCH),
        first_registered=shop.today - timedelta(days=400),
    )
    insuring.file_policy(
        shop.renewal_clerk, policies.again(standing), photos=[visits.a_photo(shop.renewal_clerk)]
    )
    papers_collected(shop)
    numbers_in_hand(shop, turn, policies.again(standing))
    paper_on_shelves(shop, turn)
    at_the_renewal_desk(shop, turn)
    what_insurers_owe(shop, turn, policies.again(standing))
    what_insurers_list(shop, turn, policies.again(standing), policies.again(other))


def papers_collected(shop: Shop) -> None:
    """Of the last policy one paper is there, one is not needed, one was somebody else's."""
    dossier = Dossier.objects.latest("pk")
    collecting.collected(shop, dossier)
    dossiers.open_document(shop.fi_manager, collecting.item(dossier), why="核对投保信息")
    insuring.file_policy(shop.renewal_clerk, dossier.policy, photos=[visits.a_photo(shop.renewal_clerk)])
    dossiers.open_original(shop.fi_manager, dossier.policy, why="复核保单")
    dossiers.take_out_document(
        shop.renewal_clerk, collecting.collected(shop, dossier, collecting.PAID), why="拍成别人的"
    )
    dossiers.waive_document(shop.renewal_clerk, collecting.item(dossier, collecting.LAST), why="保险公司不要")


def numbers_in_hand(shop: Shop, turn: int, policy: Policy) -> None:
    """A range of blank policies: some handed on, one waits to be signed for, used, void, lost, counted."""
    stationery.with_paper(shop)
    first = f"LV{turn}0100"
    batch = stationery.received(shop, first=first, last="0111")
    forms = [stationery.form(f"LV{turn}{number:04}") for number in range(100, 112)]
    numbered.use_form(shop.renewal_clerk, forms[0], policy_number=policy.number)
    numbered.void_form(shop.renewal_clerk, forms[1], why="打印错位")
    numbered.report_form_lost(shop.renewal_clerk, forms[2], words="搬柜子时不见了")
    stationery.handed(shop, batch, f"{forms[4].serial}-{forms[5].serial}")
    numbered.offer_forms(
        shop.renewal_clerk, batch, to=shop.person("new_car_insurance"), numbers=forms[6].serial
    )
    numbered.count_forms(
        shop.fi_manager, holder=shop.person("new_car_insurance"), missing=forms[5].serial, remark="柜里没有"
    )
    numbered.settle_form_loss(
        shop.fi_manager, FormLoss.objects.latest("pk"), how=FormLoss.How.REPORTED, words="已报安禾"
    )


def paper_on_shelves(shop: Shop, turn: int) -> None:
    """Files on the shelf, lent and gone; a check under way; a policy that is kept, one given back."""
    folders = [shelves.a_folder(shop, 40 + turn, what=f"第 {number} 份") for number in range(4)]
    shelves.lent(shop, folders[0])
    archive.void_folder(shop.renewal_clerk, shelves.a_folder(shop, 40 + turn), why="建重了")
    for open_check in SpotCheck.objects.filter(state=SpotCheck.State.OPEN):
        for item in open_check.items.filter(verdict=""):
            archive.find_folder(shop.renewal_clerk, item)
    check = archive.draw_spot_check(shop.renewal_clerk).subject
    lying = check.items.filter(folder__borrower=None).first()
    if lying is not None:
        archive.miss_folder(shop.renewal_clerk, lying, remark="架上没有")
    shelves.given_back(shop, shelves.kept(shop, 40 + turn))
    shelves.kept(shop, 40 + turn)
    archive.count_kept_policies(shop.fi_manager)


def at_the_renewal_desk(shop: Shop, turn: int) -> None:
    """A car insured elsewhere comes into the month's list, and the manager takes it over."""
    car = policies.a_car(shop, 20 + turn)
    renewals.note_insured_elsewhere(
        shop.service_advisor, car, last_day=renewing.in_two_months(shop, 5 + turn), insurer="电销"
    )
    drawn = RenewalMonth.objects.of(shop.clock).first()
    if drawn is None:
        drawn = renewing.drawn_up(shop)
    else:
        renewals.top_up_month(shop.renewal_clerk, drawn)
    renewal = Renewal.objects.of(shop.clock).get(vehicle=car)
    renewals.reassign_renewal(shop.fi_manager, renewal, to=shop.person("fi_manager"), why="客户要求换人")
    renewing.talked(shop, renewing.of_car(shop, 20 + turn))
    if turn == 0:
        drafted = analyses.draft_lost_analysis(shop.renewal_clerk, month=losing.last_month(shop)).subject
        analyses.approve_lost_analysis(shop.fi_manager, losing.submitted(shop, drafted))
        told = renewing.owned(shop, 40)
        renewing.agreed(shop, told.customer)
        quote = renewing.a_binding_quote(shop, told.vehicle)
        renewals.text_quote(shop.renewal_clerk, told, quote=quote, insurer=quoting.insurer())
    if turn == 0:
        lost = renewing.a_renewal(shop, 30)
        renewals.lose_renewal(
            shop.renewal_clerk, lost, reason=renewing.word(DeskWord.Kind.LOST), detail="电销比我们少三百八"
        )


def what_insurers_owe(shop: Shop, turn: int, policy: Policy) -> None:
    """One statement with a difference, one of which a part was paid."""
    owed.a_rate(shop, since=date(2026, 1, 1) + timedelta(days=turn))
    number = policy.number
    owed.a_statement(shop, (number, "500"), (f"PDXX2026{turn:06}", "80"), digest=f"open {turn}")
    other = owed.a_statement(shop, (f"PDYY2026{turn:06}", "190.35"), digest=f"agreed {turn}")
    [line] = owed.lines_of(other)
    theirs = CommissionLine.Settled.THEIRS
    commission.settle_difference(shop.renewal_clerk, line, settled=theirs, why="跨月入账")
    commission.agree_statement(shop.fi_manager, owed.again(other))
    commission.receive_commission(
        shop.fi_manager,
        owed.again(other),
        amount=Decimal("140.15"),
        received_on=shop.today,
        bank_number=f"2026{turn:06}",
    )


def what_insurers_list(shop: Shop, turn: int, policy: Policy, other: Policy) -> None:
    """A list that waits to be confirmed, and one with a line of each kind, open and worked off."""
    month = clock.months_back(shop.today, turn + 1)[-1]
    waits = listing.a_row(shop, 100 * turn + 1)
    listing.a_draft(shop, waits, digest=f"draft {turn}", whose=owed.insurer("HT"), month=month)
    found = listing.a_list(
        shop,
        listing.row_of(shop, policy, plate=f"宁Z7777{turn}", holder="段不是他"),
        listing.row_of(shop, other, premium="2999.00"),
        listing.a_row(shop, 100 * turn + 2),
        listing.a_row(shop, 100 * turn + 3),
        digest=f"list {turn}",
        month=month,
    )
    _, explained, _, closed, *_ = listing.lines_of(found)
    reconciling.explain_list_line(shop.renewal_clerk, explained, settled="theirs", why="保险公司录错")
    assert closed.task is not None
    reconciling.close_unregistered(shop.renewal_clerk, closed.task, why="签单机构不是本店")


def at_the_customers_desk(shop: Shop, owner: Customer, car: Vehicle) -> None:
    advisor = shop.service_advisor
    customers.add_contact(advisor, owner, kind="driver", name="程远山", phone="16110000044")
    customers.refer_customer(advisor, desk=Role.RENEWAL_SPECIALIST, wish="续保", vehicle=car)
    appointments.book_appointment(advisor, car, slot_at=shop.now + timedelta(days=9), words="首保")
    asked = exports.export_customers(shop.aftersales_care, why="邮寄会员卡")
    sign_request(shop.customer_relations_manager, asked.subject)
    kept = files.store_ledger(shop.service_manager, io.BytesIO(LEDGER.encode()), "台账.csv")
    proposal = files.sheet_of(kept, "").proposal()
    columns = [imports.Chosen(field, at) for field, at in proposal.items()]
    imports.open_import(shop.service_manager, file=kept.pk, columns=columns)


def in_the_workshop(shop: Shop, plates: Sequence[str]) -> None:
    """One car left with advice, one in repair with an offer to its customer, one that will be late."""
    first = visits.a_visit_finished(shop, plates[0])
    pads = Recommended("前制动片", safety=True, operation=LabourOperation.objects.get(code="B001"))
    inspection.pass_leader_check(shop.team_leader, first, recommendations=[pads])
    inspection.pass_inspection(shop.quality_inspector, first, place=parking.free(shop.washer)[0])
    drawn = [visits.a_photo(shop.washer)]
    inspection.finish_wash(shop.washer, first, place=parking.free(shop.washer)[0], photos=drawn)
    for advice in Advice.objects.filter(order=first):
        delivery.answer_advice(
            shop.service_advisor, advice, answer=Advice.Answer.LATER, own_words="下次再说吧，先这样"
        )
    visits.make_statement(shop, visits.again(first))
    visits.sign_statement(shop, visits.again(first))
    visits.pay(shop, visits.again(first))
    delivery.let_out(shop.guard, visits.again(first))
    offered = visits.a_visit_in_repair(shop, plates[1])
    finding = workshop.a_finding(shop, offered)
    workshop.an_offer(shop, offered, [Wanted("A005", finding_id=finding.pk)])
    delayed = visits.a_visit_in_repair(shop, plates[2])
    repairing.report_delay(shop.technician, delayed, reason="螺栓锈死")
    writeup.leave_undecided(shop.service_advisor, delayed.lines.first(), reason="要拆检后才知道")


def wants_his_things_back(shop: Shop, plate: str) -> None:
    """A customer who takes his old parts with him, and has his copies on his phone."""
    order = visits.a_visit_received(shop, plate)
    visits.write_up(shop, order, ["A005"])
    writeup.set_choices(
        shop.service_advisor,
        order,
        wash=order.Wash.NO,
        old_parts=order.OldParts.TAKE,
        pay=order.Pay.CODE,
        stay=order.Stay.WAITS,
    )
    for step in (visits.sign, visits.dispatch, visits.issue_all, visits.start, visits.finish):
        step(shop, visits.again(order))
    key = link_pages.next_key(writeup.open_copies, order)
    writeup.send_copies(shop.service_advisor, visits.again(order), key=key)


def at_the_parts_window(shop: Shop) -> None:
    part = shelf.a_part(shop, (3, COST, 9))
    shelf.issue(shop, shelf.a_requisition(shop, (part, 1)), 1)
    counting.a_count(shop, part)
    line = parts.ReceivedLine(part.pk, 4, COST + 2)
    came = parts.receive_parts(
        shop.storekeeper, supplier=shelf.supplier(), delivery_note="SH-1", lines=[line]
    ).subject
    lot = Lot.objects.get(receipt=came)
    parts.return_to_supplier(shop.storekeeper, lot, quantity=1, reason="包装破损")


def at_the_till(shop: Shop) -> None:
    bill = till.a_bill(shop)
    till.an_account(shop, name=f"望澜出租公司{bill.pk}", contact="简素心", phone="16110000055")
    cashier.request_invoice(shop.cashier, bill, kind=InvoiceRequest.Kind.PERSONAL, title="邹雪梅")
    payment = till.pay(shop.cashier, till.a_bill(shop, "120.00"), "120.00", Means.CASH)
    asked = cashier.refund_payment(
        shop.cashier, payment.receivable, payment=payment, amount=Decimal(1), why="试验"
    )
    assert asked.waits_for_signature


def before_the_first_signature(shop: Shop, plates: Sequence[str]) -> None:
    """Cars on the way to their first signature: just here, at the advisor's, and sent out as a link."""
    visits.a_visit_arrived(shop, plates[0])
    visits.write_up(shop, visits.a_visit_received(shop, plates[1]))
    visits.a_car(shop, plates[2], owner=Customer.objects.of(shop.clock).latest("pk"))
    order = visits.a_visit_received(shop, plates[2])
    visits.write_up(shop, order)
    advisor, now = shop.service_advisor, visits.again(order)
    writeup.send_order_for_signature(
        advisor,
        now,
        seen_revision=now.revision,
        pages=visits.first_pages(advisor, now),
        key=link_pages.next_key(writeup.sign_order_by_link, now),
    )
    writeup.text_order_link(advisor, visits.again(order))
    ready = visits.a_visit_ready(shop, plates[3])
    visits.make_statement(shop, ready)
    now = visits.again(ready)
    delivery.send_statement(
        advisor,
        now,
        seen_revision=now.revision,
        pages=visits.second_pages(advisor, now),
        key=link_pages.next_key(delivery.sign_statement_by_link, now),
    )


def in_the_office(shop: Shop) -> None:
    access.enrol_device(shop.office_director, name="公用机", key_digest="x" * 64)
    practice.furnished(shop)
    practice.practising(shop, "renewal_clerk")
    today = shop.today
    shifts.ask_leave(
        shop.office_director,
        shop.person("rescue_technician"),
        kind=LeaveSlip.Kind.ANNUAL,
        since=shop.today + timedelta(days=3),
        until=shop.today + timedelta(days=6),
        because={"organization.post_is_filled": "临时从别处调人"},
    )
    shifts.swap_rest_day(
        shop.office_director, shop.person("guide"), rests_on=_a_day_he_works(shop, "guide"), reason="家里有事"
    )
    night_rescue(shop, "rescue_technician")
    lending.anybody_may_be_supervisor(shop)
    lending.lent(shop)
    leaving.things(shop)
    leaving.begun(shop, "lounge_host", "guide")
    staff.name_deputy(
        shop.driver, shop.person("driver"), deputy=shop.person("guide"), since=today, until=today
    )
    till.at_the_till(shop, shop.second_cashier)
    october = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    calling.submit_summary(shop.aftersales_care, month=october, analysis="十月刚开业，没有应回访的车")
    duties.with_duties(shop)
    second_person.timed_today(shop)
    sampling.timed_today(shop)
    duties.the_clock_looks(shop)
    second_person.said_in_the_workshop(shop)
    reports.a_report_now(shop)
    reports.a_report_now(shop, "quality_month")
    reports.a_report_now(shop, "advisor_day")
    reports.replanned(shop, code="service_month", due="10:00")
    reports.a_report_of_our_own(shop)
    duties.walk_and_find(shop, "WSM", "乱")
    aiming.aims(shop, **{aiming.CARS: 100, aiming.PROMISE: 92, aiming.HOURS: 260})
    aiming.split(shop, aiming.CARS, service_advisor=100)
    aiming.acknowledged(shop)
    meetings.held(shop)
    noticed(shop)
    learnt(shop)
    matters.of_each_sort(shop)
    reviews.held(shop)
    a_month_appraised(shop)
    appraisal.with_schemes(shop)
    own_duties.reword(shop, "WSM-06", "检查车间安全，每天两次")
    own_duties.add(shop)
    urged.by_message(shop, "service_manager")
    urged.rule(shop, Step.SUPERIOR, 90)
    post = Role.WORKSHOP_SUPERVISOR
    sign_post(shop.workshop_supervisor, role=post, digest=digest_now(shop.workshop_supervisor, post))


def beyond_his_authority(shop: Shop, car: Vehicle) -> None:
    """Of a consultant's customer: one total was refused and he read it, another waits to be signed for."""
    quote = quoting.a_quote(shop, car=car, advisor=shop.person("sales_consultant"))
    for commercial in (Decimal(25_000), Decimal(26_000)):
        asked = trials.record_binding_quote(
            shop.renewal_clerk,
            quote,
            insurer=quoting.insurer(),
            compulsory=Decimal(665),
            tax=Decimal(420),
            commercial=commercial,
            photo=visits.a_photo(shop.renewal_clerk),
        ).subject
        if commercial == 25_000:
            refuse_request(shop.fi_manager, asked, reason="保额太高，改方案")
            trials.read_decision(shop.sales_consultant, quote)


def with_the_insurers(shop: Shop) -> None:
    """A quote with the insurer's totals, and one that was refused for its insurer."""
    quote = quoting.a_quote(shop, car=Vehicle.objects.of(shop.clock).exclude(plate="").latest("pk"))
    picture = visits.a_photo(shop.renewal_clerk)
    trials.record_binding_quote(
        shop.renewal_clerk,
        quote,
        insurer=quoting.insurer(),
        compulsory=Decimal(665),
        tax=Decimal(420),
        commercial=Decimal(3000),
        photo=picture,
    )
    beyond_his_authority(shop, quote.vehicle)
    gone = giving.signed(shop, form=giving.form("洗车"), amount=Decimal(60))
    giveaways.withdraw_giveaway(shop.renewal_clerk, gone, why="改用别的形式")
    giving.signed(shop, gone.quote)
    trials.report_barred_insurer(shop.renewal_clerk, quote.vehicle, insurer=quoting.insurer("QM"))
    handed_over.a_list(shop, 1, 2)
    sending.sent(shop, case_number="BA20260001")


def how_many_are_insured(shop: Shop) -> None:
    """The month that is over, with one car explained and one not; the month before it confirmed."""
    over = clock.months_back(shop.today, 3)[-1]
    done = insured.draw_up_rate_check(shop.renewal_clerk, month=over).subject
    insured.confirm_rate_check(shop.fi_manager, done)
    check = insuring_rate.two_apart(shop)
    insured.explain_rate_gap(shop.renewal_clerk, insuring_rate.gaps_of(check)[0], why="保险公司漏了")


def night_rescue(shop: Shop, who: str) -> None:
    """A shift of the store, for which somebody stands by tonight."""
    office = shop.office_director
    rostering.set_shift(
        office, name="夜间救援", kind=Shift.Kind.STANDBY, starts=time(17, 30), ends=time(8, 30)
    )
    rostering.plan_days(
        office,
        people=[shop.person(who)],
        since=shop.today,
        until=shop.today,
        plan=rostering.Plan.SHIFT,
        shift=Shift.objects.latest("pk"),
    )


def learnt(shop: Shop) -> None:
    """Passed, not passed, begun and void; one enrolled by name, a question and a course out of use."""
    learning.a_bank(shop, 6)
    course = learning.a_course(shop, posts=[Role.RENEWAL_SPECIALIST, Role.SERVICE_ADVISOR, Role.TECHNICIAN])
    courses.write_steps(shop.internal_trainer, course, text=learning.STEPS)
    learning.taken(shop, course)
    learning.taken(shop, course, shop.second_advisor, wrong=1)
    learning.a_paper(shop, course, shop.service_advisor)
    gone = learning.taken(shop, course, shop.technician)
    sittings.void_test(shop.internal_trainer, gone, why="别人代答")
    courses.enrol_person(
        shop.internal_trainer,
        course,
        person=shop.person("new_car_insurance"),
        due_on=shop.today + timedelta(days=9),
    )
    off = shop.person("showroom_host")
    courses.enrol_person(shop.internal_trainer, course, person=off, due_on=shop.today)
    courses.end_enrolment(
        shop.internal_trainer, Enrolment.objects.of(shop.clock).get(person=off), why="报错了人"
    )
    ended = learning.a_course(shop, name="旧规程", certificate="旧规程证")
    courses.end_course(shop.internal_trainer, ended, why="内容过时")
    [spare] = learning.a_bank(shop, 1, topic="旧题")
    bank.retire_question(shop.internal_trainer, spare, why="有歧义")


def noticed(shop: Shop) -> None:
    """One withdrawn after a question was answered, one about a part, one that somebody asks about."""
    gone = telling.told(shop, title="发重了")
    asker = telling.receipt(gone, shop.sales_consultant)
    notices.ask_about_notice(shop.sales_consultant, asker, question="和上一份一样吗？")
    asked = NoticeQuestion.objects.latest("pk")
    notices.answer_notice_question(shop.new_car_insurance, asked, words="一样，看上一份")
    notices.withdraw_notice(shop.new_car_insurance, gone, why="重复发了")
    telling.told(
        shop, shop.parts_manager, code="parts", title="前制动片缺货", parts=[Part.objects.earliest("pk")]
    )
    policy = telling.told(shop, insurer=quoting.insurer())
    mine = telling.receipt(policy, shop.sales_consultant)
    notices.ask_about_notice(shop.sales_consultant, mine, question="旧报价算不算？")


def a_month_appraised(shop: Shop) -> None:
    """The advisors' month, opened as when it is over, with an objection; then it is today again."""
    here = shop.now
    appraisal.objected(shop)
    shop.at(here)


def _a_day_he_works(shop: Shop, who: str) -> date:
    days = (shop.today + timedelta(days=ahead) for ahead in (1, 2))
    return next(day for day in days if day.weekday() != shop.person(who).rest_weekday)


def a_record(shop: Shop, model: type[Record], *, oldest: bool = False) -> Any:
    """The newest record of this kind in the store, or the oldest; None where there is none."""
    rows = model.objects.of(Context(shop.store_id, kind=ActorKind.CLOCK))
    return rows.order_by("pk" if oldest else "-pk").first()


@pytest.fixture(scope="module")
def kept_store(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Shop, datetime]]:
    """The lived-in store in a database of its own for all tests of a module, and when its days ended."""
    opened = tests_shop._opened["shop"]
    with django_db_blocker.unblock(), private_copy():
        clock.set_to(OPENING)
        shop = Shop(opened.store_id, dict(opened.people))
        live_in(shop)
        ended = clock.now()
        clock.set_to(None)
        yield shop, ended


@pytest.fixture
def living(kept_store: tuple[Shop, datetime], db: None) -> Iterator[Shop]:
    """The lived-in store of this module at the end of its days; each test takes back what it did."""
    shop, ended = kept_store
    clock.set_to(ended)
    yield shop
    clock.set_to(None)
