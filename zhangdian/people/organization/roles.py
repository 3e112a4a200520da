"""The posts of a store as roles: one role per post of posts.md §1 and of the demo store's headcount."""

from django.db import models


class Role(models.TextChoices):
    """Code of the post, and its name as people say it."""

    GENERAL_MANAGER = "GM", "总经理"
    MARKETING_MANAGER = "MKM", "市场经理"
    MARKETING_SPECIALIST = "MKT", "市场专员"
    OFFICE_DIRECTOR = "OFD", "办公室主任"
    ADMINISTRATION_CLERK = "ADM", "人事行政专员"
    FINANCE_MANAGER = "FNM", "财务经理"
    ACCOUNTANT = "ACC", "会计"
    SALES_CASHIER = "SCA", "销售收银"
    SALES_MANAGER = "SLM", "销售经理"
    SHOWROOM_SUPERVISOR = "SHS", "展厅主管"
    SALES_CONSULTANT = "SLC", "销售顾问"
    INTERNET_SALES = "DCC", "网销邀约专员"
    SALES_CLERK = "SLP", "销售计划内勤"
    REGISTRATION_CLERK = "REG", "上牌专员"
    PDI_SPECIALIST = "PDI", "交车与PDI专员"
    SHOWROOM_HOST = "SHH", "展厅接待"
    USED_CAR_APPRAISER = "UCE", "二手车评估师"
    ACCESSORIES_SUPERVISOR = "ACM", "精品主管"
    ACCESSORIES_FITTER = "ACF", "精品施工"
    FI_MANAGER = "FIM", "金融保险经理"
    FINANCE_SPECIALIST = "FIN", "金融专员"
    NEW_CAR_INSURANCE = "NBI", "新车保险专员"
    RENEWAL_SPECIALIST = "RNW", "续保专员"
    CLAIMS_ADJUSTER = "ICA", "保险理赔员"
    INSURANCE_CLERK = "INA", "保险内勤"
    SERVICE_MANAGER = "SVM", "服务经理"
    FRONT_DESK_SUPERVISOR = "FDS", "前台主管"
    SERVICE_ADVISOR = "SA", "服务顾问"
    WARRANTY_CLERK = "WCL", "索赔员"
    CASHIER = "CAS", "结算员"
    LOUNGE_HOST = "HOST", "大厅接待"
    GUIDE = "GUI", "引导员"
    DRIVER = "DRV", "取送车司机"
    WORKSHOP_SUPERVISOR = "WSM", "车间主管"
    TECHNICAL_DIRECTOR = "TDR", "技术总监"
    QUALITY_INSPECTOR = "QCI", "质量检验员"
    TEAM_LEADER = "TML", "维修组长"
    TECHNICIAN = "TEC", "维修技师"
    APPRENTICE = "APP", "学徒"
    TOOL_KEEPER = "TOOL", "工具保管员"
    WASHER = "WSH", "洗车工"
    PARTS_MANAGER = "PTM", "配件经理"
    PARTS_PLANNER = "PTP", "配件计划员"
    STOREKEEPER = "PTK", "配件管理员"
    CUSTOMER_RELATIONS_MANAGER = "CRM", "客服关系经理"
    AFTERSALES_CARE = "CSS", "客服专员(服务)"
    CUSTOMER_CARE = "CSR", "客服专员"
    GUARD = "GRD", "门卫"
    INTERNAL_TRAINER = "TRN", "内训师"
    INFORMATION_CONSULTANT = "ISC", "信息服务顾问"
    RESCUE_TECHNICIAN = "ERS", "紧急救援人员"
    DEPUTY_GENERAL_MANAGER = "DGM", "执行经理"
    CHIEF_EXECUTIVE = "BRD", "董事会"


MANAGERS = (
    Role.GENERAL_MANAGER,
    Role.DEPUTY_GENERAL_MANAGER,
    Role.SERVICE_MANAGER,
    Role.SALES_MANAGER,
    Role.FI_MANAGER,
    Role.PARTS_MANAGER,
    Role.CUSTOMER_RELATIONS_MANAGER,
    Role.FINANCE_MANAGER,
    Role.OFFICE_DIRECTOR,
)
"""Heads of departments."""
