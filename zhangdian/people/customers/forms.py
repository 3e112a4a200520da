"""What the actions of this room ask."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import ChipsField, CountField, DayField, PlateField, SegField, SwitchField
from zhangdian.people.customers import actions, phones, queries
from zhangdian.people.customers.listings import advisors
from zhangdian.people.customers.models import (
    Consent,
    Contact,
    Customer,
    MileageReading,
    Vehicle,
    VehicleModel,
)
from zhangdian.people.organization.roles import Role

EMPTY = [("", "—")]
DESKS = (
    Role.RENEWAL_SPECIALIST,
    Role.CLAIMS_ADJUSTER,
    Role.WARRANTY_CLERK,
    Role.SALES_CONSULTANT,
    Role.USED_CAR_APPRAISER,
    Role.FINANCE_SPECIALIST,
    Role.AFTERSALES_CARE,
    Role.CUSTOMER_CARE,
)


class FileField(forms.CharField):
    """A customer or a car by what one knows of it; `#17` at its end is the file's own number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 80, **kwargs})
        self.ctx: Any = None

    def found(self, text: str) -> list[Any]:
        raise NotImplementedError

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        listed = self.found(text)
        if len(listed) == 1:
            return listed[0].pk
        if not listed:
            raise ValidationError("没有找到：请先登记，或换一种写法")
        names = "、".join(f"{self.shown(one)} #{one.pk}" for one in listed[:4])
        raise ValidationError(f"不止一个：{names}；请连 # 后的号一起写")

    def shown(self, one: Any) -> str:
        return str(one)


class CustomerField(FileField):
    """A customer by phone, or by name where only one bears it."""

    def found(self, text: str) -> list[Any]:
        people = queries.customers_of(self.ctx)
        if number := re.search(r"#(\d{1,12})$", text.strip()):
            return list(people.filter(pk=int(number[1])))
        digits = re.sub(r"\D", "", phones.normalise(text))
        if len(digits) >= 8:
            return list(people.numbered(text)[:5])
        return list(people.filter(name=text.strip())[:5])

    def shown(self, one: Any) -> str:
        return str(one.name.seen_by(self.ctx))


class VehicleField(FileField):
    """A car by plate or VIN."""

    def found(self, text: str) -> list[Any]:
        cars = Vehicle.objects.of(self.ctx).standing()
        if number := re.search(r"#(\d{1,12})$", text.strip()):
            return list(cars.filter(pk=int(number[1])))
        about = queries.about_vehicle(text)
        return list(cars.filter(about)[:5]) if about is not None else []


class RoomForm(ActionForm):
    """Fills what depends on the store: advisors, models, and whose files may be found."""

    def arrange(self) -> None:
        for name, field in self.fields.items():
            if isinstance(field, FileField):
                field.ctx = self.ctx
            elif name == "advisor" and isinstance(field, forms.ChoiceField):
                field.choices = [*EMPTY, *((str(pk), text) for pk, text in advisors(self.ctx))]
            elif name == "model" and isinstance(field, forms.ChoiceField):
                models = VehicleModel.objects.of(self.ctx).order_by("series", "code")
                field.choices = [*EMPTY, *((str(one.pk), f"{one} ({one.code})") for one in models)]


class EditForm(RoomForm):
    """Sends only what the person changed, with what he saw: both of two win, or the second is told."""

    def arrange(self) -> None:
        super().arrange()
        for field in self.fields.values():
            field.show_hidden_initial = True

    def clean(self) -> dict[str, Any]:
        changed, now = set(self.changed_data), self.known()
        for name in list(self.fields):
            if name not in changed:
                self.cleaned_data.pop(name, None)
            elif self.has_moved(name, now.get(name)):
                self.add_error(name, f"刚才已有人把它改成“{now.get(name)}”：请看清再改")
        return self.cleaned_data

    def has_moved(self, name: str, now: Any) -> bool:
        """Whether the field is no longer what this person saw."""
        field = self[name]
        seen = field.field.hidden_widget().value_from_datadict(self.data, self.files, field.html_initial_name)
        return seen is not None and bool(field.field.has_changed(now, seen))

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        """What was emptied is emptied."""
        return {name: "" for name, value in self.cleaned_data.items() if value == ""}


