"""The frame around every page: whose entries, in whose hand, what the browser is told."""

from types import SimpleNamespace

import pytest
from django.http import Http404, HttpResponse
from django.template import engines
from django.test import RequestFactory, override_settings
from django.urls import path

from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.foundation.ui import devices, middleware, nav, views
from zhangdian.foundation.ui.context import frame

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
TABLET = "Mozilla/5.0 (Linux; Android 14; SM-X510) AppleWebKit/537.36 Chrome/140 Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140 Safari/537.36"


def nothing(request):
    return HttpResponse("")


urlpatterns = [path(f"desk-{i}/", nothing, name=f"desk_{i}") for i in range(12)]
urlpatterns += [path("desk-1/orders/", nothing, name="orders")]


@pytest.fixture
def empty_nav(monkeypatch):
    monkeypatch.setattr(nav, "_entries", {})
    monkeypatch.setattr(nav, "_bell", [])
    monkeypatch.setattr(nav, "_search", [])


def entries_of(who, path):
    return nav.entries_of(who, path, nav.counted(who))


def somebody(*roles):
    return SimpleNamespace(
        person_id=7,
        person_name="林承志",
        person_surname="林",
        post_label="服务顾问",
        store_name="云栎望澜店",
        roles=frozenset(roles),
    )


def asking(url="/", agent=DESK, ctx=None, **headers):
    request = RequestFactory(headers={"user-agent": agent, **headers}).get(url)
    vars(request)["ctx"] = ctx
    return request


@pytest.mark.parametrize(
    ("agent", "device"),
    [(PHONE, "phone"), (TABLET, "tablet"), (DESK, "desktop"), ("", "desktop")],
)
def test_a_device_is_guessed_from_what_it_says_of_itself(agent, device):
    assert devices.kind(asking(agent=agent)) == device


def test_what_the_screen_measured_wins_over_the_guess_and_a_choice_over_both():
    request = asking(agent=DESK)
    request.COOKIES = {"zd_screen": "tablet"}
    assert devices.kind(request) is devices.Device.TABLET
    request.COOKIES["zd_device"] = "phone"
    assert devices.kind(request) is devices.Device.PHONE
    request.COOKIES = {"zd_screen": "wall\x00"}
    assert devices.kind(request) is devices.Device.DESKTOP


def test_a_device_named_in_the_address_is_kept():
    answer = middleware.Answers(nothing)(asking("/?device=phone"))
    assert answer.cookies["zd_device"].value == "phone"
    assert "zd_device" not in middleware.Answers(nothing)(asking("/?device=fridge")).cookies


