"""The house's own courses: examples that a store changes."""

import csv
from pathlib import Path

from zhangdian.people.organization.roles import Role
from zhangdian.resources.training.courses.actions import CourseRow

DATA = Path(__file__).parent.parent / "data"


def house_courses() -> list[CourseRow]:
    """courses.csv, with the steps of steps.csv in their order."""
    steps: dict[str, list[str]] = {}
    with (DATA / "steps.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            steps.setdefault(row["course"], []).append(row["step"])
    with (DATA / "courses.csv").open(encoding="utf-8") as file:
        return [
            CourseRow(
                name=row["name"],
                posts=tuple(Role(code) for code in row["posts"].split()),
                topics=tuple(row["topics"].split(";")),
                count=int(row["count"]),
                pass_percent=int(row["pass_percent"]),
                certificate=row["certificate"],
                steps="\n".join(steps.get(row["name"], ())),
                due_days=int(row["due_days"]),
                valid_months=int(row["valid_months"]),
                retest_days=int(row["retest_days"]),
                pause_hours=int(row["pause_hours"]),
                place=row["place"],
            )
            for row in csv.DictReader(file)
        ]
