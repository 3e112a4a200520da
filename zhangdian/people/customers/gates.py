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


@stops("车辆档案没有并入别的档案")
def vehicle_stands(ctx: Any, vehicle: Vehicle) -> Missing | None:
    return Missing("这份车辆档案已并入另一份：请打开那一份") if vehicle.merged_into_id else None
