"""The addresses of duties."""

from django.urls import path

from zhangdian.management.duties import views

app_name = "duties"
urlpatterns = [
    path("coverage", views.coverage_page, name="coverage"),
]
