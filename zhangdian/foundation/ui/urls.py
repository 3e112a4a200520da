"""The addresses of the house's own parts."""

from django.urls import path

from zhangdian.foundation.ui import act_views, exports, link_views, trails, views

app_name = "ui"
urlpatterns = [
    path("act/<str:name>", act_views.act, name="act"),
    path("act/<str:name>/<int:pk>", act_views.act, name="act"),
    path("preview/<str:name>", act_views.preview, name="preview"),
    path("preview/<str:name>/<int:pk>", act_views.preview, name="preview"),
    path("export/<str:name>", exports.export, name="export"),
    path("upload", act_views.upload, name="upload"),
    path("photo/<int:pk>", act_views.photo, name="photo"),
    path("l/<str:key>", link_views.page, name="link"),
    path("l/<str:key>/opened", link_views.opened, name="link_opened"),
    path("l/<str:key>/<str:name>", link_views.answer, name="link_answer"),
    path("trail/<str:label>/<int:pk>/<slug:shown>", trails.trail, name="trail"),
    path("printer", views.printer, name="printer"),
    path("printer/sheet", views.printer_sheet, name="printer_sheet"),
    path("gallery", views.gallery, name="gallery"),
    path("gallery/paper", views.gallery_paper, name="gallery_paper"),
]
