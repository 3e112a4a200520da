"""A store's own history coming in, and lists going out."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel import prefix  # noqa: F401 (registers the lookup `begins`)
from zhangdian.foundation.kernel.records import Record, Root
from zhangdian.people.customers.models.keys import PERSON, STORE


class LedgerFile(models.Model):
    """A ledger that somebody uploaded: judged by its content, kept by its digest, part of nothing yet."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    sheets_text = models.TextField(default="[]")
    """Of every sheet: its name, its headings and first rows, for the person who chooses columns."""

    class Meta:
        verbose_name = "台账文件"
        indexes: ClassVar = [models.Index(fields=["person", "at"], name="ledger_file_by_person")]

    def __str__(self) -> str:
        return self.name


class ImportRun(Root):
    """One ledger on its way in: tried first, then taken in by chunks, or undone as a whole."""

    class State(models.TextChoices):
        OPEN = "open", "待核对列"
        TRYING = "trying", "试导入中"
        TRIED = "tried", "已试导入"
        RUNNING = "running", "导入中"
        DONE = "done", "已导入"
        UNDOING = "undoing", "撤销中"
        UNDONE = "undone", "已撤销"
        DROPPED = "dropped", "已放弃"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+", verbose_name="门店")
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.OPEN)
    file = models.ForeignKey(LedgerFile, on_delete=models.PROTECT, related_name="+", verbose_name="文件")
    sheet = models.CharField("工作表", max_length=100, blank=True, default="")
    columns_text = models.TextField("列", default="{}")
    """Key of the field → column from 0, as proposed or as somebody chose."""
    overwrite = models.BooleanField("以文件为准", default=False)
    """What both know and write otherwise: the file's word, else ours. Keys are never overwritten."""
    opened_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField("行数", default=0)
    chunks = models.PositiveIntegerField("批数", default=0)
    chunks_done = models.PositiveIntegerField("已完成批数", default=0)
    good = models.PositiveIntegerField("成功", default=0)
    bad = models.PositiveIntegerField("退回", default=0)
    added = models.PositiveIntegerField("新增", default=0)
    changed = models.PositiveIntegerField("更新", default=0)
    unchanged = models.PositiveIntegerField("无变化", default=0)
    kept = models.PositiveIntegerField("撤销时保留", default=0)
    """Files that somebody had worked on since: they stay when the rest is undone."""
    started_at = models.DateTimeField("开始", null=True, blank=True)
    ended_at = models.DateTimeField("结束", null=True, blank=True)
    trouble = models.CharField("故障", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = "导入"
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(rows=F("good") + F("bad")), name="import_counts_every_row"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["state"], name="import_run_by_state")]

    def __str__(self) -> str:
        return self.file.name


class ImportChunk(models.Model):
    """Rows of a ledger, read and judged by themselves before the act that takes them in; emptied after it."""

    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    body = models.TextField()
    digest = models.CharField(max_length=64)
    tried_text = models.TextField(default="{}")
    """What a try without writing found: counts and refusals."""

    class Meta:
        verbose_name = "导入批"
        ordering = ("run", "number")
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "number"], name="import_chunk_once")]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.number}"


class ImportOutcome(Record):
    """What became of one chunk: counts, and the refused rows with their reasons."""

    root = "run"
    store_path = "run__store"
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="outcomes")
    number = models.PositiveIntegerField()
    good = models.PositiveIntegerField()
    bad = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    refusals_text = models.TextField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "导入结果"
        ordering = ("run", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "number"], name="import_outcome_once")
        ]


class CustomerExport(Root):
    """Personal data on its way out: asked by one, signed by another, bound to its rows, dead after a day."""

    class State(models.TextChoices):
        READY = "ready", "可下载"
        TAKEN = "taken", "已下载"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+", verbose_name="门店")
    state = models.CharField("状态", max_length=5, choices=State.choices, default=State.READY)
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="申请人")
    why = models.CharField("用途", max_length=200)
    advisor = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="服务顾问"
    )
    with_identity = models.BooleanField("含身份证号", default=False)
    rows = models.PositiveIntegerField("行数")
    upto_customer = models.BigIntegerField()
    upto_vehicle = models.BigIntegerField()
    """The newest records that were there when it was signed: what comes later is not in it."""
    expires_at = models.DateTimeField("失效于")
    taken_at = models.DateTimeField("下载于", null=True, blank=True)

    class Meta:
        verbose_name = "客户资料导出"
        ordering = ("-pk",)


def codes(texts: Iterable[str]) -> str:
    """Model codes as `Recall.model_codes` keeps them."""
    return " ".join(sorted({text.strip().upper() for text in texts if text.strip()}))
