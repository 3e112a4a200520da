"""Why a row that nothing carries is not carried yet, said plainly."""

from zhangdian.management.duties.written import DutyRow

BY_CODE = {
    "PROC-R-05": "话术由回访题衡量；要抽查的，由门店给这一条选抽查",
    "PROC-W-11": "言行：门店可以选抽查；钥匙归属已随工序记着",
    "PROC-D-30": "礼仪：印在客户联，由回访题衡量",
}
BY_KIND = {
    "conduct": "言行没有事件可凭：由门店选第二人、照片或抽查来证明，出厂没有定",
    "qualification": "任职和每年的能力评分还没有做",
    "knowledge": "课程和考试已经能开，这一条的题和课由门店写",
}
BY_AREA = {
    "insurance": "随保险室",
    "accident_claims": "随事故理赔室",
    "warranty": "随索赔室",
    "sales": "随销售室",
    "marketing": "随市场室",
    "training": "培训计划、授课和带教、案例还没有做",
    "tools": "随工具设备室",
    "quality": "随质量室",
    "facilities": "设备报修、物品台帐：随工具设备室",
    "hr": "奖励、储备和福利还没有做",
    "organisation": "文件、计划和对外联络还没有做",
    "parts": "采购、计划、指标：随配件室下一步",
    "customer_care": "名单、忠诚度：随关怀室下一步",
    "followup": "周期回访的名单：随关怀室下一步",
}
OTHERWISE = "还没有做"


def reason(row: DutyRow) -> str:
    """The plainest reason that is known for this row."""
    return BY_CODE.get(row.code) or BY_KIND.get(row.kind) or BY_AREA.get(row.area) or OTHERWISE
