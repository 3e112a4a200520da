"""The addresses of notices."""

from django.urls import path

from zhangdian.management.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("kinds", views.kinds_page, name="kinds"),
    path("kinds/<int:pk>", views.noticekind, name="noticekind"),
    path("<int:pk>", views.notice, name="notice"),
    path("<int:pk>/paper", views.notice_paper, name="notice_paper"),
]
