"""The addresses of duties."""

from django.urls import path

from zhangdian.management.duties import views
from zhangdian.management.duties.appraisal import views as appraisal
from zhangdian.management.duties.matters import views as matters
from zhangdian.management.duties.meetings import views as meetings
from zhangdian.management.duties.reviews import views as reviews

app_name = "duties"
urlpatterns = [
    path("coverage", views.coverage_page, name="coverage"),
    path("catalogue/<str:code>", views.sentence, name="sentence"),
    path("post", views.my_post, name="my_post"),
    path("post/description", views.description, name="description"),
    path("posts", views.posts, name="posts"),
    path("posts/<int:pk>", views.post, name="post"),
    path("posts/<int:pk>/<str:code>", views.evidence, name="evidence"),
    path("exceptions", views.exceptions, name="exceptions"),
    path("matters", matters.matters, name="matters"),
    path("matters/kinds", matters.matter_kinds, name="matter_kinds"),
    path("matters/<int:pk>", matters.matter, name="matter"),
    path("meetings", meetings.meetings, name="meetings"),
    path("meetings/inputs", reviews.review_inputs, name="review_inputs"),
    path("meetings/<int:pk>", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/minutes", meetings.minutes, name="minutes"),
    path("appraisals", appraisal.appraisals, name="appraisals"),
    path("appraisals/now", appraisal.appraisal_now, name="my_appraisal"),
    path("appraisals/now/<int:pk>", appraisal.appraisal_now, name="appraisal_now"),
    path("appraisals/<int:pk>", appraisal.appraisal, name="appraisal"),
    path("appraisals/<int:pk>/paper", appraisal.appraisal_paper, name="appraisal_paper"),
    path("appraisals/lines/<int:pk>", appraisal.appraisalline, name="appraisalline"),
    path("appraisals/months/<int:pk>", appraisal.appraisalmonth, name="appraisalmonth"),
    path("appraisals/departments/<int:pk>", appraisal.departmentscore, name="departmentscore"),
    path("appraisals/figures/<int:pk>", appraisal.departmentfigure, name="departmentfigure"),
    path("schemes", appraisal.schemes_page, name="schemes"),
    path("schemes/<int:pk>", appraisal.scheme, name="scheme"),
    path("oversight", views.oversight, name="oversight"),
    path("timetables", views.timetables_page, name="timetables"),
    path("cases", views.case_rules, name="case_rules"),
    path("urged", views.urged, name="urged"),
    path("urged/rules", views.urging_rules, name="urging_rules"),
    path("due/<int:pk>", views.dueitem, name="dueitem"),
    path("rounds", views.rounds, name="rounds"),
    path("rounds/walk", views.walk, name="walk"),
    path("rounds/<int:pk>", views.round_page, name="round"),
]