def test_every_answer_runs_our_scripts_only_and_stays_nowhere():
    headers = middleware.Answers(nothing)(asking()).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["script-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_view_may_say_otherwise_for_its_own_answer():
    def photo(request):
        return HttpResponse("", headers={"Cache-Control": "private, max-age=600"})

    assert middleware.Answers(photo)(asking()).headers["Cache-Control"] == "private, max-age=600"


@override_settings(ROOT_URLCONF=__name__)
def test_a_person_sees_the_entries_of_his_posts_in_their_order(empty_nav):
    nav.entry(30, "key", "交车", "desk_2", ["service_advisor"])
    nav.entry(10, "sun", "今日", "desk_0")
    nav.entry(20, "cash", "收款", "desk_1", ["cashier"])
    assert [e.label for e in entries_of(somebody("service_advisor"), "/")] == ["今日", "交车"]


@override_settings(ROOT_URLCONF=__name__)
def test_the_entry_of_the_page_is_the_nearest_above_it(empty_nav):
    nav.entry(10, "sun", "今日", "desk_1")
    nav.entry(20, "file-text", "工单", "orders")
    on = [e.label for e in entries_of(somebody(), "/desk-1/orders/17/") if e.on]
    assert on == ["工单"]


@override_settings(ROOT_URLCONF=__name__)
def test_more_than_eight_entries_stand_behind_more(empty_nav):
    for i in range(12):
        nav.entry(i, "car", f"台{i}", f"desk_{i}")
    around = frame(asking(ctx=somebody()))["frame"]
    assert (len(around.rail), len(around.behind_rail)) == (8, 4)
    assert (len(around.tabs), len(around.behind_tabs)) == (4, 8)


@override_settings(ROOT_URLCONF=__name__)
def test_a_counter_is_asked_for_this_person_and_red_only_when_late(empty_nav):
    nav.entry(10, "sun", "今日", "desk_0", counter=lambda ctx: nav.Waiting(4, late=True))
    nav.entry(20, "car", "接车", "desk_1", counter=lambda ctx: ctx.person_id)
    nav.entry(30, "key", "交车", "desk_2", counter=lambda ctx: 0)
    today, reception, delivery = entries_of(somebody(), "/")
    assert today.waiting == nav.Waiting(4, late=True)
    assert reception.waiting == nav.Waiting(7)
    assert delivery.waiting is None


PAGE = """{% extends "ui/base.html" %}{% block title %}工单{% endblock %}
{% block head_line %}<h1>工单</h1>{% endblock %}
{% block page %}<p>正文</p>{% endblock %}"""
TASK = PAGE + '{% block actionbar %}<div class="actionbar">去开单</div>{% endblock %}'


def page(source, **asked):
    return engines["django"].from_string(source).render(frame(asking(**asked)), asking(**asked))


@override_settings(ROOT_URLCONF=__name__)
def test_a_desk_has_a_rail_and_a_phone_tabs_or_an_action_bar_never_both(empty_nav):
    nav.entry(10, "sun", "今日", "desk_0")
    desk = page(PAGE, ctx=somebody())
    assert 'class="rail"' in desk
    assert 'class="touch"' not in desk
    phone = page(PAGE, ctx=somebody(), agent=PHONE)
    assert '<body class="touch"' in phone
    assert 'class="tabs"' in phone
    task = page(TASK, ctx=somebody(), agent=PHONE)
    assert 'class="actionbar"' in task
    assert 'class="tabs"' not in task


@override_settings(ROOT_URLCONF=__name__)
def test_a_page_says_its_head_once_and_runs_no_script_of_its_own(empty_nav):
    for agent in (DESK, PHONE):
        made = page(PAGE, ctx=somebody(), agent=agent)
        assert made.count("<h1>工单</h1>") == 1
        assert all("src=" in tag for tag in made.split("<script")[1:])
        assert " onclick" not in made


@override_settings(ROOT_URLCONF=__name__)
def test_the_frame_holds_for_somebody_who_is_not_logged_in(empty_nav):
    assert "正文" in page(PAGE)
    assert "正文" in page(PAGE, agent=PHONE)


@override_settings(DEBUG=True, ROOT_URLCONF="zhangdian.foundation.ui.urls")
@pytest.mark.django_db
@pytest.mark.parametrize("agent", [DESK, TABLET, PHONE])
def test_the_gallery_draws_everything(empty_nav, agent):
    made = views.gallery(asking("/gallery?device=", agent=agent)).content.decode()
    for part in ("refusal", "ask", "empty", "zd-marks", "zd-signature", "zd-rows", "zd-keypad", "listing"):
        assert part in made


def test_when_the_house_breaks_it_says_so_with_a_code_that_the_log_has():
    answer = views.server_error(asking())
    code = answer.headers["X-Error-Code"]
    assert answer.status_code == 500
    assert code in answer.content.decode()
    assert "什么都没有改动" in answer.content.decode()
    assert len(code) == 7


@pytest.mark.parametrize("name", ["404.html", "403.html", "403_csrf.html", "500.html", "offline.html"])
def test_an_error_page_needs_nobody_and_nothing(name):
    made = engines["django"].get_template(name).render({})
    assert "掌店" in made
    assert "<script" not in made


def test_what_is_not_here_is_a_page_that_does_not_exist():
    answers = middleware.Answers(nothing)
    with pytest.raises(Http404):
        answers.process_exception(asking(), NotHere("工单不存在"))
    answers.process_exception(asking(), ValueError())
