"""Why a row that nothing carries is not carried yet, said plainly."""

from zhangdian.management.duties.written import DutyRow

BY_CODE = {
    "PROC-R-05": "话术由抽样和回访题衡量：随职责引擎",
    "PROC-W-11": "言行：随职责引擎的巡查抽样；钥匙归属已随工序记着",
    "PROC-D-30": "礼仪：印在客户联，由回访题衡量",
}
BY_KIND = {
    "conduct": "言行由抽样和客户评分衡量：随职责引擎和考评",
    "qualification": "能力评分在任职和年度考评时做：随考评",
    "knowledge": "知识在课程和考试里：随培训室",
}
BY_AREA = {
    "insurance": "随保险室",
    "accident_claims": "随事故理赔室",
    "warranty": "随索赔室",
    "sales": "随销售室",
    "marketing": "随市场室",
    "training": "随培训室",
    "tools": "随工具设备室",
    "quality": "随质量室",
    "facilities": "巡查合成一轮：随职责引擎和质量室",
    "hr": "考评和奖励：随考评",
    "organisation": "任务、会议、制度：随职责引擎",
    "reporting": "报表日历：随报表室",
    "security": "随职责引擎",
    "parts": "采购、计划、指标：随配件室下一步",
    "customer_care": "咨询、名单、忠诚度：随关怀室下一步",
    "followup": "抽样和周期回访：随职责引擎",
}
OTHERWISE = "还没有做"


def reason(row: DutyRow) -> str:
    """The plainest reason that is known for this row."""
    return BY_CODE.get(row.code) or BY_KIND.get(row.kind) or BY_AREA.get(row.area) or OTHERWISE
