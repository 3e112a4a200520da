"""Somebody says which column means what."""

from zhangdian.people.customers.imports import jobs
from zhangdian.people.customers.imports.actions import Chosen, choose_columns, start_import, try_import
from zhangdian.people.customers.models import Vehicle


def test_his_word_stands_over_the_headings(shop, bring, ledger):
    run = bring.tried(ledger([["宁Z62966", "宁Z62967"]], ["车牌", "老牌"]))
    assert run.good == 1
    choose_columns(shop.service_manager, run, sheet="", columns=[Chosen("plate", 1)])
    run.refresh_from_db()
    assert run.state == "open"
    try_import(shop.service_manager, run)
    start_import(shop.service_manager, jobs.go_on(run))
    jobs.go_on(run)
    assert [car.plate for car in Vehicle.objects.of(shop.guide)] == ["宁Z62967"]
