from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("service", "0011_await_calls")]

    operations = [migrations.RemoveField(model_name="repairorder", name="rework_of")]
