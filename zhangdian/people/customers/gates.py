"""Conditions of what is done to customers and vehicles."""

from typing import Any

from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.people.customers.models import Customer, Vehicle


@stops("客户档案没有并入别的档案，也没有删除")
def customer_stands(ctx: Any, customer: Customer) -> Missing | None:
    if customer.merged_into_id:
        return Missing("这份客户档案已并入另一份：请打开那一份")
    if customer.erased_at:
        return Missing("这位客户的个人信息已按本人要求删除")
    return None


@stops("客户没有要求停用他的个人信息")
def customer_is_in_use(ctx: Any, customer: Customer) -> Missing | None:
    if customer.restricted_at and not customer.erased_at:
        what = "这位客户要求删除个人信息，档案只保存不使用：他本人要求再用时，先做“恢复使用”"
        return Missing(what, "前台、展厅或客服", "customers.use_again")
    return None


@stops("车辆档案没有并入别的档案")
def vehicle_stands(ctx: Any, vehicle: Vehicle) -> Missing | None:
    return Missing("这份车辆档案已并入另一份：请打开那一份") if vehicle.merged_into_id else None
