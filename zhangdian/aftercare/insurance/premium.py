"""The premium of a trial, line by line: from a car, what is wished and the tables in force, and nothing else.

Every figure says whence it comes. What no table tells is left open and named, never guessed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import models

from zhangdian.aftercare.insurance.rating import Basis, Edition, RateLine, TableKind, Tables
from zhangdian.foundation.kernel.money import ZERO, yuan

ONE = Decimal(1)
LITRES_IN_CC = Decimal(1000)
MOST_SEATS_OF_A_CAR = 9


class VehicleKind(models.TextChoices):
    """What stands on the registration."""

    CAR = "car", "客车"
    TRUCK = "truck", "货车"
    SPECIAL = "special", "特种车"
    MOTORCYCLE = "moto", "摩托车"
    TRACTOR = "tractor", "拖拉机"


class Use(models.TextChoices):
    """The nature of use on the registration."""

    FAMILY = "FAM", "家庭自用"
    ENTERPRISE = "ENT", "非营业企业"
    OFFICE = "GOV", "非营业机关"
    PERSONAL_GOODS = "PGD", "非营业个人(货)"
    TAXI = "TAXI", "营业出租"
    RENTAL = "RENT", "营业租赁"
    HAILING = "HAIL", "预约出租客运"
    CITY_BUS = "BUS", "营业城市公交"
    COACH = "COACH", "营业公路客运"
    TOUR = "TOUR", "营业旅游"
    FREIGHT = "FRT", "营业货运"


CLASS_OF_USE = {
    Use.FAMILY: "FAM",
    Use.ENTERPRISE: "ENT",
    Use.OFFICE: "GOV",
    Use.PERSONAL_GOODS: "TRK_NB",
    Use.TAXI: "TAXI",
    Use.RENTAL: "TAXI",
    Use.HAILING: "TAXI",
    Use.CITY_BUS: "BUS",
    Use.COACH: "COACH",
    Use.TOUR: "COACH",
    Use.FREIGHT: "TRK_B",
}
CLASS_OF_KIND = {VehicleKind.MOTORCYCLE: "MC", VehicleKind.TRACTOR: "TRACTOR"}


class Energy(models.TextChoices):
    """What a car burns or charges; plain hybrids take the clauses of fuel."""

    ICE = "ICE", "燃油"
    HEV = "HEV", "油电混动"
    PHEV = "PHEV", "插电混动"
    REEV = "REEV", "增程"
    BEV = "BEV", "纯电"
    FCEV = "FCEV", "燃料电池"


NEW_ENERGY = frozenset({Energy.BEV, Energy.PHEV, Energy.REEV, Energy.FCEV})


class Relief(models.TextChoices):
    """What the tax catalogue says of the model; only the catalogue does."""

    UNKNOWN = "", "没查目录"
    NONE = "none", "不在目录"
    EXEMPT = "exempt", "免征目录"
    HALF = "half", "减半目录"


@dataclass(frozen=True)
class Claims:
    """What happened before: as the platform or the last policy tells it."""

    first_compulsory: bool = False
    transferred: bool = False
    """The owner changed inside the term."""
    lapsed: bool = False
    """A gap between the last commercial policy and this one."""
    clean_years: int = 0
    """Whole years without an accident of his fault."""
    at_fault: int = 0
    fatal: bool = False
    first_insured: bool = False
    years_continuous: int = 0
    claims_3y: int = 0
    claims_4y: int = 0
    drink: int = 0
    drunk: int = 0


@dataclass(frozen=True)
class Car:
    """What a premium asks of a car; what is not known is None."""

    kind: VehicleKind
    use: Use
    energy: Energy
    region: str
    seats: int | None = None
    litres: Decimal | None = None
    tonnes: Decimal | None = None
    kerb_tonnes: Decimal | None = None
    price_new: Decimal | None = None
    first_registered: date | None = None
    bought_on: date | None = None
    special_class: str = ""
    relief: Relief = Relief.UNKNOWN
    tax_paid: bool = False

    @property
    def product(self) -> str:
        return "NEV" if self.energy in NEW_ENERGY else "ICE"

    @property
    def rate_class(self) -> str:
        """The group of the base tables."""
        if self.kind is VehicleKind.SPECIAL:
            return "SPC"
        if self.kind in CLASS_OF_KIND:
            return CLASS_OF_KIND[self.kind]
        if self.kind is VehicleKind.TRUCK:
            return "TRK_B" if self.use is Use.FREIGHT else "TRK_NB"
        return CLASS_OF_USE[self.use]

    @property
    def measures(self) -> Mapping[str, Decimal | None]:
        return {
            "seats": None if self.seats is None else Decimal(self.seats),
            "tonnes": self.tonnes,
            "cc": None if self.litres is None else self.litres * LITRES_IN_CC,
            "litres": self.litres,
            "price": self.price_new,
        }


@dataclass(frozen=True)
class Wish:
    """One cover that is wished: its sum, its days, for which main cover."""

    code: str
    name: str
    sum: Decimal | None = None
    days: int | None = None
    target: str = ""
    per_seat: bool = False


@dataclass(frozen=True)
class Given:
    """What the platform or the insurer has told already and so is not reckoned."""

    ncd: Decimal | None = None
    pricing: Decimal | None = None
    violation: Decimal | None = None
    actual_value: Decimal | None = None


@dataclass(frozen=True)
class Line:
    """One figure of a trial, and how it came about."""

    group: str
    code: str
    name: str
    amount: Decimal | None
    sum: Decimal | None = None
    base: Decimal | None = None
    factors: tuple[tuple[str, Decimal], ...] = ()
    steps: tuple[str, ...] = ()
    missing: str = ""
    editions: tuple[str, ...] = ()
    example: bool = False
    """One of its tables is an example that nobody has checked."""
    target: str = ""


COMPULSORY, TAX, COMMERCIAL = "交强险", "车船税", "商业险"


@dataclass(frozen=True)
class Trial:
    """The lines of one insurer with their sums; a sum with a missing line is open."""

    lines: tuple[Line, ...]

    def sum_of(self, *groups: str) -> Decimal | None:
        amounts = [line.amount for line in self.lines if line.group in groups]
        return None if None in amounts else sum((each for each in amounts if each is not None), ZERO)

    @property
    def compulsory(self) -> Decimal | None:
        return self.sum_of(COMPULSORY)

    @property
    def tax(self) -> Decimal | None:
        return self.sum_of(TAX)

    @property
    def commercial(self) -> Decimal | None:
        return self.sum_of(COMMERCIAL)

    @property
    def total(self) -> Decimal | None:
        return self.sum_of(COMPULSORY, TAX, COMMERCIAL)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(f"{line.name}：{line.missing}" for line in self.lines if line.missing))


@dataclass
class Working:
    """Steps and sources of one line while it is reckoned."""

    steps: list[str] = field(default_factory=list)
    editions: list[str] = field(default_factory=list)
    example: bool = False

    def uses(self, edition: Edition) -> None:
        told = f"{edition}，{edition.since} 起"
        if told not in self.editions:
            self.editions.append(told)
        self.example = self.example or edition.example

    def line(self, group: str, code: str, name: str, amount: Decimal | None, **more: object) -> Line:
        return Line(
            group,
            code,
            name,
            amount,
            steps=tuple(self.steps),
            editions=tuple(self.editions),
            example=self.example,
            **more,  # type: ignore[arg-type]
        )


class Open(Exception):
    """A figure that no table tells; its text says what is missing."""


def table_of(tables: Tables, kind: TableKind, working: Working, where: str = "") -> Edition:
    edition = tables.get(kind)
    if edition is None:
        raise Open(f"没有“{kind.label}”表{where}：请金融保险经理录入")
    working.uses(edition)
    return edition


def plain(value: Decimal) -> str:
    """0.85, 950, 0.0060 without the zeros that say nothing."""
    return f"{value.normalize():f}"


# Compulsory ---------------------------------------------------------------------------------------


def float_reason(claims: Claims) -> str:
    """A1 to A6, exactly one; empty where nothing floats (§2.3)."""
    if claims.first_compulsory or claims.transferred:
        return ""
    if claims.fatal:
        return "A6"
    if claims.at_fault:
        return "A4" if claims.at_fault == 1 else "A5"
    return f"A{min(claims.clean_years, 3)}" if claims.clean_years else ""


def compulsory(car: Car, claims: Claims, tables: Tables) -> Line:
    """交强险: base × (1 + X)."""
    working = Working()
    base: Decimal | None = None
    try:
        base = compulsory_base(car, tables, working)
        moves, factors = compulsory_float(car, claims, tables, working)
        amount = yuan(base * moves)
        working.steps.append(f"{plain(base)} × {plain(moves)} = {amount} 元(四舍五入到分)")
    except Open as gap:
        return working.line(COMPULSORY, "TCI", "交强险", None, base=base, missing=str(gap))
    return working.line(COMPULSORY, "TCI", "交强险", amount, base=base, factors=factors)


def compulsory_base(car: Car, tables: Tables, working: Working) -> Decimal:
    where = f"({car.region})" if car.kind is VehicleKind.TRACTOR else ""
    edition = table_of(tables, TableKind.TCI_BASE, working, where)
    for line in edition.rows(car.rate_class):
        if line.scheme in ("", car.special_class) and line.holds(car.measures) and line.value is not None:
            working.steps.append(f"{line.name or line.code}：基础保费 {plain(line.value)} 元")
            return line.value
    raise Open(f"“{edition}”里没有这类车：请核对使用性质、座位、载质量、排量")


def compulsory_float(
    car: Car, claims: Claims, tables: Tables, working: Working
) -> tuple[Decimal, tuple[tuple[str, Decimal], ...]]:
    """The multiplier, and its parts."""
    reason = float_reason(claims)
    moved, factors = ZERO, []
    if not reason:
        working.steps.append(f"{no_float_because(claims)}：不浮动")
    else:
        scheme = scheme_of(car.region, tables, working)
        edition = table_of(tables, TableKind.TCI_FLOAT, working)
        found = next((line for line in edition.rows(reason) if line.scheme == scheme), None)
        if found is None or found.value is None:
            raise Open(f"“{edition}”里没有方案 {scheme} 的 {reason}")
        moved = found.value
        factors.append((f"出险浮动 {reason}", moved))
        working.steps.append(f"{car.region} 用方案 {scheme}；{found.name or reason}：{percent(moved)}")
    if claims.drink or claims.drunk:
        drinking = drink_float(claims, tables, working)
        factors.append(("酒驾浮动", drinking))
        moved += drinking
    return ONE + moved, tuple(factors)


def no_float_because(claims: Claims) -> str:
    if claims.first_compulsory:
        return "首次投保"
    return "保险期内过户" if claims.transferred else "没有满一年的记录"


def percent(share: Decimal) -> str:
    return f"{plain(share * 100)}%"


def scheme_of(region: str, tables: Tables, working: Working) -> str:
    edition = table_of(tables, TableKind.TCI_SCHEME, working)
    for line in edition.rows(region):
        return line.scheme
    raise Open(f"“{edition}”里没有地区“{region or '未填'}”")


def drink_float(claims: Claims, tables: Tables, working: Working) -> Decimal:
    """Each offence adds its step up to a cap; the steps are the province's (§2.3)."""
    edition = table_of(tables, TableKind.TCI_DRINK, working)
    steps = {line.code: line.value for line in edition.lines}
    drink, drunk, cap = steps.get("DRINK"), steps.get("DRUNK"), steps.get("CAP")
    if drink is None or drunk is None or cap is None:
        raise Open(f"“{edition}”缺饮酒、醉酒或上限中的一行")
    added = min(cap, drink * claims.drink + drunk * claims.drunk)
    working.steps.append(f"饮酒 {claims.drink} 次、醉酒 {claims.drunk} 次：加 {percent(added)}")
    return added


