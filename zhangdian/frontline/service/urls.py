"""The addresses of visits."""

from django.urls import path

from zhangdian.frontline.service import views
from zhangdian.frontline.service.appointments import views as appointments
from zhangdian.frontline.service.clocking import views as clocking
from zhangdian.frontline.service.delivery import views as delivery
from zhangdian.frontline.service.inspection import views as inspection
from zhangdian.frontline.service.outage import views as outage
from zhangdian.frontline.service.reception import views as reception
from zhangdian.frontline.service.workshop import link_pages as workshop_link_pages
from zhangdian.frontline.service.workshop import views as workshop
from zhangdian.frontline.service.writeup import views as writeup

app_name = "service"
urlpatterns = [
    path("entrance", reception.entrance, name="entrance"),
    path("entrance/matches", reception.entrance_matches, name="entrance_matches"),
    path("reception", reception.reception, name="reception"),
    path("reception/<int:pk>", reception.walk_around, name="walk_around"),
    path("reception/<int:pk>/mileage", reception.mileage_hint, name="mileage_hint"),
    path("outage", outage.outage, name="outage"),
    path("outage/pack", outage.outage_pack, name="outage_pack"),
    path("appointments", appointments.appointments, name="appointments"),
    path("appointments/book", appointments.book, name="book"),
    path("appointments/hours", appointments.hours_of_day, name="hours"),
    path("appointments/<int:pk>", appointments.appointment, name="appointment"),
    path("writeup/<int:pk>", writeup.write_up, name="write_up"),
    path("writeup/<int:pk>/operations", writeup.find_operations, name="find_operations"),
    path("writeup/<int:pk>/link", writeup.order_link, name="order_link"),
    path("board", workshop.board, name="board"),
    path("board/late", workshop.late_cars, name="late_cars"),
    path("wall", workshop.wall, name="wall"),
    path("jobs", workshop.my_jobs, name="my_jobs"),
    path("clocks", clocking.clock_records, name="clocks"),
    path("clocks/<int:pk>", clocking.clockrecord, name="clockrecord"),
    path("extra", workshop.extra_works, name="extra_works"),
    path("extra/<int:pk>", workshop.extra_work, name="extra_work"),
    path("l/<str:key>/photo/<int:pk>", workshop_link_pages.link_photo, name="link_photo"),
    path("inspection", inspection.inspection, name="inspection"),
    path("inspection/<int:pk>", inspection.inspected, name="inspected"),
    path("wash", inspection.wash, name="wash"),
    path("measures", views.measures, name="measures"),
    path("lounge", workshop.lounge, name="lounge"),
    path("orders/<int:pk>/copies", writeup.copies_link, name="copies_link"),
    path("orders", views.orders, name="orders"),
    path("orders/<int:pk>", views.repairorder, name="repairorder"),
    path("orders/<int:pk>/draft/<str:kind>", views.draft_paper, name="draft_paper"),
    path("orders/<int:pk>/drafts", views.draft_papers, name="draft_papers"),
    path("papers/<int:pk>", views.paper, name="paper"),
    path("statements/<int:pk>/draft", views.draft_statement, name="draft_statement"),
    path("deliveries", delivery.deliveries, name="deliveries"),
    path("deliveries/<int:pk>", delivery.delivery, name="delivery"),
    path("deliveries/<int:pk>/link", delivery.statement_link, name="statement_link"),
    path("gate", delivery.gate, name="gate"),
    path("gate/<int:pk>/pass", delivery.gate_pass, name="gate_pass"),
]
