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

STAFF_OFFICE = (Role.OFFICE_DIRECTOR, Role.GENERAL_MANAGER)
"""Who keeps the staff: employs, appoints, ends."""

FLOOR = frozenset(
    {
        Role.GUIDE,
        Role.GUARD,
        Role.DRIVER,
        Role.LOUNGE_HOST,
        Role.QUALITY_INSPECTOR,
        Role.TEAM_LEADER,
        Role.TECHNICIAN,
        Role.APPRENTICE,
        Role.TOOL_KEEPER,
        Role.WASHER,
        Role.STOREKEEPER,
        Role.ACCESSORIES_FITTER,
        Role.PDI_SPECIALIST,
        Role.RESCUE_TECHNICIAN,
    }
)
"""Posts that a card or four digits open on a shared device: none that takes money, signs or manages."""

REPORTS_TO = {
    Role.GENERAL_MANAGER: Role.CHIEF_EXECUTIVE,
    Role.DEPUTY_GENERAL_MANAGER: Role.GENERAL_MANAGER,
    Role.SERVICE_MANAGER: Role.GENERAL_MANAGER,
    Role.SALES_MANAGER: Role.GENERAL_MANAGER,
    Role.OFFICE_DIRECTOR: Role.GENERAL_MANAGER,
    Role.FINANCE_MANAGER: Role.GENERAL_MANAGER,
    Role.MARKETING_MANAGER: Role.GENERAL_MANAGER,
    Role.CUSTOMER_RELATIONS_MANAGER: Role.GENERAL_MANAGER,
    Role.FI_MANAGER: Role.GENERAL_MANAGER,
    Role.MARKETING_SPECIALIST: Role.MARKETING_MANAGER,
    Role.ADMINISTRATION_CLERK: Role.OFFICE_DIRECTOR,
    Role.GUARD: Role.OFFICE_DIRECTOR,
    Role.ACCOUNTANT: Role.FINANCE_MANAGER,
    Role.SALES_CASHIER: Role.FINANCE_MANAGER,
    Role.FRONT_DESK_SUPERVISOR: Role.SERVICE_MANAGER,
    Role.SERVICE_ADVISOR: Role.FRONT_DESK_SUPERVISOR,
    Role.WARRANTY_CLERK: Role.FRONT_DESK_SUPERVISOR,
    Role.RESCUE_TECHNICIAN: Role.FRONT_DESK_SUPERVISOR,
    Role.CASHIER: Role.FRONT_DESK_SUPERVISOR,
    Role.LOUNGE_HOST: Role.FRONT_DESK_SUPERVISOR,
    Role.GUIDE: Role.FRONT_DESK_SUPERVISOR,
    Role.DRIVER: Role.FRONT_DESK_SUPERVISOR,
    Role.WORKSHOP_SUPERVISOR: Role.SERVICE_MANAGER,
    Role.QUALITY_INSPECTOR: Role.SERVICE_MANAGER,
    Role.TECHNICAL_DIRECTOR: Role.SERVICE_MANAGER,
    Role.INTERNAL_TRAINER: Role.SERVICE_MANAGER,
    Role.PARTS_MANAGER: Role.SERVICE_MANAGER,
    Role.TEAM_LEADER: Role.WORKSHOP_SUPERVISOR,
    Role.TECHNICIAN: Role.WORKSHOP_SUPERVISOR,
    Role.APPRENTICE: Role.WORKSHOP_SUPERVISOR,
    Role.TOOL_KEEPER: Role.WORKSHOP_SUPERVISOR,
    Role.WASHER: Role.WORKSHOP_SUPERVISOR,
    Role.PARTS_PLANNER: Role.PARTS_MANAGER,
    Role.STOREKEEPER: Role.PARTS_MANAGER,
    Role.CUSTOMER_CARE: Role.CUSTOMER_RELATIONS_MANAGER,
    Role.AFTERSALES_CARE: Role.CUSTOMER_RELATIONS_MANAGER,
    Role.INFORMATION_CONSULTANT: Role.CUSTOMER_RELATIONS_MANAGER,
    Role.NEW_CAR_INSURANCE: Role.FI_MANAGER,
    Role.RENEWAL_SPECIALIST: Role.FI_MANAGER,
    Role.CLAIMS_ADJUSTER: Role.FI_MANAGER,
    Role.INSURANCE_CLERK: Role.FI_MANAGER,
    Role.FINANCE_SPECIALIST: Role.FI_MANAGER,
    Role.SHOWROOM_SUPERVISOR: Role.SALES_MANAGER,
    Role.SALES_CONSULTANT: Role.SALES_MANAGER,
    Role.INTERNET_SALES: Role.SALES_MANAGER,
    Role.SALES_CLERK: Role.SALES_MANAGER,
    Role.REGISTRATION_CLERK: Role.SALES_MANAGER,
    Role.PDI_SPECIALIST: Role.SALES_MANAGER,
    Role.SHOWROOM_HOST: Role.SALES_MANAGER,
    Role.USED_CAR_APPRAISER: Role.SALES_MANAGER,
    Role.ACCESSORIES_SUPERVISOR: Role.SALES_MANAGER,
    Role.ACCESSORIES_FITTER: Role.ACCESSORIES_SUPERVISOR,
}
"""Post → its superior (posts.md §3); the line goes up to the board."""