# Commercial ---------------------------------------------------------------------------------------


def grade(claims: Claims) -> int:
    """The grade of the no-claim factor (§3.2)."""
    if claims.first_insured:
        return 0
    if claims.years_continuous >= 4 and claims.claims_4y == 0:
        return -4
    return max(-4, min(5, claims.claims_3y - min(claims.years_continuous, 3)))


def no_claim_factor(claims: Claims, given: Given, tables: Tables, working: Working) -> Decimal:
    if given.ncd is not None:
        working.steps.append(f"无赔款优待系数 {plain(given.ncd)}(平台返回)")
        return given.ncd
    if claims.transferred:
        raise Open("过户车的无赔款优待系数由平台定：请填平台返回的系数")
    if claims.lapsed:
        raise Open("脱保车的无赔款优待系数由平台定：请填平台返回的系数")
    edition = table_of(tables, TableKind.NCD, working)
    level = grade(claims)
    found = next((line.value for line in edition.rows(str(level))), None)
    if found is None:
        raise Open(f"“{edition}”里没有等级 {level}")
    working.steps.append(f"无赔款等级 {level}：系数 {plain(found)}")
    return found


def pricing_factor(car: Car, given: Given, tables: Tables, working: Working) -> Decimal:
    edition = table_of(tables, TableKind.PRICING, working)
    line = next(iter(edition.rows(car.product)), None)
    if line is None or line.low is None or line.high is None:
        raise Open(f"“{edition}”里没有{car.product}的区间")
    used, whence = (given.pricing, "录入") if given.pricing is not None else (None, "这家的常用值")
    if used is None and (usual := tables.get(TableKind.USUAL)):
        working.uses(usual)
        used = next((each.value for each in usual.rows(car.product)), None)
    if used is None:
        raise Open("自主定价系数由保险公司定：请填系数，或录入这家的常用值")
    if not line.low <= used <= line.high:
        raise Open(f"自主定价系数 {plain(used)} 不在 {plain(line.low)} 到 {plain(line.high)} 之间")
    working.steps.append(f"自主定价系数 {plain(used)}({whence}，区间 {plain(line.low)}–{plain(line.high)})")
    return used


