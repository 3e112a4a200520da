"""The columns of a ledger of customers and vehicles: what they hold, and what stores call them."""

from typing import Final

from zhangdian.foundation.ui.sheets import Field

FIELDS: Final = (
    Field("plate", "车牌号", ("车牌", "车牌号码", "牌照", "车号", "号牌号码")),
    Field("vin", "车架号", ("VIN", "VIN码", "车辆识别代号", "车辆识别码", "底盘号", "车架号码")),
    Field(
        "name",
        "客户姓名",
        ("姓名", "车主", "车主姓名", "客户", "客户名称", "客户名", "车主名称", "单位名称", "owner_name_zh"),
    ),
    Field("kind", "客户类别", ("客户类型", "客户性质", "车主性质", "owner_kind")),
    Field(
        "phone",
        "手机",
        ("手机号", "手机号码", "电话", "电话号码", "联系电话", "联系方式", "移动电话", "车主电话"),
    ),
    Field("called", "称呼", ("尊称",)),
    Field("id_number", "身份证号", ("身份证", "身份证号码", "证件号码", "证件号")),
    Field("credit_code", "统一社会信用代码", ("信用代码", "税号", "纳税人识别号")),
    Field("address", "地址", ("住址", "联系地址", "通讯地址", "家庭住址")),
    Field("member", "会员", ("是否会员", "会员标志")),
    Field("reminder", "提醒方式", ("联系意愿", "提醒渠道", "contact_wish_zh")),
    Field("model", "车型代码", ("车型", "车型名称", "车系车型", "款型", "model_code")),
    Field("colour", "颜色", ("车身颜色", "外观颜色", "车色", "colour_zh")),
    Field("engine_no", "发动机号", ("发动机号码", "发动机编号", "电机号")),
    Field("sold_on", "购车日期", ("购车时间", "销售日期", "开票日期", "购买日期", "交车日期", "sold_on")),
    Field("warranty_start", "质保起始", ("质保开始日期", "保修起始日期", "质保起始日期", "保修开始")),
    Field("km", "里程", ("里程数", "行驶里程", "公里数", "表显里程", "当前里程", "mileage_km")),
    Field("read_on", "里程日期", ("里程登记日期", "抄表日期")),
    Field(
        "last_visit_on", "上次进店", ("最近进店", "上次进厂日期", "最后来店日期", "最近来厂", "最近维修日期")
    ),
    Field("advisor", "服务顾问", ("顾问", "专属顾问", "接待人", "advisor_no")),
    Field("contact", "联系人", ("送修人", "经办人", "联系人姓名")),
    Field("contact_phone", "联系人电话", ("送修人电话", "经办人电话", "联系人手机")),
    Field("remark", "备注", ("车辆备注",)),
    Field("customer_remark", "客户备注", ()),
)
LABELS: Final = {each.key: each.label for each in FIELDS}
IDENTITY: Final = ("plate", "vin", "phone", "id_number", "credit_code")
"""One of these must have a column, else no row could be told from another."""
