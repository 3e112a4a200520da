"""Questions come in as a list: a code that is there is left as it is, a bad row says why it is refused."""

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.ui.imports import KINDS
from zhangdian.resources.training import queries, sources
from zhangdian.resources.training.models import QuestionEdition, TestQuestion
from zhangdian.resources.training.questions import ledgers
from zhangdian.resources.training.questions.actions import load_questions
from zhangdian.resources.training.tests.arranging import Sort, a_bank, row

HEADINGS = "题号,科目,题型,题目,选项A,选项B,选项C,答案,解析,考哪条\n"


def test_the_same_list_again_changes_nothing(shop):
    a_bank(shop, 3)
    a_bank(shop, 3)
    assert TestQuestion.objects.count() == QuestionEdition.objects.count() == 3


@pytest.mark.duty("NBI-03")
def test_the_houses_examples_ask_about_clauses_that_are_there(shop):
    load_questions(shop.fi_manager, rows=ledgers.house_questions())
    there = set(sources.texts(shop.clock))
    about = set(TestQuestion.objects.exclude(about="").values_list("about", flat=True))
    assert len(about) > 5
    assert about <= there
    assert not queries.to_look_at(shop.clock).exists()
    assert all(TestQuestion.objects.values_list("example", flat=True))
    assert queries.topics_with_counts(shop.clock)["车险条款"] >= 15


def brought(shop, tmp_path, lines):
    path = tmp_path / "题.csv"
    path.write_text(HEADINGS + lines, encoding="utf-8")
    return KINDS["questions"].bring(shop.internal_trainer, path, False, lambda *_: None)


def test_a_file_brings_its_good_rows_and_returns_the_others_with_their_reason(shop, tmp_path):
    lines = (
        "1,规程,单选,第一题怎么做？,甲,乙,丙,B,因为乙,交强险\n"
        "2,规程,判断,第二题对不对？,,,,对,,\n"
        "3,规程,多选,第三题有哪些？,甲,乙,丙,AC,,\n"
        "4,规程,单选,第四题怎么做？,甲,乙,丙,D,,\n"
        "5,规程,多选,第五题有哪些？,甲,乙,丙,A,,\n"
        "6,规程,单选,第六题怎么做？,甲,乙,丙,A,,没有这条\n"
    )
    told = brought(shop, tmp_path, lines)
    assert told.bad == 3
    first = QuestionEdition.objects.get(question__code="1")
    assert (first.right, first.choices[1]) == ("B", ("B", "乙"))
    assert first.question.about.startswith("insurance.clauses:TCI")
    assert QuestionEdition.objects.get(question__code="2").right == "A"
    assert QuestionEdition.objects.get(question__code="3").right == "AC"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"right": "D"}, "没有这个选项"),
        ({"right": "AB"}, "只能有一个对的"),
        ({"sort": Sort.SEVERAL, "right": "B"}, "至少有两个对的"),
        ({"options": ("甲", "甲")}, "写得一样"),
        ({"options": ("甲",), "right": "A"}, "选项要 2 到 8 个"),
    ],
)
def test_what_nobody_could_answer_is_refused(shop, more, said):
    with refused(said):
        load_questions(shop.internal_trainer, rows=[row(**more)])