def loading(tables: Tables, working: Working) -> Decimal:
    edition = table_of(tables, TableKind.LOADING, working)
    found = next((line.value for line in edition.lines if line.value is not None), None)
    if found is None or not ZERO <= found < ONE:
        raise Open(f"“{edition}”里没有附加费用率")
    return found


def months_used(first_registered: date, day: date) -> int:
    """Whole months from the first registration to the day of inception; a part of one does not count."""
    months = (day.year - first_registered.year) * 12 + day.month - first_registered.month
    return max(0, months - (day.day < first_registered.day))


def depreciation_class(car: Car) -> str:
    if car.kind is not VehicleKind.CAR or (car.seats or 0) > MOST_SEATS_OF_A_CAR:
        return "OTHER"
    if car.energy is Energy.BEV:
        return "BEV"
    return "PHEV" if car.energy in NEW_ENERGY else "ICE"


def actual_value(car: Car, day: date, tables: Tables, working: Working) -> Decimal:
    """New price less what it has lost by the month, never under the floor (§3.5)."""
    if car.price_new is None:
        raise Open("没有新车购置价，算不出车损险保额")
    if car.first_registered is None:
        raise Open("没有初次登记日期，算不出车损险保额")
    edition = table_of(tables, TableKind.DEPRECIATION, working)
    code = depreciation_class(car)
    monthly = next(
        (ln.value for ln in edition.rows(code) if ln.holds(car.measures) and ln.value is not None), None
    )
    floor = next((ln.value for ln in edition.rows("FLOOR") if ln.value is not None), None)
    if monthly is None or floor is None:
        raise Open(f"“{edition}”里没有这类车的月折旧率或最低成数")
    months = months_used(car.first_registered, day)
    value = yuan(max(car.price_new * (ONE - months * monthly), car.price_new * floor))
    working.steps.append(
        f"实际价值：{plain(car.price_new)} × (1 − {months} 月 × {percent(monthly)}) = {value} 元"
    )
    return value


