"""The addresses of the doors."""

from django.urls import path

from zhangdian.people.organization.access import login, views

urlpatterns = [
    path("login/", views.login, name="login"),
    path("login/enter", login.enter, name="enter"),
    path("login/pin", login.enter_by_pin, name="enter_by_pin"),
    path("login/card", login.enter_by_card, name="enter_by_card"),
    path("logout", login.leave, name="leave"),
    path("account", views.account, name="account"),
    path("account/password", views.password, name="password"),
    path("account/password/choose", login.choose_password, name="choose_password"),
    path("account/sessions/<slug:handle>/end", login.end_session, name="end_session"),
    path("staff/<int:pk>/password", login.give_password, name="give_password"),
    path("devices", views.devices, name="devices"),
    path("devices/enrol", login.enrol_this_device, name="enrol_this_device"),
]
