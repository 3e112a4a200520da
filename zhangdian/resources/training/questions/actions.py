"""A question is written, asked anew by another edition, looked at again, retired and brought back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.resources.training import sources
from zhangdian.resources.training.models import LETTERS, TRUTH, QuestionEdition, TestQuestion
from zhangdian.resources.training.posts import KEEPERS

State, Sort = TestQuestion.State, QuestionEdition.Sort
FURTHEST = timedelta(days=366)
LEAST, MOST = 2, len(LETTERS)


@dataclass(frozen=True)
class QuestionRow:
    """One question of a list."""

    code: str
    topic: str
    sort: QuestionEdition.Sort
    text: str
    options: tuple[str, ...]
    right: str
    explanation: str = ""
    source: str = ""
    about: str = ""
    since: date | None = None
    example: bool = False


def fault_of(sort: str, options: Sequence[str], right: str) -> str:
    """What is wrong with a question in words; empty where nothing is."""
    if sort == Sort.TRUTH and tuple(options) != TRUTH:
        return "判断题的选项就是“对”和“错”"
    if not LEAST <= len(options) <= MOST:
        return f"选项要 {LEAST} 到 {MOST} 个"
    if len(set(options)) < len(options):
        return "有两个选项写得一样"
    if unknown := sorted(set(right) - set(LETTERS[: len(options)])):
        return f"答案 {''.join(unknown)} 没有这个选项"
    if sort == Sort.SEVERAL and len(right) < LEAST:
        return "多选题至少有两个对的：只有一个对的请写成单选"
    if sort != Sort.SEVERAL and len(right) != 1:
        return f"{Sort(sort).label}题只能有一个对的"
    return ""


def options_of(sort: str, options: Sequence[str]) -> list[str]:
    """As they are kept: of a judgement always the same two."""
    if sort == Sort.TRUTH:
        return list(TRUTH)
    return [each.strip() for each in options if each.strip()]


def right_of(right: str) -> str:
    """Letters, each once, in their order; 对 and 错 may be written for A and B."""
    typed = right.strip().upper().replace("对", "A").replace("错", "B")
    return "".join(sorted(set(typed) - set(" ,，、;；")))


@action("载入试题", by=KEEPERS, by_clock=True, chunk=True)
def load_questions(ctx: Act, *, rows: Sequence[QuestionRow]) -> None:
    """Questions of a list; one whose code is there already is left as it is."""
    there = set(TestQuestion.objects.of(ctx).values_list("code", flat=True))
    fresh = {row.code: row for row in rows if row.code not in there}
    texts = sources.texts(ctx) if any(row.about for row in fresh.values()) else {}
    made = [question_from(ctx, row, texts) for row in fresh.values()]
    TestQuestion.objects.add_many(made)
    QuestionEdition.objects.add_many(
        edition_of(
            ctx,
            question,
            1,
            row.sort,
            row.text,
            row.options,
            row.right,
            row.explanation,
            row.source,
            row.since,
        )
        for question, row in zip(made, fresh.values(), strict=True)
    )


def question_from(ctx: Act, row: QuestionRow, texts: dict[str, sources.Text]) -> TestQuestion:
    about = sources.key_of(texts, row.about)
    text = texts.get(about)
    return TestQuestion(
        store_id=ctx.store_id,
        code=row.code,
        topic=row.topic,
        about=about,
        compared_with=text.edition if text else None,
        example=row.example,
        acted_at=ctx.now,
    )


def edition_of(
    ctx: Act,
    question: TestQuestion,
    number: int,
    sort: QuestionEdition.Sort,
    text: str,
    options: Sequence[str],
    right: str,
    explanation: str,
    source: str,
    since: date | None,
) -> QuestionEdition:
    """One edition, refused where it could not be answered."""
    kept, letters = options_of(sort, options), right_of(right)
    if len(text.strip()) < 4:
        raise Refusal("请把题目写完整")
    if fault := fault_of(sort, kept, letters):
        raise Refusal(f"{question.code}：{fault}")
    begins = since or ctx.today
    if begins > ctx.today + FURTHEST:
        raise Refusal("从哪天起请在一年以内")
    return QuestionEdition(
        question=question,
        number=number,
        since=begins,
        sort=sort,
        text=text.strip(),
        options="\n".join(kept),
        right=letters,
        explanation=explanation.strip(),
        source=source.strip(),
    )


@action("写试题", by=KEEPERS, opens=TestQuestion)
def write_question(
    ctx: Act,
    *,
    topic: str,
    sort: QuestionEdition.Sort,
    text: str,
    right: str,
    options: Sequence[str] = (),
    explanation: str = "",
    source: str = "",
    about: str = "",
    code: str = "",
) -> TestQuestion:
    """One question for the bank; from today it may be drawn."""
    if not topic.strip():
        raise Refusal("请写科目：课程按科目抽题")
    texts = sources.texts(ctx) if about else {}
    if about and about not in texts:
        raise Refusal("没有这一条：请重新选考哪条")
    row = QuestionRow(
        code=code.strip() or f"T{ctx.entry_id}",
        topic=topic.strip(),
        sort=sort,
        text=text,
        options=tuple(options),
        right=right,
        about=about,
    )
    made = question_from(ctx, row, texts)
    made.save()
    edition_of(ctx, made, 1, sort, text, options, right, explanation, source, None).save()
    return made


@action("改试题", by=KEEPERS, within={State.IN_USE})
def amend_question(
    ctx: Act,
    question: TestQuestion,
    *,
    sort: QuestionEdition.Sort,
    text: str,
    right: str,
    options: Sequence[str] = (),
    explanation: str = "",
    source: str = "",
    since: date | None = None,
) -> None:
    """Another edition from a day on; papers that were drawn keep the one they asked (NBI-03)."""
    last = question.editions.order_by("-number").first()
    number = last.number + 1 if last else 1
    made = edition_of(ctx, question, number, sort, text, options, right, explanation, source, since)
    if last and as_asked(made) == as_asked(last) and made.since == last.since:
        raise Refusal("没有改动：请改了再存")
    made.save()
    compare(ctx, question)


def as_asked(edition: QuestionEdition) -> tuple[str, ...]:
    return (
        edition.sort,
        edition.text,
        edition.options,
        edition.right,
        edition.explanation,
        edition.source,
    )


def compare(ctx: Act, question: TestQuestion) -> bool:
    """It is right by the text as it stands now; tells whether that was another than before."""
    text = sources.texts(ctx).get(question.about) if question.about else None
    if text is None or text.edition == question.compared_with:
        return False
    question.compared_with = text.edition
    return True


@action("看过，不用改", by=KEEPERS, within={State.IN_USE})
def keep_question(ctx: Act, question: TestQuestion) -> None:
    """Its text has another edition, and the question is still right (NBI-03)."""
    if not compare(ctx, question):
        raise Refusal("这一题考的内容没有新版：不用再看")


@action("停用试题", by=KEEPERS, moves=(State.IN_USE, State.RETIRED))
def retire_question(ctx: Act, question: TestQuestion, *, why: str) -> None:
    """It is drawn no more; papers on which it stands keep it."""
    if len(why.strip()) < 2:
        raise Refusal("停用要写原因")
    question.retired_why = why.strip()


@action("恢复试题", by=KEEPERS, moves=(State.RETIRED, State.IN_USE))
def bring_back_question(ctx: Act, question: TestQuestion) -> None:
    """It was retired by mistake, or is right again."""
    question.retired_why = ""
    compare(ctx, question)
