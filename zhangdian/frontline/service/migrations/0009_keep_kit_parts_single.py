from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("service", "0008_merge_doubled_kit_parts")]

    operations = [
        migrations.AddConstraint(
            model_name="kitpart",
            constraint=models.UniqueConstraint(
                fields=("operation", "part", "fits"),
                name="kit_part_once_per_cars",
                violation_error_message="同一项目对同样的车，一个配件只能有一行：请合成一行，数量相加",
            ),
        ),
    ]
