from django.db import migrations

TELL_WHO_MADE_IT = """
UPDATE cashier_receivable SET billed_by_id = COALESCE(
  (SELECT made.person_id FROM kernel_entry made
    WHERE made.root_type = cashier_receivable.purpose_type AND made.root_id = cashier_receivable.purpose_id
      AND made.action = 'service.make_statement' AND made.id < cashier_receivable.entry_id
    ORDER BY made.id DESC LIMIT 1),
  (SELECT opened.person_id FROM kernel_entry opened WHERE opened.id = cashier_receivable.entry_id)
)
"""
"""The maker of the statement, as the journal has him; else whoever opened the bill."""


class Migration(migrations.Migration):
    dependencies = [("cashier", "0002_know_who_made_the_bill"), ("kernel", "0002_people")]

    operations = [migrations.RunSQL(TELL_WHO_MADE_IT, migrations.RunSQL.noop)]
