from typing import Any

from django.db import migrations, models

from zhangdian.foundation.kernel.records import writing


def keep_refusals(apps: Any, schema: Any) -> None:
    """Who refused to sign stands in the journal only: from now on under the request too."""
    requests = apps.get_model("kernel", "Request")._base_manager
    signatures = apps.get_model("kernel", "RequestSignature")
    refused = set(requests.filter(state="refused").values_list("pk", flat=True))
    acts = apps.get_model("kernel", "Entry")._base_manager.filter(action="kernel.refuse_request")
    kept = [
        signatures(
            entry_id=act.pk,
            request_id=act.subject_id,
            person_id=act.person_id,
            role=act.role,
            signed_at=act.at,
            for_whom_id=act.acting_for_id,
            agrees=False,
        )
        for act in acts.order_by("pk")
        if act.subject_id in refused and act.person_id
    ]
    with writing():
        signatures._base_manager.bulk_create(kept)


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_what_is_signed_and_for_whom")]

    operations = [
        migrations.AddField(
            "requestsignature", "agrees", models.BooleanField(default=True, verbose_name="同意")
        ),
        migrations.RunPython(keep_refusals, migrations.RunPython.noop),
    ]
