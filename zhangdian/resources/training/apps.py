"""Training joins the house: questions, courses, tests, and the certificates that they give."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "zhangdian.resources.training"
    label = "training"
    verbose_name = "培训"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.foundation.ui import exports, nav
        from zhangdian.resources.training import desks, figures  # noqa: F401
        from zhangdian.resources.training.courses import forms as _courses  # noqa: F401
        from zhangdian.resources.training.courses.lists import Courses, all_courses
        from zhangdian.resources.training.posts import KEEPERS, OVERSEERS
        from zhangdian.resources.training.questions import forms as _questions  # noqa: F401
        from zhangdian.resources.training.questions.ledgers import QUESTIONS
        from zhangdian.resources.training.questions.lists import Questions, all_questions
        from zhangdian.resources.training.sittings import forms as _sittings  # noqa: F401
        from zhangdian.resources.training.sittings.lists import Sittings, all_sittings

        QUESTIONS.declare()
        exports.exportable("courses", Courses, all_courses, readers=OVERSEERS)
        exports.exportable("test-questions", Questions, all_questions, readers=KEEPERS)
        exports.exportable("tests", Sittings, all_sittings)
        nav.entry(75, "clipboard-check", "学习", "training:learning")
        nav.entry(77, "list-check", "题库", "training:questions", KEEPERS)