def commercial(
    car: Car, claims: Claims, wishes: Sequence[Wish], given: Given, day: date, tables: Tables
) -> list[Line]:
    """商业险: main covers by their base and factors, riders on what they stand on."""
    made: dict[str, Line] = {}
    for wish in in_order(wishes):
        line = one_cover(car, claims, wish, given, day, tables, made)
        made.setdefault(wish.code, line)
        made[f"{wish.code}@{wish.target}"] = line
    chosen = (made[f"{wish.code}@{wish.target}"] for wish in wishes)
    return list(chosen)


def in_order(wishes: Iterable[Wish]) -> list[Wish]:
    """Those that stand on others after them."""
    return sorted(wishes, key=lambda wish: bool(wish.target))


def one_cover(
    car: Car,
    claims: Claims,
    wish: Wish,
    given: Given,
    day: date,
    tables: Tables,
    made: Mapping[str, Line],
) -> Line:
    working = Working()
    sum_insured, base = wish.sum, None
    more = {"target": wish.target}
    try:
        if wish.code == "VEHICLE_DAMAGE" and sum_insured is None:
            sum_insured = given.actual_value or actual_value(car, day, tables, working)
        row = pure_row(car, wish, sum_insured, tables, working)
        if row.basis == Basis.COVER:
            amount = share_of_cover(row, wish, made, working)
            return working.line(COMMERCIAL, wish.code, wish.name, amount, sum=sum_insured, **more)
        base = pure_premium(car, wish, sum_insured, row, working) / (ONE - loading(tables, working))
        factors = [
            ("无赔款优待", no_claim_factor(claims, given, tables, working)),
            ("自主定价", pricing_factor(car, given, tables, working)),
        ]
        if given.violation is not None:
            factors.append(("交通违法", given.violation))
            working.steps.append(f"交通违法系数 {plain(given.violation)}(平台返回)")
        exact = base
        for _, factor in factors:
            exact *= factor
        amount = yuan(exact)
    except Open as gap:
        return working.line(
            COMMERCIAL,
            wish.code,
            wish.name,
            None,
            sum=sum_insured,
            base=shown(base),
            missing=str(gap),
            **more,
        )
    told = " × ".join(plain(factor) for _, factor in factors)
    working.steps.append(f"{yuan(base)} × {told} = {amount} 元(最后一次四舍五入到分)")
    return working.line(
        COMMERCIAL,
        wish.code,
        wish.name,
        amount,
        sum=sum_insured,
        base=shown(base),
        factors=tuple(factors),
        **more,
    )


