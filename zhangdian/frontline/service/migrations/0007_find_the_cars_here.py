from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("service", "0006_find_an_advisors_reminders")]

    operations = [
        migrations.AddIndex(
            model_name="repairorder",
            index=models.Index(
                fields=["store", "arrived_at"],
                condition=models.Q(exited_at__isnull=True, voided_at__isnull=True),
                name="order_of_car_here",
            ),
        ),
    ]
