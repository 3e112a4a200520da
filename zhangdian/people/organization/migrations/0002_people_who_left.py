from typing import Any

from django.db import migrations, models

DEPARTMENTS = [
    ("management", "管理层"),
    ("marketing", "市场部"),
    ("office", "办公室"),
    ("accounting", "财务部"),
    ("sales", "销售部"),
    ("finance_insurance", "金融保险部"),
    ("service", "售后前台"),
    ("workshop", "车间"),
    ("parts", "配件部"),
    ("care", "客服部"),
]


def say_who_left(apps: Any, schema: Any) -> None:
    """Whoever was disabled is gone, and a department typed by its name is the department."""
    person, device = (apps.get_model("organization", name) for name in ("Person", "SharedDevice"))
    person._base_manager.filter(disabled_at__isnull=False).update(state="gone")
    for records in (person._base_manager, device._base_manager):
        for code, name in DEPARTMENTS:
            records.filter(department=name).update(department=code)
        records.exclude(department__in=[code for code, _name in DEPARTMENTS]).update(department="")


class Migration(migrations.Migration):
    dependencies = [("organization", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="state",
            field=models.CharField(
                choices=[("employed", "在职"), ("gone", "已停用")],
                default="employed",
                editable=False,
                max_length=10,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="department",
            field=models.CharField(
                blank=True, choices=DEPARTMENTS, default="", max_length=30, verbose_name="部门"
            ),
        ),
        migrations.AlterField(
            model_name="shareddevice",
            name="department",
            field=models.CharField(
                blank=True, choices=DEPARTMENTS, default="", max_length=30, verbose_name="部门"
            ),
        ),
        migrations.RunPython(say_who_left, migrations.RunPython.noop),
    ]
