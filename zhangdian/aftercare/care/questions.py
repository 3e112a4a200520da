"""Answers to a questionnaire: complete, of its own edition, and what in them is a complaint."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhangdian.aftercare.care import queries
from zhangdian.aftercare.care.models import LOW, Answer, FollowUp, Questionnaire, QuestionnaireQuestion
from zhangdian.foundation.kernel import rows
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal

ANGRY = ("投诉", "不满意", "太差", "骗", "糊弄", "生气", "再也不来")
"""Words in which a customer says that he is not content."""


@dataclass(frozen=True)
class Given:
    """One answer: a score, a choice, or words, by the kind of question."""

    question: QuestionnaireQuestion
    score: int | None = None
    chosen: str = ""
    text: str = ""


def fill_in(ctx: Act, follow_up: FollowUp, given: Sequence[Given]) -> list[Given]:
    """Keep the answers with the edition that was asked; a required one that lacks is named (CSR-29)."""
    edition = edition_of(given)
    questions = rows.parts(QuestionnaireQuestion, "questionnaire", edition)
    by_question = {each.question.pk: each for each in given}
    asked = queries.asked_of(questions, {pk: each.chosen for pk, each in by_question.items()})
    kept = [
        each for question in asked if (each := by_question.get(question.pk)) and is_answer(question, each)
    ]
    answered = {each.question.pk for each in kept}
    for question in asked:
        if question.required and question.pk not in answered:
            raise Refusal(f"还没问“{question.text}”：必问的题都要有答案")
    Answer.objects.add_many(
        Answer(
            follow_up=follow_up,
            question=each.question,
            score=each.score,
            chosen=each.chosen,
            text=each.text.strip(),
        )
        for each in kept
    )
    follow_up.questionnaire = edition
    return kept


def edition_of(given: Sequence[Given]) -> Questionnaire:
    if not given:
        raise Refusal("还没有回答：请照问卷逐题问")
    if len({each.question.questionnaire_id for each in given}) > 1:
        raise Refusal("回答不是同一版问卷的：请刷新")
    return given[0].question.questionnaire


def is_answer(question: QuestionnaireQuestion, given: Given) -> bool:
    """Whether something was answered; what cannot be an answer to this question is refused."""
    if question.most:
        if given.score is None:
            return False
        if not (0 if question.most == 10 else 1) <= given.score <= question.most:
            raise Refusal(f"“{question.text}”要打 {question.get_answered_display()}")
        return True
    if question.answered == QuestionnaireQuestion.Answered.TEXT:
        return bool(given.text.strip())
    wrong = [each for each in given.chosen.split(";") if each and each not in question.choices]
    if wrong:
        raise Refusal(f"“{question.text}”没有“{wrong[0]}”这个答案")
    return bool(given.chosen)


def complaints_in(given: Sequence[Given]) -> list[Given]:
    """Scores at or under the line, and answers that the questionnaire calls a complaint (PROC-F-04)."""
    return [
        each
        for each in given
        if (each.score is not None and each.score <= LOW)
        or (each.question.complains and each.question.complains in each.chosen.split(";"))
    ]


def sounds_angry(words: str) -> str:
    """The angry word in what he said; empty when there is none."""
    return next((each for each in ANGRY if each in words), "")


def in_words(given: Sequence[Given]) -> str:
    """The low answers as a sentence."""
    said = (
        f"{each.question.text}：{each.score if each.score is not None else each.chosen}" for each in given
    )
    return "；".join(said)
