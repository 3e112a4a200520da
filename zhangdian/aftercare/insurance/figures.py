"""What insurance is measured by: renewal by each definition of the trade, policies, errors, commission."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear

from zhangdian.aftercare.insurance.models import (
    BarredAttempt,
    CommissionReceipt,
    CommissionStatement,
    DeliveredCar,
    Dossier,
    ExpiryTalk,
    Giveaway,
    Policy,
    PolicyLine,
    PolicyList,
    PolicyListLine,
    Renewal,
    RenewalCall,
    SentCar,
)
from zhangdian.aftercare.insurance.sights import COMMISSION
from zhangdian.foundation.kernel.figures import EACH, Better, Facts, Tally, figure
from zhangdian.foundation.kernel.money import ZERO, MoneyField
from zhangdian.frontline.service.models import Statement
from zhangdian.people.customers.sights import PRICES
from zhangdian.people.organization.roles import Department, Role

DESK: Any = {"owner": Role.FI_MANAGER, "departments": [Department.FINANCE_INSURANCE]}
RENEWS: Any = {**DESK, "posts": [Role.RENEWAL_SPECIALIST]}
INSURES: Any = {**DESK, "posts": [Role.NEW_CAR_INSURANCE]}
SIGNS: Any = {**DESK, "posts": [Role.NEW_CAR_INSURANCE, Role.RENEWAL_SPECIALIST]}
WON = Q(state=Renewal.State.WON)

# ---- renewal, by the month in which the cover ends ----------------------------------------------------


def expiring(ctx: Any) -> QuerySet[Any]:
    """Every car of the lists, insured here or elsewhere until then."""
    rows: QuerySet[Any] = Renewal.objects.of(ctx).select_related("owner", "lost_because", "lost_to")
    return rows


def due(ctx: Any) -> QuerySet[Any]:
    """应续: one a car, whose own policy ends."""
    return expiring(ctx).filter(source=Renewal.Source.OWN)


def ending(rows: QuerySet[Any], part: Q) -> Facts:
    """Of renewals whose cover ends in these days: so many."""
    return Facts(
        rows, at="expires_on", is_day=True, part=Tally(where=part), whole=EACH, person="owner", says="stands"
    )


@figure(
    "续保率（到期口径）", unit="%",
    formula="本店保单到期的车里已在本店续保的 ÷ 本店保单到期的车；按到期日，一台车算一次",
    source="RNW-11；RNW-12；行业口径 R1", **RENEWS,
)  # fmt: skip
def renewal_rate(ctx: Any) -> Facts:
    """Of the own cars whose cover ends: renewed here."""
    return ending(due(ctx), WON)


@figure(
    "商业险续保率", unit="%", formula="商业险到期、又在本店续了商业险的 ÷ 商业险到期的车；按到期日",
    source="RNW-11；RNW-12；行业口径 R2", **RENEWS,
)  # fmt: skip
def commercial_renewal_rate(ctx: Any) -> Facts:
    """The same of commercial covers alone."""
    rows = due(ctx).filter(policy__line=PolicyLine.COMMERCIAL)
    return ending(rows, WON & Q(won_policy__line=PolicyLine.COMMERCIAL))


@figure(
    "续保率（签单口径）", unit="%",
    formula="这段时间签单的续保（本店保单到期的车）÷ 这段时间到期的本店保单；提前续的算在签单时，快而不准",
    source="RNW-11；RNW-12；行业口径 R3", **RENEWS,
)  # fmt: skip
def signed_renewal_rate(ctx: Any) -> Facts:
    """Signed in these days over those that end in them: quick, and not of the same cars."""
    ends = Facts(due(ctx), at="expires_on", is_day=True, person="owner")
    return Facts(due(ctx).filter(WON), at="won_policy__signed_on", is_day=True, over=ends, person="owner")


@figure(
    "新转续率", unit="%", formula="到期的是新车保单、已在本店续保的 ÷ 到期的新车保单；按到期日",
    source="RNW-11；RNW-12；行业口径 R4", **RENEWS,
)  # fmt: skip
def first_renewal_rate(ctx: Any) -> Facts:
    """Of cars whose cover of the first year ends."""
    return ending(due(ctx).filter(policy__desk=Policy.Desk.NEW_CAR), WON)


@figure(
    "续转续率", unit="%", formula="到期的是续保保单、又在本店续保的 ÷ 到期的续保保单；按到期日",
    source="RNW-11；RNW-12；行业口径 R5", **RENEWS,
)  # fmt: skip
def later_renewal_rate(ctx: Any) -> Facts:
    """Of cars that had renewed here before."""
    return ending(due(ctx).filter(policy__desk=Policy.Desk.RENEWAL), WON)


@figure(
    "综合续保率", unit="%", formula="到期后在本店投保的，连在修不在保的 ÷ 本店保单到期的车；可以超过 100%",
    source="RNW-11；RNW-12；行业口径 R6", **RENEWS,
)  # fmt: skip
def whole_renewal_rate(ctx: Any) -> Facts:
    """With cars that came from elsewhere, over the own ones that end: it may exceed the whole."""
    ends = Facts(due(ctx), at="expires_on", is_day=True, person="owner")
    return Facts(expiring(ctx).filter(WON), at="expires_on", is_day=True, over=ends, person="owner")


@figure(
    "同公司续保率", unit="%", formula="续在原来那家保险公司的 ÷ 本店保单到期的车；按到期日",
    source="RNW-11；RNW-12；行业口径 R8", **RENEWS,
)  # fmt: skip
def same_insurer_rate(ctx: Any) -> Facts:
    """Renewed with the insurer that they had."""
    return ending(due(ctx), WON & Q(won_policy__insurer=F("policy__insurer")))


@figure(
    "报价率", unit="%", formula="短信发过报价的 ÷ 名单里到期的车，连在修不在保的；按到期日",
    source="RNW-08；行业口径 Q1", **RENEWS,
)  # fmt: skip
def quoted_rate(ctx: Any) -> Facts:
    """To whom a price was sent."""
    return ending(expiring(ctx), Q(quoted_at__isnull=False))


@figure(
    "报价转化率", unit="%", formula="短信发过报价的里续保的 ÷ 短信发过报价的；按到期日",
    source="RNW-08；行业口径 Q2", **RENEWS,
)  # fmt: skip
def quotes_won_rate(ctx: Any) -> Facts:
    """Of those to whom a price was sent: renewed."""
    return ending(expiring(ctx).filter(quoted_at__isnull=False), WON)


@figure(
    "续保流失", unit="台", formula="本店保单到期日已过、没有续保的车；没到期的是待续，不算流失",
    source="RNW-21；行业口径 L1", better=Better.LESS, additive=True, **RENEWS,
)  # fmt: skip
def renewals_gone(ctx: Any) -> Facts:
    """Cover that ended without another: only after its last day."""
    rows = due(ctx).filter(expires_on__lt=ctx.today).exclude(WON)
    return Facts(rows, at="expires_on", is_day=True, person="owner", says="stands")


@figure(
    "续保商谈", unit="次", formula="和客户谈上的商谈，未接的不算；按谈的那天",
    source="RNW-06；RNW-39；RNW-42", additive=True, **RENEWS,
)  # fmt: skip
def renewal_talks(ctx: Any) -> Facts:
    """Each talk one: what is drawn to be listened to."""
    rows = RenewalCall.objects.of(ctx).exclude(outcome=RenewalCall.Outcome.UNREACHED)
    return Facts(rows.select_related("renewal"), at="at", person="by", shows="renewal")


@figure(
    "续保战败", unit="台", formula="记为战败的续保，重新打开的不算；按记的那天",
    source="RNW-35", better=Better.LESS, additive=True, **RENEWS,
)  # fmt: skip
def renewals_lost(ctx: Any) -> Facts:
    """Each one by who closed it: what is drawn to be asked again."""
    rows = expiring(ctx).filter(state=Renewal.State.LOST)
    return Facts(rows, at="lost_at", person="ended_by")


@figure(
    "带来的续保线索", unit="台", formula="这段时间记下的外保到期，已经排进续保名单的；算给记的人",
    source="ICA-18", additive=True, owner=Role.FI_MANAGER, departments=[Department.FINANCE_INSURANCE],
    posts=[Role.CLAIMS_ADJUSTER, Role.INSURANCE_CLERK],
)  # fmt: skip
def leads_brought(ctx: Any) -> Facts:
    """Cars insured elsewhere that came into a list by the word of somebody."""
    rows = expiring(ctx).filter(source=Renewal.Source.ELSEWHERE)
    return Facts(rows, at="elsewhere__noted_at", person="elsewhere__noted_by")


@figure(
    "到店提醒续保", unit="次", formula="车在店时提醒客户续保、记下回答的次数", source="ICA-19", additive=True,
    owner=Role.FI_MANAGER, departments=[Department.FINANCE_INSURANCE, Department.SERVICE],
    posts=[Role.CLAIMS_ADJUSTER, Role.SERVICE_ADVISOR],
)  # fmt: skip
def reminded_at_the_car(ctx: Any) -> Facts:
    """Each answer one."""
    rows = ExpiryTalk.objects.of(ctx).exclude(answer="").select_related("vehicle")
    return Facts(rows, at="at", person="by", shows="order")


@figure(
    "违规推荐", unit="次", formula="想报未认证保险公司被拒、经理批为违规的次数；按发生的那天",
    source="RNW-32", better=Better.LESS, additive=True, **SIGNS,
)  # fmt: skip
def barred_recommendations(ctx: Any) -> Facts:
    """Each attempt that the manager called a violation."""
    rows = BarredAttempt.objects.of(ctx).filter(violates=True).select_related("insurer", "vehicle")
    return Facts(rows, at="at", person="by")


# ---- policies, by the day on which they were signed ---------------------------------------------------


def signed(ctx: Any) -> QuerySet[Any]:
    """Policies of the ledger but those cancelled or entered wrongly."""
    rows: QuerySet[Any] = Policy.objects.of(ctx).standing().select_related("insurer", "entered_by")
    return rows


@figure(
    "出单件数", unit="件", formula="签单的保单，退保和作废的不算；交强、商业、非车险各算一件",
    source="RNW-11；RNW-12", additive=True, **SIGNS,
)  # fmt: skip
def policies_signed(ctx: Any) -> Facts:
    """Each policy one, by the insurer's day of signing."""
    return Facts(signed(ctx), at="signed_on", is_day=True, person="entered_by")


