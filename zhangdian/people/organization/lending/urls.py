"""The addresses of lent signatures."""

from django.urls import path

from zhangdian.people.organization.lending import views

urlpatterns = [
    path("powers", views.signing_powers, name="powers"),
    path("powers/<int:pk>", views.signingpower, name="signingpower"),
]
