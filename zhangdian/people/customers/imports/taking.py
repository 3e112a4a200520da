"""A chunk of a ledger taken in: what fits goes in, what contradicts us goes back with the reason."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from zhangdian.foundation.kernel.sight import opened
from zhangdian.people.customers import mileage
from zhangdian.people.customers.imports.judging import WHOLE_ROW, Fault, Incoming
from zhangdian.people.customers.imports.known import Known, same_name, squeezed
from zhangdian.people.customers.ledger_columns import LABELS
from zhangdian.people.customers.models import (
    Contact,
    Customer,
    MileageReading,
    Ownership,
    PlateHistory,
    Vehicle,
    key_of,
)
from zhangdian.people.organization.models import Person

CUSTOMER_FIELDS: Final = ("called", "id_number", "credit_code", "address", "phone")
VEHICLE_FIELDS: Final = ("colour", "engine_no", "sold_on", "warranty_start", "remark")


def key(record: Any) -> int:
    """What tells two records apart before they have been written."""
    return int(record.pk or -id(record))


class RowRefused(Exception):
    """The row contradicts what we know; a person must look."""

    def __init__(self, key: str, sentence: str) -> None:
        super().__init__(sentence)
        self.fault: Fault = (LABELS.get(key, WHOLE_ROW), sentence)


@dataclass
class Taken:
    """What a chunk brings: records to add and to change, and what became of each row."""

    good: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refusals: list[tuple[int, list[Fault]]] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)
    """What was left out of rows that went in, by reason."""
    new_customers: list[Customer] = field(default_factory=list)
    new_cars: list[Vehicle] = field(default_factory=list)
    owners: list[tuple[Vehicle, Customer]] = field(default_factory=list)
    """Cars whose owner may have no key yet."""
    parts: list[Any] = field(default_factory=list)
    touched_customers: dict[int, Customer] = field(default_factory=dict)
    touched_cars: dict[int, Vehicle] = field(default_factory=dict)

    @property
    def bad(self) -> int:
        return len(self.refusals)


@dataclass
class Taking:
    """Goes through the rows of one chunk in their order; each row goes in whole or not at all."""

    known: Known
    store_id: int
    pool: int
    now: Any
    today: date
    overwrite: bool
    spelling: bool = True
    """Spell new names for search; a look that writes nothing needs none."""
    taken: Taken = field(default_factory=Taken)

    def take(self, rows: Sequence[Incoming]) -> Taken:
        for row in rows:
            if row.faults:
                self.taken.refusals.append((row.line, row.faults))
                continue
            try:
                self._take(row)
            except RowRefused as refused:
                self.taken.refusals.append((row.line, [refused.fault]))
        return self.taken

    def _take(self, row: Incoming) -> None:
        """First everything that may refuse the row, then everything that changes."""
        car = self._car_of(row)
        owner = self._owner_of(row, car)
        self._fits(row, car, owner)
        reading = self._reading_of(row, car)
        effect = Effect(self, row)
        customer = owner or (effect.new_customer() if row.name else None)
        if owner:
            effect.fill_customer(owner)
        if row.means_a_car:
            car = effect.fill_car(car) if car else effect.new_car()
            if customer and car.owner is None:
                effect.give_owner(car, customer)
            if reading:
                effect.keep(car, reading)
        if row.contact and customer:
            effect.add_contact(customer, car)
        self.taken.good += 1
        setattr(self.taken, effect.word, getattr(self.taken, effect.word) + 1)

    # Which car --------------------------------------------------------------------------------

    def _car_of(self, row: Incoming) -> Vehicle | None:
        by_vin, by_plate = self.known.by_vin.get(row.vin), self.known.by_plate.get(row.plate)
        if not row.vin:
            if row.plate and by_plate is None and (once := self.known.once_bore.get(row.plate)):
                raise RowRefused(
                    "plate",
                    f"{row.plate} 是车架号尾号 {once.vin[-6:] or '不详'} 的车用过的旧车牌：请补上车架号",
                )
            return by_plate
        if by_plate is not None and by_plate is not by_vin:
            if by_plate.vin:
                raise RowRefused(
                    "plate",
                    f"{row.plate} 登记在车架号尾号 {by_plate.vin[-6:]} 的车上，这一行是另一个车架号："
                    "请照行驶证核对，确实换了车牌请先做“变更车牌”",
                )
            if by_vin is not None:
                raise RowRefused(
                    "plate", f"{row.plate} 另有一份只有车牌的档案：请先做“合并车辆”，再导入这一行"
                )
            return by_plate  # the bare file of this car: its VIN comes now
        if by_vin is not None and row.plate and by_vin.plate not in ("", row.plate):
            self._plate_fits(row, by_vin)
        return by_vin

    def _plate_fits(self, row: Incoming, car: Vehicle) -> None:
        """Another plate than ours: an older or a temporary one says nothing new, else a person looks."""
        if self.known.once_bore.get(row.plate) == car or car.plate_kind == "temporary":
            return
        if row.plate_kind == "temporary":
            return
        raise RowRefused(
            "plate",
            f"车架号尾号 {row.vin[-6:]} 的车现在登记的车牌是 {car.plate}，这一行是 {row.plate}："
            "请照行驶证核对，换过车牌请先做“变更车牌”",
        )

    # Whose it is ------------------------------------------------------------------------------

    def _owner_of(self, row: Incoming, car: Vehicle | None) -> Customer | None:
        """The customer whom the row means, if we know him."""
        owner = car.owner if car else None
        for one in (owner, self._by_number(row), self._by_phone(row)) if row.name or row.contact else ():
            self._is_in_use(one)
        if not row.name:
            return self._nameless(row, owner)
        found = self._by_number(row) or self._by_phone(row)
        if owner is not None and found is not owner:
            if found is not None or not same_name(opened(owner.name), row.name):
                raise RowRefused(
                    "name",
                    f"这辆车现在的车主是“{owner.name}”，这一行是另一位：请核对，过户请先办“过户”",
                )
            found = owner
        return found

    def _is_in_use(self, customer: Customer | None) -> None:
        """Who asked us to delete his data is only stored: no ledger changes or names him."""
        if customer is not None and customer.restricted_at:
            raise RowRefused(
                "name",
                "这位客户要求删除个人信息，档案只保存不使用，台账不能改：他本人要求再用时，先做“恢复使用”再导入这一行；"
                "车不是他的了先办“过户”",
            )

    def _nameless(self, row: Incoming, owner: Customer | None) -> Customer | None:
        if not (row.phone or row.id_number or row.credit_code):
            return owner
        listed = self.known.by_phone.get(row.phone, []) if row.phone else []
        found = self._by_number(row) or (listed[0] if len(listed) == 1 else None)
        self._is_in_use(found or owner)
        if found is None:
            raise RowRefused("name", "有电话或证件号，没有姓名：请补上客户姓名")
        if owner is not None and found is not owner:
            raise RowRefused("name", f"这辆车现在的车主是“{owner.name}”，电话却是另一位客户的：请核对")
        return found

    def _by_number(self, row: Incoming) -> Customer | None:
        found = self.known.by_id.get(row.id_number) if row.id_number else None
        found = found or (self.known.by_code.get(row.credit_code) if row.credit_code else None)
        if found is not None and row.name and not same_name(opened(found.name), row.name):
            which = "id_number" if row.id_number else "credit_code"
            raise RowRefused(which, f"这个证件号登记在“{found.name}”名下，与这一行的姓名不符：请核对")
        return found

    def _by_phone(self, row: Incoming) -> Customer | None:
        listed = self.known.by_phone.get(row.phone, []) if row.phone else []
        return next((one for one in listed if same_name(opened(one.name), row.name)), None)

    def _fits(self, row: Incoming, car: Vehicle | None, owner: Customer | None) -> None:
        """Identity that both know must agree; a phone may be replaced where the file's word counts."""
        if owner is not None:
            for name in ("id_number", "credit_code"):
                ours, theirs = opened(getattr(owner, name)), getattr(row, name)
                if ours and theirs and ours != theirs:
                    raise RowRefused(name, f"“{owner.name}”在档的证件号与这一行不同：请核对，再做“修改客户”")
            if row.kind and row.credit_code and owner.kind == Customer.Kind.PERSON:
                raise RowRefused("credit_code", f"“{owner.name}”在档是个人，这一行是单位：请核对")
            ours = opened(owner.phone)
            if row.phone and ours and row.phone != ours and not self.overwrite:
                raise RowRefused(
                    "phone",
                    f"“{owner.name}”在档的电话尾号 {ours[-4:]}，这一行尾号 {row.phone[-4:]}："
                    "请与客户核对后“修改客户”，或选“以文件为准”再导入",
                )
        if car is not None and row.vin and car.vin and row.vin != car.vin:
            raise RowRefused("vin", f"{car.plate} 在档的车架号尾号是 {car.vin[-6:]}，与这一行不同：请核对")

    # Its mileage ------------------------------------------------------------------------------

    def _reading_of(self, row: Incoming, car: Vehicle | None) -> MileageReading | None:
        """The reading that the row brings; None where we have it already."""
        if row.km is None:
            return None
        dated = row.read_on or row.last_visit_on
        on = dated or self.today
        last = None
        if car is not None and car.last_mileage is not None and car.last_read_on is not None:
            if (key(car), on, row.km) in self.known.read or (dated is None and row.km == car.last_mileage):
                return None
            last = mileage.Reading(car.last_mileage, car.last_read_on)
        model = self.known.models.get(squeezed(row.model)) if row.model else None
        usual = Decimal(model.daily_km_mean) if model and model.daily_km_mean else None
        try:
            judged = mileage.judge(row.km, on, last=last, own_daily_km=usual)
        except mileage.MileageRefused as error:
            raise RowRefused("km", str(error)) from error
        if judged.needs_second_look:
            raise RowRefused("km", judged.sentence)
        return MileageReading(km=row.km, read_on=on, source=MileageReading.Source.IMPORT)


