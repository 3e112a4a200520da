from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("service", "0005_old_parts_points_and_inquiries")]

    operations = [
        migrations.AddIndex(
            model_name="repairorder",
            index=models.Index(
                condition=models.Q(("service_due_on__isnull", False)),
                fields=["advisor", "next_service_on", "service_due_on"],
                name="order_by_advisors_service",
            ),
        ),
    ]
