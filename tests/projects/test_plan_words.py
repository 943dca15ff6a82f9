"""Reasons and problems of a plan read as sentences in both languages, for every code the engine has."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from projects import plan_words
from projects.plan_words import duration_text, moment_text, problem_text, reason_text, tasks_named

NAMES = {1: "Maquettes", 2: "Recette", 3: "Déploiement"}
ENGINE = Path(plan_words.__file__).parent / "critical_path"
REASONS = [
    {"code": "project_start", "date": "2026-01-05T09:00"},
    {"code": "predecessor", "predecessor": 1, "kind": "FS", "lag": 0, "is_elapsed": False},
    {"code": "constraint", "constraint": "SNET", "date": "2026-01-05T09:00"},
    {"code": "summary", "summary": 2, "reason": {"code": "predecessor", "predecessor": 1, "kind": "SS", "lag": 60}},
    {"code": "status_date", "date": "2026-01-05T09:00"},
    {"code": "actual_start", "date": "2026-01-05T09:00"},
    {"code": "manual", "date": "2026-01-05T09:00"},
    {"code": "as_late_as_possible", "successor": None},
    {"code": "as_late_as_possible", "successor": 3},
    {"code": "child", "child": 3},
]


def codes_of_the_engine() -> set[str]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in ENGINE.glob("*.py"))
    found = set(re.findall(r'(?:report|Problem)\(\s*"(\w+)"', text))
    found |= set(re.findall(r'"(manual_before_predecessor|out_of_sequence)"', text))
    return found | {"invalid_duration", "invalid_remaining"}


def test_every_problem_of_the_engine_has_a_sentence():
    assert codes_of_the_engine() <= set(plan_words.PROBLEMS)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("code", sorted(plan_words.PROBLEMS))
def test_a_problem_is_said_without_gaps(code, language):
    arguments = {
        "date": "2026-01-05T09:00",
        "late_by": 420,
        "constraint": "SNLT",
        "value": -1,
        "links_left_out": [[2, 1]],
    }
    with translation.override(language):
        text = problem_text({"code": code, "tasks": [1, 2], "arguments": arguments}, NAMES)
    assert text.endswith(".") and "%(" not in text and "#" not in text


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason["code"])
def test_a_reason_is_said_without_gaps(reason, language):
    with translation.override(language):
        text = reason_text(reason, NAMES)
    assert text.endswith(".") and "%(" not in text and "#" not in text


def test_a_link_with_its_lag_is_said():
    reason = {"code": "predecessor", "predecessor": 1, "kind": "SS", "lag": 840, "is_elapsed": False}
    with translation.override("en"):
        assert reason_text(reason, NAMES) == "Starts when “Maquettes” starts, 2\N{NO-BREAK SPACE}d later."


def test_many_tasks_are_counted_rather_than_listed():
    with translation.override("en"):
        text = problem_text({"code": "parent_cycle", "tasks": list(range(1, 9)), "arguments": {}}, NAMES)
    assert text.endswith("and 3 more.")


def test_the_tasks_spoken_of_are_known():
    problem = {"code": "cycle", "tasks": [1], "arguments": {"links_left_out": [[2, 1]]}}
    assert tasks_named(REASONS[3:4], [problem]) == {1, 2}


def test_durations_read_as_people_say_them():
    with translation.override("en"):
        said = [duration_text(minutes) for minutes in (420, 630, 240, 20, 0, -420)]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in said] == [
        "1 d",
        "1.5 d",
        "4 h",
        "20 min",
        "0 h",
        "−1 d",
    ]


def test_an_unknown_code_shows_itself():
    assert reason_text({"code": "new"}, {}) == "new"
    assert problem_text({"code": "new", "tasks": [1]}, NAMES).startswith("new: ")


def test_the_beginning_and_the_end_of_a_day_are_told_as_the_day():
    told = [moment_text(f"2026-01-05T{time}") for time in ("00:00", "23:59", "09:00")]
    assert told[0] == told[1] and told[0] in told[2] and "09:00" in told[2] and moment_text(None) == "–"