def advisor() -> forms.ChoiceField:
    return forms.ChoiceField(label="服务顾问", required=False)


def words(label: str, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, **{"required": False, **more})


# Customers ----------------------------------------------------------------------------------------


@form_for(actions.register_customer)
class RegisterCustomerForm(RoomForm):
    verb = "登记"
    kind = SegField(label="类别", choices=Customer.Kind.choices, initial=Customer.Kind.PERSON)
    name = words("姓名或单位名称", 60, required=True)
    phone = words("手机或电话", 30)
    called = words("称呼", 20, help_text="例如 段女士、廖总")
    id_number = words("身份证号", 20, help_text="只在保险、上牌、开票要用时填")
    credit_code = words("统一社会信用代码", 20)
    address = words("地址", 120)
    advisor = advisor()
    member = SwitchField(label="会员")
    reminder = ChipsField(label="提醒方式", choices=Customer.Reminder.choices, required=False)
    remark = words("备注", 200)


@form_for(actions.change_customer)
class ChangeCustomerForm(EditForm):
    verb = "保存"
    kind = SegField(label="类别", choices=Customer.Kind.choices)
    name = words("姓名或单位名称", 60, required=True)
    phone = words("手机或电话", 30)
    called = words("称呼", 20)
    id_number = words("身份证号", 20)
    credit_code = words("统一社会信用代码", 20)
    address = words("地址", 120)
    advisor = advisor()
    member = SwitchField(label="会员")
    reminder = ChipsField(label="提醒方式", choices=Customer.Reminder.choices, required=False)
    remark = words("备注", 200)

    def known(self) -> Mapping[str, Any]:
        """What stands there, as far as this person may see it; a mask is never sent back as a value."""
        customer = self.subject
        known = {
            name: getattr(customer, name) for name in ("kind", "called", "credit_code", "member", "remark")
        }
        known |= {"reminder": customer.reminder, "advisor": str(customer.advisor_id or "")}
        for name in ("name", "phone", "id_number", "address"):
            value = getattr(customer, name)
            known[name] = value.open() if value and value.kind.roles & self.ctx.roles else ""
        return known

    def arrange(self) -> None:
        """A field that this person does not see is not asked."""
        super().arrange()
        for name in ("phone", "id_number", "address"):
            value = getattr(self.subject, name)
            if value and not value.kind.roles & self.ctx.roles:
                del self.fields[name]


@form_for(actions.add_contact)
class AddContactForm(RoomForm):
    verb = "登记"
    kind = ChipsField(label="关系", choices=Contact.Kind.choices)
    name = words("姓名", 60, required=True)
    phone = words("电话", 30)
    vehicle = VehicleField(label="只管这辆车", required=False, help_text="车牌或车架号；空着就是都管")


@form_for(actions.give_consent)
class GiveConsentForm(RoomForm):
    verb = "登记同意"
    purpose = ChipsField(label="用途", choices=Consent.Purpose.choices)
    channel = ChipsField(label="渠道", choices=Consent.Channel.choices, initial=Consent.Channel.ANY)
    means = ChipsField(label="方式", choices=Means.choices)
    text_version = words("告知文本版本", 20, required=True)
    evidence = words("证据", 120, help_text="录音号、纸张编号…")
    until = DayField(label="有效至", required=False)


@form_for(actions.withdraw_consent)
class WithdrawConsentForm(RoomForm):
    verb = "撤回"
    purpose = ChipsField(label="用途", choices=Consent.Purpose.choices)
    channel = ChipsField(label="渠道", choices=Consent.Channel.choices, initial=Consent.Channel.ANY)
    means = ChipsField(label="怎么说的", choices=Means.choices)


@form_for(actions.unmask_field)
class UnmaskFieldForm(RoomForm):
    verb = "查看"
    field = ChipsField(label="看什么", choices=[(one.value, one.label) for one in actions.PersonalField])
    reason = words("为什么", 100, required=True, help_text="会记入日志；十分钟内您能看到")


# Vehicles -----------------------------------------------------------------------------------------


