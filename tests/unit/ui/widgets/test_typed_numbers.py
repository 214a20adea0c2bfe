"""Numbers as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from aipaint_desktop.ui.widgets.typed_numbers import read_number, read_whole_number

ENGLISH, GERMAN = ".", ","


@pytest.mark.parametrize(
    ("text", "english", "german"),
    [
        ("1024", "1024", "1024"),
        ("1,024", "1024", "1.024"),
        ("1.024", "1.024", "1024"),
        ("1,024.5", "1024.5", "1024.5"),
        ("1.024,5", "1024.5", "1024.5"),
        ("1,024,000", "1024000", "1024000"),
        ("1.024.000", "1024000", "1024000"),
        ("12,34,567.5", "1234567.5", "1234567.5"),  # as in India
        ("3,5", "3.5", "3.5"),
        ("3.5", "3.5", "3.5"),
        ("0,125", "0.125", "0.125"),
        (",5", "0.5", "0.5"),
        ("3,", "3", "3"),
        ("1 024", "1024", "1024"),
        ("1\u00a0024", "1024", "1024"),
        ("1\u202f024,5", "1024.5", "1024.5"),
        ("1'024.5", "1024.5", "1024.5"),
        ("1’024", "1024", "1024"),
        ("１２３", "123", "123"),
        ("３．５", "3.5", "3.5"),
        ("3。5", "3.5", "3.5"),
        ("١٠٢٤", "1024", "1024"),
        ("٣٫٥", "3.5", "3.5"),
        ("١٬٠٢٤", "1024", "1.024"),
        ("۱۲", "12", "12"),
        ("१२", "12", "12"),
        ("\u200f42\u200f", "42", "42"),
        ("  42  ", "42", "42"),
        ("+42", "42", "42"),
        ("-42", "-42", "-42"),
        ("− 42", "-42", "-42"),
        ("42 px", "42", "42"),
        ("42PX", "42", "42"),
        ("４２ｐｘ", "42", "42"),
        ("9223372036854775807", "9223372036854775807", "9223372036854775807"),
    ],
)
def test_numbers_are_read_as_they_are_typed(text: str, english: str, german: str) -> None:
    assert read_number(text, " px", decimal_point=ENGLISH) == Decimal(english)
    assert read_number(text, " px", decimal_point=GERMAN) == Decimal(german)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "px", "brush", "nan", "inf", "-inf", "1e3", "0x10", "1_000", "10²", "½", "三"),
        *(".", ",", "+", "--1", "12 px 3", "1,0245,1", "1.2.3", "1,,5", "1 2", "5 %", "9" * 61),
        *("1'02", "1,024 000"),
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text, " px") is None
    assert read_whole_number(text, " px") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,024", 1024), ("1.024", 1024), ("640.0", 640), ("640,00", 640), ("１２８", 128), ("３,５", None)],
)
def test_whole_numbers_have_groups_and_no_fractions(text: str, number: int | None) -> None:
    assert read_whole_number(text) == number


def test_the_computers_locale_decides_by_itself() -> None:
    grouped = QLocale.system().decimalPoint() != ","
    assert read_number("1,024") == (1024 if grouped else Decimal("1.024"))


@given(st.text() | st.from_regex(r"[-+]?[\d.,'\s٫٬%px]*", fullmatch=True))
def test_no_text_at_all_raises(text: str) -> None:
    number = read_number(text, " %")
    assert number is None or number.is_finite()
    assert read_whole_number(text, " %") is None or number is not None


@given(
    st.integers(-(10**18), 10**18),
    st.sampled_from([QLocale("en"), QLocale("de"), QLocale("fr"), QLocale("ar_EG")]),
)
def test_what_a_locale_writes_is_read_again(number: int, locale: QLocale) -> None:
    assert read_whole_number(locale.toString(number)) == number
