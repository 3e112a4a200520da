"""The addresses of the doors."""

from django.urls import path

from zhangdian.people.organization.access.views import doors, looking

urlpatterns = [
    path("login/", looking.login, name="login"),
    path("login/enter", doors.enter, name="enter"),
    path("login/pin", doors.enter_by_pin, name="enter_by_pin"),
    path("login/card", doors.enter_by_card, name="enter_by_card"),
    path("logout", doors.leave, name="leave"),
    path("account", looking.account, name="account"),
    path("account/password", looking.password, name="password"),
    path("account/password/choose", doors.choose_password, name="choose_password"),
    path("account/sessions/<slug:handle>/end", doors.end_session, name="end_session"),
    path("staff/<int:pk>/password", doors.give_password, name="give_password"),
    path("devices", looking.devices, name="devices"),
    path("devices/enrol", doors.enrol_this_device, name="enrol_this_device"),
]