@figure(
    "签单保费", unit="元", formula="签单保单的净保费之和：含税，连批改，不含车船税；退保和作废的不算",
    source="RNW-11；RNW-12", additive=True, **SIGNS,
)  # fmt: skip
def premium_signed(ctx: Any) -> Facts:
    """The premium with its endorsements."""
    return Facts(signed(ctx), at="signed_on", is_day=True, part=Tally("net_premium"), person="entered_by")


@figure(
    "件均保费", unit="元", formula="签单保费 ÷ 出单件数：含税，不含车船税", source="行业口径 A1", **SIGNS,
)  # fmt: skip
def mean_premium(ctx: Any) -> Facts:
    """What a policy brings on the average."""
    return Facts(
        signed(ctx), at="signed_on", is_day=True, part=Tally("net_premium"), whole=EACH, person="entered_by"
    )


@figure(
    "投保资料齐全率", unit="%",
    formula="资料收齐的（含写明不用收的）÷ 列了资料清单的保单；按列清单的那天，退保和作废的不算",
    source="RNW-15；RNW-24", **SIGNS,
)  # fmt: skip
def dossiers_whole(ctx: Any) -> Facts:
    """Of the policies entered in these days: nothing is missing."""
    rows = Dossier.objects.of(ctx).standing().select_related("policy__vehicle", "owner")
    return Facts(
        rows, at="opened_at", part=Tally(where=Q(state=Dossier.State.WHOLE)), whole=EACH, person="owner"
    )


