from typing import Any

from django.db import migrations
from django.db.models import Count, Min, Sum


def merge_doubles(apps: Any, schema: Any) -> None:
    """A part that stood twice in a kit for the same cars stands once, with both quantities."""
    kits = apps.get_model("service", "KitPart")._base_manager
    doubled = (
        kits.values("operation", "part", "fits")
        .order_by()
        .annotate(rows=Count("pk"), first=Min("pk"), both=Sum("quantity"))
        .filter(rows__gt=1)
    )
    with schema.connection.cursor() as cursor:
        for each in list(doubled):
            cars = [each["operation"], each["part"], each["fits"], each["first"]]
            cursor.execute(
                "DELETE FROM service_kitpart"
                " WHERE operation_id = %s AND part_id = %s AND fits = %s AND id <> %s",
                cars,
            )
            cursor.execute(
                "UPDATE service_kitpart SET quantity = %s WHERE id = %s", [each["both"], each["first"]]
            )


class Migration(migrations.Migration):
    dependencies = [("service", "0007_find_the_cars_here")]

    operations = [migrations.RunPython(merge_doubles, migrations.RunPython.noop)]