@dataclass
class Effect:
    """What one row does to the records; `word` says under which count it falls."""

    taking: Taking
    row: Incoming
    word: str = "unchanged"

    @cached_property
    def advisor(self) -> Person | None:
        """Who works here under the number or name in the row."""
        if not self.row.advisor:
            return None
        advisors = self.taking.known.advisors
        first = self.row.advisor.split(" ")[0]
        found = advisors.get(squeezed(first)) or advisors.get(first) or advisors.get(self.row.advisor)
        if found is None:
            self.taking.taken.notes["服务顾问不在职或重名，没有登记"] += 1
        return found

    def _set(self, record: Any, name: str, value: Any) -> bool:
        """Fill a blank; what both know otherwise changes only where the file's word counts."""
        if value in ("", None) or opened(getattr(record, name)) == value:
            return False
        if opened(getattr(record, name)) not in ("", None) and not self.taking.overwrite:
            self.taking.taken.notes[f"{record._meta.get_field(name).verbose_name}与在档不同，保留原有"] += 1
            return False
        setattr(record, name, value)
        return True

    def _note(self, record: Any) -> None:
        if record.pk is None:
            return
        kept: dict[int, Any] = (
            self.taking.taken.touched_cars
            if isinstance(record, Vehicle)
            else self.taking.taken.touched_customers
        )
        kept[record.pk] = record
        if self.word == "unchanged":
            self.word = "changed"

    # Customers --------------------------------------------------------------------------------

    def new_customer(self) -> Customer:
        row, taking = self.row, self.taking
        customer = Customer(
            store_id=taking.store_id,
            pool=taking.pool,
            kind=row.kind,
            name=row.name,
            phone=row.phone,
            called=row.called,
            id_number=row.id_number,
            credit_code=row.credit_code,
            address=row.address,
            member=bool(row.member),
            reminder=row.reminder,
            advisor=self.advisor,
            remark=self._customer_remark(),
            acted_at=taking.now,
        )
        if taking.spelling:
            customer.spell_again()
        taking.taken.new_customers.append(customer)
        taking.known.add_customer(customer)
        self.word = "added"
        return customer

    def _customer_remark(self) -> str:
        return self.row.customer_remark or ("" if self.row.means_a_car else self.row.remark)

    def fill_customer(self, customer: Customer) -> None:
        row = self.row
        changed = [self._set(customer, name, getattr(row, name)) for name in CUSTOMER_FIELDS]
        changed.append(self._set(customer, "reminder", row.reminder))
        changed.append(self._set(customer, "remark", self._customer_remark()))
        if not row.means_a_car:  # else the row's advisor is the car's
            changed.append(self._set(customer, "advisor", self.advisor))
        if row.member is not None and row.member != customer.member and (row.member or self.taking.overwrite):
            customer.member = row.member
            changed.append(True)
        if any(changed):
            customer.spell_again()
            self.taking.known.add_customer(customer)
            self._note(customer)

    def add_contact(self, customer: Customer, car: Vehicle | None) -> None:
        row, known = self.row, self.taking.known
        named = (key(customer), row.contact, row.contact_phone)
        if named in known.contacts:
            return
        known.contacts.add(named)
        contact = Contact(
            customer=customer,
            vehicle=car,
            kind=Contact.Kind.COMPANY if customer.kind == Customer.Kind.COMPANY else Contact.Kind.OTHER,
            name=row.contact,
            phone=row.contact_phone,
            phone_tail=row.contact_phone[-4:],
            phone_key=key_of(row.contact_phone),
        )
        self.taking.taken.parts.append(contact)
        self._note(customer)

    # Cars -------------------------------------------------------------------------------------

    def new_car(self) -> Vehicle:
        row, taking = self.row, self.taking
        car = Vehicle(
            store_id=taking.store_id,
            pool=taking.pool,
            vin=row.vin,
            plate=row.plate,
            plate_kind=row.plate_kind,
            colour=row.colour,
            engine_no=row.engine_no,
            advisor=self.advisor,
            sold_on=row.sold_on,
            warranty_start=row.warranty_start or row.sold_on,
            last_visit_on=row.last_visit_on,
            remark=row.remark,
            acted_at=taking.now,
        )
        self._set_model(car)
        car.write_backwards()
        taking.taken.new_cars.append(car)
        taking.known.add_car(car)
        if row.plate:
            self._bear_plate(car)
        self.word = "added"
        return car

    def _set_model(self, car: Vehicle) -> bool:
        if not self.row.model:
            return False
        model = self.taking.known.models.get(squeezed(self.row.model))
        if model is None:
            return car.model_id is None and self._set(car, "model_words", self.row.model)
        return self._set(car, "model", model)

    def _bear_plate(self, car: Vehicle, since: date | None = None) -> None:
        since = since or self.row.last_visit_on or self.row.sold_on or self.taking.today
        self.taking.taken.parts.append(
            PlateHistory(vehicle=car, plate=car.plate, kind=car.plate_kind, since=since)
        )

    def fill_car(self, car: Vehicle) -> Vehicle:
        row, known = self.row, self.taking.known
        was_sold = car.sold_on
        changed = [self._set(car, name, getattr(row, name)) for name in VEHICLE_FIELDS]
        changed += [self._set_model(car), self._set(car, "advisor", self.advisor)]
        if row.vin and not car.vin:
            car.vin = row.vin
            changed.append(True)
        if row.plate and car.plate != row.plate and self._may_bear(car):
            since = self.taking.today if known.by_plate.pop(car.plate, None) else None
            car.plate, car.plate_kind = row.plate, row.plate_kind
            self._bear_plate(car, since)
            changed.append(True)
        if car.warranty_start is None and was_sold is None and car.sold_on:
            car.warranty_start = car.sold_on
            changed.append(True)
        if row.last_visit_on and (car.last_visit_on is None or car.last_visit_on < row.last_visit_on):
            car.last_visit_on = row.last_visit_on
            changed.append(True)
        if any(changed):
            car.write_backwards()
            known.add_car(car)
            self._note(car)
        return car

    def _may_bear(self, car: Vehicle) -> bool:
        """A car without a plate, or with a temporary one, takes the row's."""
        return not car.plate or (car.plate_kind == "temporary" and self.row.plate_kind != "temporary")

    def give_owner(self, car: Vehicle, customer: Customer) -> None:
        car.owner = customer
        self.taking.taken.owners.append((car, customer))
        since = self.row.sold_on or self.row.last_visit_on or self.taking.today
        self.taking.taken.parts.append(Ownership(vehicle=car, customer=customer, since=since, how="导入"))
        self._note(car)

    def keep(self, car: Vehicle, reading: MileageReading) -> None:
        reading.vehicle = car
        self.taking.taken.parts.append(reading)
        self.taking.known.read.add((key(car), reading.read_on, reading.km))
        if car.last_read_on is None or car.last_read_on <= reading.read_on:
            car.last_mileage, car.last_read_on = reading.km, reading.read_on
        self._note(car)
