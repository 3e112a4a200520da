"""A list that leaves the house is told to the journal."""

from zhangdian.foundation.kernel.actions import export_list
from zhangdian.foundation.kernel.tests.arranging import last_entry


def test_who_took_which_list_how_narrowed_and_how_long(shop):
    export_list(shop.service_advisor, name="在店车辆", filters="state=ready", rows=17)
    entry = last_entry()
    assert (entry.action, entry.person_id) == ("kernel.export_list", shop.service_advisor.person_id)
    assert entry.inputs == {"name": "在店车辆", "filters": "state=ready", "rows": 17, "typed": ""}
    assert entry.notes == {"exported": 17}


def test_what_was_typed_stands_where_erasure_may_empty_it(shop):
    export_list(shop.service_advisor, name="客户", filters="kind=person", rows=1, typed="翟琼瑶")
    entry = last_entry()
    assert "翟琼瑶" not in entry.inputs_text
    assert "翟琼瑶" in entry.personal_text