def shown(base: Decimal | None) -> Decimal | None:
    return None if base is None else yuan(base)


def pure_row(car: Car, wish: Wish, sum_insured: Decimal | None, tables: Tables, working: Working) -> RateLine:
    """The first row for this cover that fits the car and the sum."""
    edition = table_of(tables, TableKind.VCI_PURE, working)
    for line in edition.rows(wish.code):
        fits = line.use in ("", car.rate_class) and line.product in ("", car.product)
        if fits and line.holds(car.measures) and line.sum in (None, sum_insured):
            return line
    raise Open(f"“{edition}”里没有这类车、这个保额的{wish.name}")


def pure_premium(
    car: Car, wish: Wish, sum_insured: Decimal | None, row: RateLine, working: Working
) -> Decimal:
    """Fixed part and share of the sum; times the seats beside the driver's, or the days."""
    pure = row.value or ZERO
    told = [plain(pure)] if row.value is not None else []
    if row.rate is not None:
        if sum_insured is None:
            raise Open("没有填保额")
        pure += row.rate * sum_insured
        told.append(f"{plain(sum_insured)} × {percent(row.rate)}")
    elif row.value is None:
        raise Open("这一行没有费率")
    steps = " + ".join(told)
    if wish.per_seat:
        if car.seats is None or car.seats < 2:
            raise Open("没有核定座位数，算不出乘客险")
        pure *= car.seats - 1
        steps = f"({steps}) × {car.seats - 1} 座"
    if wish.days is not None:
        pure *= wish.days
        steps = f"({steps}) × {wish.days} 天"
    working.steps.append(f"基准纯风险保费：{steps} = {plain(pure)} 元")
    return pure


def share_of_cover(row: RateLine, wish: Wish, made: Mapping[str, Line], working: Working) -> Decimal:
    """A rider that costs, or takes off, a share of the premium of the cover it stands on."""
    on = made.get(wish.target)
    if on is None:
        raise Open("没有指明附在哪个主险上")
    if on.amount is None:
        raise Open(f"{on.name}还没有保费")
    if row.rate is None:
        raise Open("这一行没有费率")
    amount = yuan(on.amount * row.rate)
    working.steps.append(f"{on.name} {on.amount} × {percent(row.rate)} = {amount} 元")
    return amount


