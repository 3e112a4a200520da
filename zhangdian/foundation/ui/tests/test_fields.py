"""What people type, tap and sign arrives as what it means, or comes back with a sentence."""

import json
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django import forms
from django.http import QueryDict

from zhangdian.foundation.ui import fields, marks
from zhangdian.foundation.ui.gallery import SampleForm, bound_form
from zhangdian.foundation.ui.marks import Mark


def cleaned(field, value):
    return field.clean(value)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1,216.00", "1216.00"), ("¥ 50", "50"), ("１２３．５", "123.5"), (" 0 ", "0")],
)
def test_an_amount_is_understood_as_people_type_it(typed, amount):
    assert fields.MoneyField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["abc", "1.234", "-5", "NaN", "Infinity", "1e400", "9" * 40, "1\x00"])
def test_an_amount_that_cannot_be_is_refused_with_a_sentence(typed):
    with pytest.raises(forms.ValidationError):
        fields.MoneyField().clean(typed)


def test_minutes_and_kilometres_are_whole():
    assert fields.MinutesField().clean("１８０") == 180
    assert fields.CountField(unit="km").clean("107,196") == 107_196
    with pytest.raises(forms.ValidationError):
        fields.MinutesField().clean("9" * 30)


@pytest.mark.parametrize(
    ("typed", "plate"),
    [
        ("宁Z62966", "宁Z62966"),
        (" 宁z·dm0028", "宁ZDM0028"),
        ("宁Ｚ６２９６６", "宁Z62966"),
        ("宁Z6296学", "宁Z6296学"),
    ],
)
def test_a_plate_is_forgiven_blanks_dots_and_small_letters(typed, plate):
    assert fields.PlateField().clean(typed) == plate


@pytest.mark.parametrize("typed", ["宁Z", "宁ZI2345", "Z62966", "宁Z629660000", "宁Z62966\x00"])
def test_what_is_no_plate_is_told_how_one_looks(typed):
    with pytest.raises(forms.ValidationError):
        fields.PlateField().clean(typed)


def test_photos_arrive_as_numbers_of_attachments():
    assert fields.PhotoField().clean(["17"]) == 17
    assert fields.PhotoField(many=True).clean(["17", "18"]) == [17, 18]
    for hostile in (["abc"], ["../../x"], ["0"], ["9" * 40], ["1", "2"]):
        with pytest.raises(forms.ValidationError):
            fields.PhotoField().clean(hostile)
    with pytest.raises(forms.ValidationError, match="请先签字"):
        fields.SignatureField().clean([])


def test_a_mark_knows_its_place_on_the_car():
    assert marks.place_at(438, 312) == "左后门"
    assert marks.place_at(380, 180) == "车顶"
    assert marks.place_at(300, 40) == "右前门"
    assert Mark("scratch", "left", 438, 312).words == "左后门 划痕"


def test_every_named_place_lies_where_it_is_called():
    for name, (view, _x, y) in marks.PLACES.items():
        assert marks.view_at(y) == view, name


def test_marks_of_the_outline_become_marks():
    told = json.dumps([{"kind": "dent", "view": "left", "x": 438, "y": 312, "old": False}])
    assert fields.DamageMarksField().clean(told) == [Mark("dent", "left", 438, 312)]


def test_without_scripts_marks_are_written_in_words():
    found = fields.DamageMarksField().clean("左后门 划痕\n车顶 凹陷\n")
    assert [mark.words for mark in found] == ["左后门 划痕", "车顶 凹陷"]


@pytest.mark.parametrize(
    "told",
    [
        "[", "[1]", "[{}]", '[{"kind":"x","x":438,"y":312}]', '[{"kind":"dent","x":1e999,"y":1}]', "左后门",
        '[{"kind":"dent","x":99999999999999999999,"y":312}]', '[{"kind":"dent","x":true,"y":312}]',
        '[{"kind":[],"x":438,"y":312}]', "[" * 3000,
    ],
)  # fmt: skip
def test_marks_that_no_finger_made_are_refused(told):
    with pytest.raises(forms.ValidationError):
        fields.DamageMarksField().clean(told)


@dataclass(frozen=True)
class Line:
    item: str
    hours: Decimal


class LineForm(forms.Form):
    item = forms.CharField(label="项目")
    hours = fields.MeasureField(label="工时", unit="h", places=1)


class Estimate(forms.Form):
    default_renderer = fields.Renderer
    lines = fields.RowsField(LineForm, makes=Line, label="项目")


def sent(**data):
    query = QueryDict(mutable=True)
    for key, value in data.items():
        query.setlist(key.replace("__", "-"), value if isinstance(value, list) else [value])
    return query


def test_lines_arrive_as_what_they_make_and_blank_ones_do_not_count():
    form = Estimate(
        sent(lines__rows="0 2 3", lines__0__item="小保养", lines__0__hours="0.5", lines__3__item="")
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["lines"] == [Line("小保养", Decimal("0.5"))]


def test_a_line_in_which_nobody_wrote_lacks_nothing_and_no_more_are_added():
    blank = Estimate(sent(lines__rows="0 2", lines__0__item="", lines__2__item=""))
    assert blank.errors["lines"] == ["至少写一行"]
    made = str(blank)
    assert "还没填" not in made
    assert 'value="0 2"' in made


def test_a_wrong_line_is_named_and_comes_back_as_it_was_typed():
    form = Estimate(sent(lines__rows="0", lines__0__item="小保养", lines__0__hours="半小时"))
    assert not form.is_valid()
    assert "第 1 行：工时" in form.errors["lines"][0]
    assert "半小时" in str(form)


def test_an_estimate_without_lines_is_not_one():
    assert Estimate(sent(lines__rows="")).errors["lines"] == ["至少写一行"]
    assert Estimate(sent()).errors["lines"] == ["至少写一行"]
    assert Estimate(sent(lines__rows="9" * 5000)).errors["lines"] == ["至少写一行"]


def test_lines_known_already_are_shown():
    assert 'value="小保养"' in str(Estimate(initial={"lines": [Line("小保养", Decimal("0.5"))]}))


def test_two_forms_do_not_share_what_their_fields_were_told():
    class Other(forms.Form):
        lines = fields.RowsField(LineForm, label="别的", most=3)

    assert Estimate().fields["lines"].widget.most == 200
    assert Other().fields["lines"].widget.most == 3


def test_every_field_has_a_label_a_sentence_and_no_asterisk():
    made = str(bound_form())
    assert "比上次 105,199 少" in made
    assert "还没选" in made
    assert "*" not in made.replace('accept="image/*"', "")
    assert made.count('aria-invalid="true"') >= 2


def test_the_form_of_all_fields_can_be_drawn_empty():
    made = str(SampleForm())
    for part in (
        'class="chip"',
        'class="seg"',
        'role="switch"',
        "zd-photo",
        "zd-signature",
        "zd-marks",
        "zd-rows",
    ):
        assert part in made
