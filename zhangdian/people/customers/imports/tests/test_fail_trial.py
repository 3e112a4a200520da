"""A ledger that cannot be read after all: the reason stands on its page, and another may be chosen."""

from zhangdian.people.customers.imports import files, jobs
from zhangdian.people.customers.imports.actions import fail_trial, try_import
from zhangdian.people.customers.models import Customer
from zhangdian.people.customers.tests.arrange import VIN, again

GOOD = ["宁Z62966", VIN, "段素琴", "16110000000", "", "2016-07-21", "186131", "2026-10-14"]


def test_it_is_open_again_and_says_why(shop, bring, ledger):
    run = bring.open(ledger([GOOD]))
    try_import(shop.service_manager, run)
    fail_trial(shop.clock, run, trouble="第 3 张表读不出来")
    assert (again(run).state, again(run).trouble) == ("open", "第 3 张表读不出来")
    try_import(shop.service_manager, run)
    assert again(run).trouble == ""


def test_a_file_that_is_gone_ends_the_trial_and_takes_nothing_in(shop, bring, ledger):
    run = bring.open(ledger([GOOD]))
    try_import(shop.service_manager, run)
    files.path_of(run.file.digest).unlink()
    run = jobs.go_on(run)
    assert run.state == "open"
    assert run.trouble
    assert not Customer.objects.exists()


def test_a_long_reason_is_kept_as_far_as_the_page_shows_it(shop, bring, ledger):
    run = bring.open(ledger([GOOD]))
    try_import(shop.service_manager, run)
    fail_trial(shop.clock, run, trouble="长" * 900)
    assert again(run).trouble == "长" * 300