@form_for(actions.register_vehicle)
class RegisterVehicleForm(RoomForm):
    verb = "登记"
    plate = PlateField(label="车牌", required=False)
    vin = words("车架号", 30, help_text="还没上牌的车只填车架号")
    owner = CustomerField(label="车主", required=False, help_text="电话，或姓名")
    model = forms.ChoiceField(label="车型", required=False)
    model_words = words("车型(目录里没有的)", 60)
    colour = words("颜色", 20)
    engine_no = words("发动机号", 30)
    sold_on = DayField(label="购车日期", required=False)
    warranty_start = DayField(label="质保起始", required=False)
    advisor = advisor()


@form_for(actions.change_vehicle)
class ChangeVehicleForm(EditForm):
    verb = "保存"
    vin = words("车架号", 30)
    model = forms.ChoiceField(label="车型", required=False)
    model_words = words("车型(目录里没有的)", 60)
    colour = words("颜色", 20)
    engine_no = words("发动机号", 30)
    sold_on = DayField(label="购车日期", required=False)
    advisor = advisor()
    remark = words("备注", 200)

    def known(self) -> Mapping[str, Any]:
        car = self.subject
        texts = ("vin", "model_words", "colour", "engine_no", "sold_on", "remark")
        keys = {"model": str(car.model_id or ""), "advisor": str(car.advisor_id or "")}
        return {name: getattr(car, name) for name in texts} | keys


@form_for(actions.change_plate)
class ChangePlateForm(RoomForm):
    verb = "变更"
    plate = PlateField(label="新车牌")
    since = DayField(label="从哪天起", required=False)


@form_for(actions.transfer_ownership)
class TransferOwnershipForm(RoomForm):
    verb = "过户"
    to = CustomerField(label="新车主", help_text="电话，或姓名；还没有档案的先登记客户")
    since = DayField(label="过户日期", required=False)
    how = ChipsField(
        label="怎么得来",
        choices=[(text, text) for text in ("二手车交易", "赠与", "继承", "单位转个人", "其他")],
        required=False,
    )


@form_for(actions.set_warranty_start)
class SetWarrantyStartForm(RoomForm):
    verb = "登记"
    start = DayField(label="质保起始")
    paper = words("凭什么单据", 60, required=True, help_text="购车发票号或交车单号")


@form_for(actions.record_mileage)
class RecordMileageForm(RoomForm):
    verb = "登记"
    km = CountField(label="里程", unit="公里", max_value=9_999_999)
    read_on = DayField(label="哪天读的", required=False)
    source = SegField(
        label="来源",
        choices=[(s.value, s.label) for s in (MileageReading.Source.CUSTOMER, MileageReading.Source.VISIT)],
        initial=MileageReading.Source.CUSTOMER,
    )


@form_for(actions.correct_mileage)
class CorrectMileageForm(RoomForm):
    verb = "更正"
    km = CountField(label="正确的里程", unit="公里", max_value=9_999_999)
    reason = words("怎么错的", 100, required=True)


@form_for(actions.replace_meter)
class ReplaceMeterForm(RoomForm):
    verb = "登记换表"
    old_km = CountField(label="旧表读数", unit="公里", max_value=9_999_999)
    new_km = CountField(label="新表起数", unit="公里", max_value=9_999_999, initial=0)


@form_for(actions.retire_vehicle)
class RetireVehicleForm(RoomForm):
    why = ChipsField(label="去向", choices=[(text, text) for text in ("报废", "迁出外地", "出口", "灭失")])


@form_for(actions.merge_vehicles)
class MergeVehiclesForm(RoomForm):
    verb = "合并"
    into = VehicleField(label="并入哪一份", help_text="车牌或车架号：留下那一份")
    reason = words("怎么认定是同一辆车", 100, required=True)


# Referrals ----------------------------------------------------------------------------------------


@form_for(actions.refer_customer)
class ReferCustomerForm(RoomForm):
    verb = "转办"
    desk = ChipsField(label="转给", choices=[(role.value, role.label) for role in DESKS])
    wish = words("客户要什么", 200, required=True)
    vehicle = VehicleField(label="车", required=False)
    customer = CustomerField(label="客户", required=False)


@form_for(actions.answer_referral)
class AnswerReferralForm(RoomForm):
    verb = "答复"
    reply = words("怎么处理的", 200, required=True)
