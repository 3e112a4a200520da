"""The staff file is kept up to date; what is not given stays."""

from zhangdian.people.organization.staff.actions import change_person_details


def test_only_what_is_given_changes(shop):
    before = shop.person("guide")
    done = change_person_details(shop.administration_clerk, before, team="门口", rest_weekday=4)
    after = shop.person("guide")
    assert (after.team, after.rest_weekday, after.name) == ("门口", 4, before.name)
    assert done.entry.changes[f"organization.person#{after.pk}"] == {
        "team": ["", "门口"],
        "rest_weekday": [3, 4],
    }


def test_a_changed_telephone_stands_in_the_personal_part(shop):
    done = change_person_details(shop.administration_clerk, shop.person("guide"), phone="16100008888")
    assert "16100008888" in done.entry.personal_text
    assert "16100008888" not in done.entry.changes_text + done.entry.inputs_text


def test_the_number_for_customers_is_not_his_own(shop):
    advisor = shop.person("service_advisor")
    own = advisor.phone.open()
    change_person_details(shop.administration_clerk, advisor, service_phone="0000-00001999")
    advisor.refresh_from_db()
    assert (advisor.service_phone, advisor.phone.open()) == ("0000-00001999", own)
