"""The addresses of insurance."""

from django.urls import path

from zhangdian.aftercare.insurance import views

app_name = "insurance"
urlpatterns = [
    path("insurers", views.insurers, name="insurers"),
    path("insurers/<int:pk>", views.insurer, name="insurer"),
    path("covers", views.covers, name="covers"),
    path("covers/<int:pk>", views.cover, name="cover"),
    path("tables", views.tables, name="tables"),
    path("tables/<int:pk>", views.ratetable, name="ratetable"),
    path("rules", views.rules, name="rules"),
    path("rules/<int:pk>", views.underwritingrule, name="underwritingrule"),
]
