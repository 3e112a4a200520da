"""A car's covers are found by car, store and line: one index instead of the shorter one."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("insurance", "0011_commission_given_away")]
    operations: ClassVar = [
        migrations.RemoveIndex(model_name="policy", name="policy_by_vehicle"),
        migrations.AddIndex(
            model_name="policy",
            index=models.Index(fields=["vehicle", "store", "line", "ends_at"], name="policy_by_vehicle"),
        ),
    ]