def superiors_of(role: str) -> list[Role]:
    """The line above a post, the nearest first."""
    line: list[Role] = []
    above = REPORTS_TO.get(Role(role))
    while above is not None:
        line.append(above)
        above = REPORTS_TO.get(above)
    return line


LEADERS = tuple(dict.fromkeys([*STAFF_OFFICE, *REPORTS_TO.values()]))
"""Who stands above somebody."""

DAILY = (
    Role.SERVICE_ADVISOR,
    Role.FRONT_DESK_SUPERVISOR,
    Role.WORKSHOP_SUPERVISOR,
    Role.QUALITY_INSPECTOR,
    Role.CASHIER,
    Role.STOREKEEPER,
    Role.GUARD,
)
"""Posts without which a day stands still: who passes, takes money, issues, lets out."""

ALIASES = {
    "业务接待": Role.SERVICE_ADVISOR,
    "前台": Role.SERVICE_ADVISOR,
    "车间主任": Role.WORKSHOP_SUPERVISOR,
    "班组长": Role.TEAM_LEADER,
    "组长": Role.TEAM_LEADER,
    "维修人员": Role.TECHNICIAN,
    "维修工": Role.TECHNICIAN,
    "维修技工": Role.TECHNICIAN,
    "质检员": Role.QUALITY_INSPECTOR,
    "收银员": Role.CASHIER,
    "收银": Role.CASHIER,
    "配件主管": Role.PARTS_MANAGER,
    "配件收发员": Role.STOREKEEPER,
    "备件人员": Role.STOREKEEPER,
    "技术内训师": Role.INTERNAL_TRAINER,
    "培训师": Role.INTERNAL_TRAINER,
    "保险部经理": Role.FI_MANAGER,
    "保险主管": Role.FI_MANAGER,
    "装潢技师": Role.ACCESSORIES_FITTER,
    "销售内勤": Role.SALES_CLERK,
    "客服主管": Role.CUSTOMER_RELATIONS_MANAGER,
    "客户主管": Role.CUSTOMER_RELATIONS_MANAGER,
}
"""Other names of the posts (posts.md §1), for search and import."""


def role_named(text: str) -> Role | None:
    """The post of this code, name or other name."""
    text = text.strip().replace("（", "(").replace("）", ")")
    by_name = {role.label: role for role in Role}
    codes: dict[str, Role] = {role.value: role for role in Role}
    return codes.get(text) or by_name.get(text) or ALIASES.get(text)


class Department(models.TextChoices):
    """Where somebody sits in the house."""

    MANAGEMENT = "management", "管理层"
    MARKETING = "marketing", "市场部"
    OFFICE = "office", "办公室"
    ACCOUNTING = "accounting", "财务部"
    SALES = "sales", "销售部"
    FINANCE_INSURANCE = "finance_insurance", "金融保险部"
    SERVICE = "service", "售后前台"
    WORKSHOP = "workshop", "车间"
    PARTS = "parts", "配件部"
    CARE = "care", "客服部"


def department_named(text: str) -> Department | None:
    """The department of this code or name."""
    codes: dict[str, Department] = {each.value: each for each in Department}
    return codes.get(text.strip()) or {each.label: each for each in Department}.get(text.strip())


HEADS_OF: dict[Department, tuple[Role, ...]] = {
    Department.MANAGEMENT: (Role.GENERAL_MANAGER,),
    Department.MARKETING: (Role.MARKETING_MANAGER,),
    Department.OFFICE: (Role.OFFICE_DIRECTOR,),
    Department.ACCOUNTING: (Role.FINANCE_MANAGER,),
    Department.SALES: (Role.SALES_MANAGER, Role.SHOWROOM_SUPERVISOR),
    Department.FINANCE_INSURANCE: (Role.FI_MANAGER,),
    Department.SERVICE: (Role.SERVICE_MANAGER, Role.FRONT_DESK_SUPERVISOR),
    Department.WORKSHOP: (Role.SERVICE_MANAGER, Role.WORKSHOP_SUPERVISOR),
    Department.PARTS: (Role.PARTS_MANAGER, Role.SERVICE_MANAGER),
    Department.CARE: (Role.CUSTOMER_RELATIONS_MANAGER,),
}
"""Who leads each department, and splits its targets among its people."""

STORE_LEADERS = (
    Role.GENERAL_MANAGER,
    Role.DEPUTY_GENERAL_MANAGER,
    Role.CHIEF_EXECUTIVE,
    Role.OFFICE_DIRECTOR,
)
"""Who sees the figures of every department."""
