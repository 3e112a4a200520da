from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("service", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="repairorder",
            name="service_due_on",
            field=models.DateField(null=True, verbose_name="预计下次保养"),
        ),
        migrations.AddIndex(
            model_name="repairorder",
            index=models.Index(
                condition=models.Q(("service_due_on__isnull", False)),
                fields=["store", "next_service_on", "service_due_on", "advisor"],
                name="order_by_next_service",
            ),
        ),
        migrations.AddIndex(
            model_name="repairorder",
            index=models.Index(fields=["store", "plate"], name="order_by_plate"),
        ),
        migrations.AddIndex(
            model_name="orderline", index=models.Index(fields=["finished_at"], name="line_by_finish")
        ),
    ]
