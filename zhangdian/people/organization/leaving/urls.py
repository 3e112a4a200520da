"""The addresses of handing over."""

from django.urls import path

from zhangdian.people.organization.leaving import views

urlpatterns = [
    path("staff/<int:pk>/belongings", views.belongings_page, name="belongings"),
    path("handovers", views.hand_overs, name="handovers"),
    path("handovers/<int:pk>", views.handover, name="handover"),
    path("handovers/<int:pk>/paper", views.handover_paper, name="handover_paper"),
    path("handovers/things", views.things_to_return, name="things"),
]
