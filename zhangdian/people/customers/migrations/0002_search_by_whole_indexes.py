import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0001_initial"),
        ("kernel", "0002_people"),
        ("organization", "0002_people_who_left"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="customer",
            name="customer_by_misreading",
        ),
        migrations.RemoveIndex(
            model_name="customer",
            name="customer_by_misread",
        ),
        migrations.AlterField(
            model_name="customer",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="customers.customer",
                verbose_name="并入",
            ),
        ),
        migrations.AlterField(
            model_name="vehicle",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="customers.vehicle",
                verbose_name="并入",
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                fields=["misread"], name="customer_by_misreading", opclasses=["text_pattern_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                fields=["misread_initials"], name="customer_by_misread", opclasses=["text_pattern_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                condition=models.Q(("kind", "company")), fields=["kind", "name"], name="company_by_name"
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)),
                fields=["merged_into"],
                name="customer_by_merged_into",
            ),
        ),
        migrations.AddIndex(
            model_name="vehicle",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)),
                fields=["merged_into"],
                name="vehicle_by_merged_into",
            ),
        ),
    ]
