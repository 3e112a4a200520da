from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("service", "0010_keep_spare_forms")]

    operations = [
        migrations.AddField(
            model_name="repairorder",
            name="call_at",
            field=models.DateTimeField(null=True, verbose_name="回访该打"),
        ),
        migrations.AddIndex(
            model_name="repairorder",
            index=models.Index(
                condition=models.Q(("call_at__isnull", False)),
                fields=["store", "call_at"],
                name="order_by_call",
            ),
        ),
    ]