# Vehicle and vessel tax ---------------------------------------------------------------------------


def tax_months(bought_on: date | None, year: int) -> int:
    """From the month of purchase on, that month included; a whole year for a car of before (§4.1)."""
    return 13 - bought_on.month if bought_on is not None and bought_on.year == year else 12


def part_of_year(annual: Decimal, months: int) -> Decimal:
    return yuan(annual * months / 12)


def vessel_tax(car: Car, day: date, tables: Tables) -> Line:
    """车船税: the region's annual amount, by months in the year of purchase."""
    working = Working()
    annual: Decimal | None = None
    try:
        if car.tax_paid:
            working.steps.append("今年已经缴过：看完税凭证，这次不代收")
            return working.line(TAX, "VVT", "车船税", ZERO)
        annual, share = annual_tax(car, tables, working)
        months = tax_months(car.bought_on, day.year)
        amount = part_of_year(annual * share, months)
    except Open as gap:
        return working.line(TAX, "VVT", "车船税", None, base=annual, missing=str(gap))
    if months < 12:
        working.steps.append(f"{day.year} 年 {13 - months} 月购车：÷ 12 × {months} 个月")
    working.steps.append(f"= {amount} 元(四舍五入到分)；往年欠缴和滞纳金由保险公司算")
    return working.line(TAX, "VVT", "车船税", amount, base=annual)


def annual_tax(car: Car, tables: Tables, working: Working) -> tuple[Decimal, Decimal]:
    """The year's amount and the share of it that is due."""
    is_car = car.kind is VehicleKind.CAR and (car.seats or 0) <= MOST_SEATS_OF_A_CAR
    if is_car and car.energy in (Energy.BEV, Energy.FCEV):
        share = relief(car.energy.value, tables, working)
        return ZERO, share
    edition = table_of(tables, TableKind.VVT, working, f"({car.region or '没有地区'})")
    code = "CAR" if is_car else {VehicleKind.CAR: "BUS"}.get(car.kind, str(car.kind.value).upper())
    found = next((line for line in edition.rows(code) if line.holds(car.measures)), None)
    if found is None:
        raise Open(f"“{edition}”里没有这类车：请核对排量、座位、整备质量")
    if found.value is not None:
        annual = found.value
    elif found.rate is not None and car.kerb_tonnes is not None:
        annual = found.rate * car.kerb_tonnes
        working.steps.append(f"{plain(found.rate)} 元/吨 × 整备质量 {plain(car.kerb_tonnes)} 吨")
    else:
        raise Open("没有整备质量，算不出车船税")
    working.steps.append(f"{found.name or found.code}：年税额 {plain(annual)} 元")
    return annual, catalogue_share(car, tables, working)


def catalogue_share(car: Car, tables: Tables, working: Working) -> Decimal:
    """Plug-in cars are free, saving ones pay half, where the catalogue says so."""
    if car.relief is Relief.UNKNOWN and car.energy in NEW_ENERGY:
        raise Open("插电、增程车是否免征看工信部目录：请选在不在目录")
    if car.relief in (Relief.EXEMPT, Relief.HALF):
        return relief(car.relief.value.upper(), tables, working)
    return ONE


def relief(code: str, tables: Tables, working: Working) -> Decimal:
    edition = table_of(tables, TableKind.VVT_RELIEF, working)
    found = next((line for line in edition.rows(code)), None)
    if found is None or found.value is None:
        raise Open(f"“{edition}”里没有 {code}")
    working.steps.append(f"{found.name or code}：按 {percent(found.value)} 征")
    return found.value


# The whole ----------------------------------------------------------------------------------------


def reckon(
    car: Car,
    claims: Claims,
    wishes: Sequence[Wish],
    given: Given,
    day: date,
    tables: Tables,
    *,
    with_compulsory: bool = True,
) -> Trial:
    """Everything that is wished of one insurer, on the day of inception."""
    lines: list[Line] = []
    if with_compulsory:
        lines += [compulsory(car, claims, tables), vessel_tax(car, day, tables)]
    return Trial((*lines, *commercial(car, claims, wishes, given, day, tables)))
