"""The addresses of leaves."""

from django.urls import path

from zhangdian.people.organization.shifts import views

urlpatterns = [
    path("leaves", views.leaves, name="leaves"),
    path("leaves/<int:pk>", views.leaveslip, name="leaveslip"),
]