def of_desk(ctx: Any, desk: Policy.Desk) -> QuerySet[Any]:
    return signed(ctx).filter(desk=desk)


@figure(
    "新车保单", unit="件", formula="新车业务签单的保单，退保和作废的不算；按签单日期，算在录入的人名下",
    source="NBI-01", additive=True, **INSURES,
)  # fmt: skip
def new_car_policies(ctx: Any) -> Facts:
    """Of the new-car desk alone."""
    return Facts(of_desk(ctx, Policy.Desk.NEW_CAR), at="signed_on", is_day=True, person="entered_by")


@figure(
    "新车保费", unit="元", formula="新车业务签单保单的净保费之和：含税，连批改，不含车船税；退保和作废的不算",
    source="NBI-01", additive=True, **INSURES,
)  # fmt: skip
def new_car_premium(ctx: Any) -> Facts:
    """The premium of the new-car desk with its endorsements."""
    rows = of_desk(ctx, Policy.Desk.NEW_CAR)
    return Facts(rows, at="signed_on", is_day=True, part=Tally("net_premium"), person="entered_by")


def one_a_car(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Of the policies of a car that were signed in one month: the one that was entered first."""
    month = {
        "signed_on__year": ExtractYear(OuterRef("signed_on")),
        "signed_on__month": ExtractMonth(OuterRef("signed_on")),
    }
    earlier = rows.order_by().filter(vehicle=OuterRef("vehicle"), pk__lt=OuterRef("pk"), **month)
    return rows.filter(~Exists(earlier))


@figure(
    "续保台数", unit="台",
    formula="续保业务签了交强险或商业险的车；一台车同一个月签的几张算一台，退保和作废的不算；按签单日期",
    source="RNW-01；RNW-02", additive=True, **RENEWS,
)  # fmt: skip
def renewed_cars(ctx: Any) -> Facts:
    """Cars by their policies: only what was issued counts, not what was promised."""
    rows = of_desk(ctx, Policy.Desk.RENEWAL).exclude(line=PolicyLine.NON_AUTO)
    return Facts(one_a_car(rows), at="signed_on", is_day=True, person="entered_by")


@figure(
    "续保保费", unit="元", formula="续保业务签单保单的净保费之和：含税，连批改，不含车船税；退保和作废的不算",
    source="RNW-02", additive=True, **RENEWS,
)  # fmt: skip
def renewal_premium(ctx: Any) -> Facts:
    """The premium of the renewal desk with its endorsements."""
    rows = of_desk(ctx, Policy.Desk.RENEWAL)
    return Facts(rows, at="signed_on", is_day=True, part=Tally("net_premium"), person="entered_by")


def insured_here(ctx: Any, vin: Any) -> QuerySet[Any]:
    """Standing policies of the new-car desk for a car with this VIN."""
    rows: QuerySet[Any] = Policy.objects.of(ctx).standing().filter(desk=Policy.Desk.NEW_CAR)
    return rows.filter(vehicle__vin=vin).order_by("pk")


def delivered(ctx: Any, *lines: PolicyLine) -> Facts:
    """New cars of the list, and those of them that the store insured with one of these lines."""
    there = insured_here(ctx, OuterRef("vin")).filter(line__in=lines)
    rows = DeliveredCar.objects.of(ctx).standing().annotate(insured=Exists(there))
    return Facts(
        rows, at="delivered_on", is_day=True, part=Tally(where=Q(insured=True)), whole=EACH,
    )  # fmt: skip


@figure(
    "新车投保渗透率", unit="%",
    formula="在本店投了交强险或商业险的新车 ÷ 交车清单里的新车，按交车日期；"
    "交车数来自导入或手记的清单，没有清单的月份不知道",
    source="NBI-01；行业口径 N1", **INSURES,
)  # fmt: skip
def new_car_penetration(ctx: Any) -> Facts:
    """Of the new cars that were handed over: insured here at all."""
    return delivered(ctx, PolicyLine.COMPULSORY, PolicyLine.COMMERCIAL)


@figure(
    "新车商业险渗透率", unit="%",
    formula="在本店投了商业险的新车 ÷ 交车清单里的新车，按交车日期；"
    "交车数来自导入或手记的清单，没有清单的月份不知道",
    source="行业口径 N1", **INSURES,
)  # fmt: skip
def new_car_commercial_penetration(ctx: Any) -> Facts:
    """The same of commercial covers alone."""
    return delivered(ctx, PolicyLine.COMMERCIAL)


PENETRATION = (new_car_penetration, new_car_commercial_penetration)
NEW_CAR_DESK = (new_car_policies, new_car_premium, new_car_penetration)
RENEWAL_DESK = (renewed_cars, renewal_premium, renewal_rate)
"""What each desk aims at, as its pages show it."""


# ---- cars that insurers sent, by the day on which they came ----------------------------------------------


def with_value(rows: Any) -> Any:
    """Each with what its visit's statements come to, all payers together; nought before there is one."""
    made = Statement.objects.filter(order=OuterRef("order"), voided_at=None).order_by().values("order")
    total = Subquery(made.annotate(sum=Sum("total")).values("sum"))
    return rows.annotate(value=Coalesce(total, ZERO, output_field=MoneyField()))


def sent(ctx: Any) -> Any:
    return with_value(SentCar.objects.of(ctx).standing().select_related("order", "insurer"))


@figure(
    "保险送修", unit="台", formula="保险公司送修的事故车，按到店日；记错作废的不算", source="行业口径 P1",
    additive=True, **DESK,
)  # fmt: skip
def sent_cars(ctx: Any) -> Facts:
    """Accident repairs that insurers sent."""
    return Facts(sent(ctx), at="order__arrived_at", shows="order", says="insurer")


@figure(
    "保险送修产值", unit="元", formula="送修工单结算单的合计，含税，各付款方一起；按到店日，没结算的是 0",
    source="行业口径 P1", additive=True, sight=PRICES.name, **DESK,
)  # fmt: skip
def sent_value(ctx: Any) -> Facts:
    """What those repairs came to."""
    return Facts(sent(ctx), at="order__arrived_at", part=Tally("value"), shows="order", says="insurer")


@figure(
    "修保比", unit="%", formula="这段时间到店的送修产值 ÷ 这段时间签单的净保费", source="行业口径 P1",
    sight=PRICES.name, **DESK,
)  # fmt: skip
def repair_per_premium(ctx: Any) -> Facts:
    """What insurers send to be repaired, over the premium placed with them."""
    placed = Facts(signed(ctx), at="signed_on", is_day=True, part=Tally("net_premium"))
    return Facts(
        sent(ctx), at="order__arrived_at", part=Tally("value"), over=placed, shows="order", says="insurer"
    )


# ---- policies beside the insurers' lists -----------------------------------------------------------------


@figure(
    "录入差错率", unit="%", formula="和保险公司清单核对后是本店录错的保单 ÷ 核对过的保单；按清单上的签单日",
    source="NBI-05；NBI-06", better=Better.LESS, **SIGNS,
)  # fmt: skip
def entry_error_rate(ctx: Any) -> Facts:
    """Of the policies that stand beside an insurer's list: those that we had entered wrongly."""
    rows = PolicyListLine.objects.of(ctx).filter(policy_list__in=PolicyList.objects.current())
    compared = rows.filter(Q(policy__isnull=False) | Q(our_error=True)).select_related("policy_list__insurer")
    return Facts(
        compared, at="signed_on", is_day=True, part=Tally(where=Q(our_error=True)), whole=EACH,
        person="policy__entered_by", shows="policy_list",
    )  # fmt: skip


# ---- commission -----------------------------------------------------------------------------------------


@figure(
    "手续费到账", unit="元", formula="这段时间保险公司打来的手续费", source="RNW-14", additive=True,
    sight=COMMISSION.name, **DESK,
)  # fmt: skip
def commission_received(ctx: Any) -> Facts:
    """What came in, by the day of the bank."""
    rows = CommissionReceipt.objects.of(ctx).select_related("statement__insurer")
    return Facts(rows, at="received_on", is_day=True, part=Tally("amount"), shows="statement")


@figure(
    "手续费让利", unit="元", formula="批准的让利，撤回的不算；按批准的那天", source="RNW-17",
    better=Better.LESS, additive=True, sight=COMMISSION.name, **DESK,
)  # fmt: skip
def commission_given_away(ctx: Any) -> Facts:
    """What of the commission went to customers."""
    rows = Giveaway.objects.of(ctx).standing().select_related("quote__vehicle", "form")
    return Facts(rows, at="agreed_at", part=Tally("amount"), person="asked_by")


@figure(
    "手续费未收", unit="元", formula="核对好的对账单应收减已收；说的是现在", source="RNW-14",
    better=Better.LESS, additive=True, sight=COMMISSION.name, **DESK,
)  # fmt: skip
def commission_outstanding(ctx: Any) -> Facts:
    """Agreed with the insurer and not yet paid."""
    rows = CommissionStatement.objects.of(ctx).filter(state=CommissionStatement.State.AGREED)
    return Facts(rows.select_related("insurer"), part=Tally(F("agreed") - F("received")))
