"""Organization joins the house: tells the kernel the names of roles and how a standing is read."""

from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    name = "zhangdian.people.organization"
    label = "organization"
    verbose_name = "组织"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.foundation.kernel import registry
        from zhangdian.foundation.ui import exports, nav, search
        from zhangdian.people.organization import (  # noqa: F401
            certificates,
            finding,
            handovers,
            powers,
            queries,
            roles,
            superiors,
        )
        from zhangdian.people.organization import in_hand as holding
        from zhangdian.people.organization.access import forms as _access  # noqa: F401
        from zhangdian.people.organization.access import jobs as _jobs  # noqa: F401
        from zhangdian.people.organization.leaving import forms as _leaving  # noqa: F401
        from zhangdian.people.organization.leaving import waiting as _hand_overs  # noqa: F401
        from zhangdian.people.organization.leaving.lists import HandOvers
        from zhangdian.people.organization.lending import forms as _lending  # noqa: F401
        from zhangdian.people.organization.lending.lists import Powers
        from zhangdian.people.organization.practising import forms as _practising  # noqa: F401
        from zhangdian.people.organization.rostering import forms as _rostering  # noqa: F401
        from zhangdian.people.organization.rostering import jobs as _evening  # noqa: F401
        from zhangdian.people.organization.rostering import waiting as _gaps  # noqa: F401
        from zhangdian.people.organization.shifts import forms as _shifts  # noqa: F401
        from zhangdian.people.organization.shifts.views import LeaveListing
        from zhangdian.people.organization.staff import forms as _staff  # noqa: F401
        from zhangdian.people.organization.staff import ledgers as staff
        from zhangdian.people.organization.staff import waiting as _waiting  # noqa: F401
        from zhangdian.people.organization.staff.views import StaffListing, people_of
        from zhangdian.people.organization.stores import forms as _stores  # noqa: F401
        from zhangdian.people.organization.targets import forms as _targets  # noqa: F401

        registry.ROLE_LABELS.update({role.value: str(role.label) for role in roles.Role})
        search.provider(finding.people)
        staff.STAFF.declare()
        exports.exportable("staff", StaffListing, people_of, readers=roles.MANAGERS)
        exports.exportable("leaves", LeaveListing, superiors.leaves_open_to)
        exports.exportable("powers", Powers, powers.open_to)
        exports.exportable("handovers", HandOvers, handovers.open_to)
        holding.join()
        certificates.declare_dates()
        nav.entry(84, "clipboard-check", "交接", "organization:handovers", roles.LEADERS)
        nav.entry(78, "calendar", "排班", "organization:roster", roles.LEADERS)
        nav.entry(80, "users", "员工", "organization:staff", roles.MANAGERS)
        nav.entry(85, "building-store", "门店", "organization:store", roles.STAFF_OFFICE)
