"""What is said before a practice store is opened, closed or entered; none of them asks anything."""

from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.people.organization.practising import actions


@form_for(actions.open_practice_store)
class OpenPracticeStoreForm(ActionForm):
    verb = "开练习店"


@form_for(actions.close_practice_store)
class ClosePracticeStoreForm(ActionForm):
    verb = "关练习店"


@form_for(actions.enter_practice_store)
class EnterPracticeStoreForm(ActionForm):
    verb = "去练习店"
