"""The house as a web server sees it."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhangdian.settings")

application = get_wsgi_application()
resolve("/")  # loads every page, before the first request asks for it
