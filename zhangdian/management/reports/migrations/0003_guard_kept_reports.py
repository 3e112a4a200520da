from django.db import migrations

GUARD = """
UPDATE reports_report SET sights = '|visit_price|'
WHERE code IN ('store_day', 'settlement_day', 'service_month')
"""
"""Reports that were delivered before they said which guarded values stand in them tell of money."""


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_own_and_written_reports")]

    operations = [migrations.RunSQL(GUARD, migrations.RunSQL.noop)]
