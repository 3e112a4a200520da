"""The addresses of the practice store."""

from django.urls import path

from zhangdian.people.organization.practising import views

urlpatterns = [
    path("practice", views.practice_page, name="practice"),
    path("practice/enter", views.enter_practice, name="enter_practice"),
    path("practice/leave", views.leave_practice, name="leave_practice"),
]
