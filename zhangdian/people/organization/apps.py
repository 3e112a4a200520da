"""Organization joins the house: tells the kernel the names of roles and how a standing is read."""

from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    name = "zhangdian.people.organization"
    label = "organization"
    verbose_name = "组织"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.foundation.kernel import registry
        from zhangdian.people.organization import queries, roles  # noqa: F401
        from zhangdian.people.organization.access import actions as _access  # noqa: F401
        from zhangdian.people.organization.staff import actions as _staff  # noqa: F401
        from zhangdian.people.organization.stores import actions as _stores  # noqa: F401

        registry.ROLE_LABELS.update({role.value: str(role.label) for role in roles.Role})
