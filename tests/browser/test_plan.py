"""The plan in a browser: edited by mouse and by keyboard alone, undone, tried out, and fought over by two people."""

import re
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from accounts.models import Calendar
from projects.choices import LinkKind
from projects.models import Project, Task, TaskLink, TaskSchedule
from projects.services.planning import recalculate
from tests.browser.test_journeys import serious
from tests.browser.waiting import drawn, eventually, still
from tests.plan_factories import TaskFactory, TaskLinkFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plan(site):
    """A phase with three tasks of two days, the first two linked, in a week without holidays."""
    project = Project.objects.get(code="WEB-001")
    project.plan_start = datetime(2026, 6, 1, 8)
    project.save()
    phase = TaskFactory(project=project, name="Conception", position=0)
    names = ("Maquettes", "Charte", "Contenus")
    tasks = [TaskFactory(project=project, parent=phase, name=name, duration=960) for name in names]
    TaskLinkFactory(project=project, predecessor=tasks[0], successor=tasks[1])
    recalculate(project, now=timezone.now())
    return project


@pytest.fixture
def opened(page, site, sign_in, plan):
    sign_in("pmo@example.org")
    page.goto(f"{site}/projects/{plan.pk}/plan/")
    page.wait_for_selector("#plan[data-ready=yes]")
    return page


def task(name):
    return Task.objects.get(name=name)


def start(name):
    return TaskSchedule.objects.get(task__name=name).start.date().isoformat()


def cell(page, name, column):
    return page.locator(f'[data-row="{task(name).pk}"] [data-column="{column}"]')


@contextmanager
def edited(page):
    """Until the server has answered and the plan shows it."""
    with page.expect_response(lambda answer: answer.url.endswith("/plan/edit/")) as answer:
        yield answer
    page.wait_for_selector("#plan[aria-busy=false]")
    drawn(page)


def bar(page, name, part=".shape"):
    return page.locator(f'[data-bar="{task(name).pk}"] {part}').bounding_box()


def drag(page, box, by, *, to=None):
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    x, y = (
        (to["x"] + to["width"] / 2, to["y"] + to["height"] / 2) if to else (box["x"] + box["width"] / 2 + by, box["y"])
    )
    page.mouse.move(x, y, steps=6)
    page.mouse.up()


def test_a_cell_is_edited_and_undone(opened):
    cell(opened, "Maquettes", "duration").dblclick()
    opened.keyboard.type("4 j")
    with edited(opened):
        opened.keyboard.press("Enter")
    assert task("Maquettes").duration == 1920 and start("Charte") == "2026-06-05"
    opened.wait_for_selector("[data-plan-live]:not(:empty)", state="attached")
    with edited(opened):
        opened.keyboard.press("Control+z")
    assert task("Maquettes").duration == 960 and start("Charte") == "2026-06-03"
    with edited(opened):
        opened.keyboard.press("Control+y")
    assert task("Maquettes").duration == 1920


def test_what_cannot_be_read_is_said_and_nothing_is_written(opened):
    cell(opened, "Maquettes", "duration").dblclick()
    opened.keyboard.type("bientôt")
    with edited(opened):
        opened.keyboard.press("Enter")
    opened.wait_for_selector(".toast-error")
    assert opened.input_value(".plan-input") == "bientôt"
    assert "bientôt" in opened.inner_text(".toast-error") and task("Maquettes").duration == 960


def test_bars_are_dragged_longer_and_linked(opened):
    opened.select_option("[data-plan-zoom]", "day")
    cell(opened, "Contenus", "row").click()
    with edited(opened):
        drag(opened, bar(opened, "Contenus"), 34 * 7)
    assert task("Contenus").constraint == "SNET" and start("Contenus") == "2026-06-08"
    with edited(opened):
        drag(opened, bar(opened, "Contenus", "[data-grip=end]"), 34)
    assert task("Contenus").duration == 1440
    opened.hover(f'[data-bar="{task("Charte").pk}"] .shape')
    with edited(opened):
        drag(opened, bar(opened, "Charte", "[data-side=F]"), 0, to=bar(opened, "Contenus"))
    assert TaskLink.objects.filter(predecessor=task("Charte"), successor=task("Contenus")).exists()


@pytest.mark.parametrize("kind", ["FS", "SS", "FF", "SF"])
def test_a_link_is_drawn_between_any_two_ends_and_says_its_kind_before(opened, kind):
    opened.select_option("[data-plan-zoom]", "day")
    cell(opened, "Maquettes", "row").click()
    ring, target = bar(opened, "Maquettes", f"[data-side={kind[0]}]"), bar(opened, "Contenus")
    target["x"] += 0 if kind[1] == "S" else target["width"] - 10
    target["width"] = 10
    centre = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in (ring, target)]
    opened.mouse.move(*centre[0])
    opened.mouse.down()
    opened.mouse.move(*centre[1], steps=6)
    with translation.override("fr"):
        assert str(LinkKind(kind).label) in opened.inner_text(".plan-tip")
    with edited(opened):
        opened.mouse.up()
    link = TaskLink.objects.get(successor=task("Contenus"))
    assert (link.predecessor.name, link.kind) == ("Maquettes", kind)


@pytest.mark.full
def test_columns_are_chosen_kept_and_edited_in_both_views(opened):
    Calendar.objects.create(name="Équipe de nuit")
    opened.click("[data-bs-toggle=dropdown][title=Colonnes]")
    for name in ("constraint", "constraint_date", "deadline", "calendar", "fixed_cost"):
        opened.check(f"[data-plan-columns] input[value={name}]")
    for name in ("duration", "start", "finish", "predecessors", "percent", "person", "float", "why"):
        opened.uncheck(f"[data-plan-columns] input[value={name}]")
    opened.reload()
    opened.wait_for_selector("#plan[data-ready=yes]")
    assert cell(opened, "Charte", "deadline").count() == 1 and cell(opened, "Charte", "percent").count() == 0
    put(opened, "Charte", "deadline", "2026-06-12")
    opened.click("[data-plan-view=table]")
    put(opened, "Charte", "fixed_cost", "1500,50")
    put(opened, "Charte", "constraint", "FNLT", label=True)
    put(opened, "Charte", "constraint_date", "2026-06-11")
    put(opened, "Charte", "calendar", "Équipe de nuit", label=True)
    row = task("Charte")
    assert (row.deadline, row.constraint_date) == (datetime(2026, 6, 12, 23, 59), datetime(2026, 6, 11, 23, 59))
    assert (row.constraint, row.calendar.name, row.fixed_cost) == ("FNLT", "Équipe de nuit", Decimal("1500.50"))
    assert cell(opened, "Charte", "constraint_date").inner_text() == "11/06/2026" and not serious(opened)


def put(page, name, column, value, *, label=False):
    """A value into a cell, as whoever uses the mouse and then Enter."""
    cell(page, name, column).dblclick()
    if label:
        page.select_option(".plan-input", value)
    else:
        page.fill(".plan-input", value)
    with edited(page):
        page.press(".plan-input", "Enter")


def test_a_finger_drags_a_bar_after_a_long_press_and_scrolls_without(opened):
    opened.select_option("[data-plan-zoom]", "day")
    cell(opened, "Contenus", "row").click()
    finger = opened.context.new_cdp_session(opened)
    box = bar(opened, "Contenus")
    x, y = box["x"] + 20, box["y"] + box["height"] / 2

    def touch(kind, *place):
        points = [{"x": place[0], "y": place[1]}] if place else []
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    scrolled = "Plan.layout.parts.scroll.scrollLeft"
    before = opened.evaluate(scrolled)
    touch("touchStart", x, y)
    for step in range(1, 7):
        touch("touchMove", x + step * 12, y)
    touch("touchEnd")
    eventually(opened, lambda: opened.evaluate(scrolled) < before)
    still(opened, scrolled)
    assert start("Contenus") == "2026-06-01"
    x = bar(opened, "Contenus")["x"] + 20
    touch("touchStart", x, y)
    opened.wait_for_selector("g.dragged")
    for step in range(1, 8):
        touch("touchMove", x + step * 34, y)
    with edited(opened):
        touch("touchEnd")
    assert start("Contenus") == "2026-06-08"


def test_two_people_editing_one_task_see_a_conflict(opened):
    row, state = task("Charte").pk, opened.context.storage_state()
    opened.locator(f'[data-row="{row}"] [data-column="name"]').dblclick()
    opened.keyboard.type("Charte éditoriale")
    second = opened.context.browser.new_context(storage_state=state)
    other = second.new_page()
    other.goto(opened.url)
    other.locator(f'[data-row="{row}"] [data-column="name"]').dblclick()
    other.keyboard.type("Charte graphique")
    with edited(other):
        other.keyboard.press("Enter")
    second.close()
    with edited(opened) as answer:
        opened.keyboard.press("Enter")
    assert answer.value.status == 409
    opened.wait_for_selector("[data-plan-conflict][open]")
    text = opened.inner_text("[data-plan-conflict]")
    assert "Charte graphique" in text and "Charte éditoriale" in text and not serious(opened)
    with edited(opened):
        opened.click("[data-plan-conflict] button[value=mine]")
    assert Task.objects.get(pk=row).name == "Charte éditoriale"


def test_a_trial_shows_what_moves_and_is_dropped_or_kept(opened):
    for button, duration in (("[data-plan-drop]", 960), ("[data-plan-keep]", 4800)):
        opened.click("[data-plan-trial]")
        cell(opened, "Charte", "duration").dblclick()
        opened.keyboard.type("10 j")
        with edited(opened):
            opened.keyboard.press("Enter")
        opened.wait_for_selector(".plan-effect .changed")
        assert task("Charte").duration == 960
        opened.click(button)
        opened.wait_for_selector("[data-plan-trial-bar]", state="hidden")
        eventually(opened, lambda duration=duration: task("Charte").duration == duration)


def test_the_treegrid_is_worked_with_the_keyboard_alone(opened):
    opened.click("[data-plan-view=table]")
    for _ in range(60):
        opened.keyboard.press("Tab")
        if opened.evaluate("document.activeElement.closest('[role=gridcell]') !== null"):
            break
    keys = opened.keyboard
    keys.press("ArrowLeft")
    opened.wait_for_selector("[role=row][aria-expanded=false]")
    assert opened.locator("[data-row]").count() == 1
    keys.press("ArrowRight")
    for _ in range(3):
        keys.press("ArrowDown")
    assert "Contenus" in opened.evaluate("document.activeElement.textContent")
    keys.press("F2")
    keys.type("Textes")
    with edited(opened):
        keys.press("Enter")
    for _ in range(4):
        keys.press("ArrowRight")
    keys.press("Enter")
    keys.type("3FD+1j")
    with edited(opened):
        keys.press("Enter")
    link = TaskLink.objects.get(successor=task("Textes"))
    assert (link.predecessor.name, link.kind, link.lag) == ("Charte", "FS", 480)
    with edited(opened):
        keys.press("Alt+Shift+ArrowLeft")
    assert task("Textes").parent is None
    with edited(opened):
        keys.press("Insert")
    opened.wait_for_selector(".plan-input")
    keys.type("Relecture")
    with edited(opened):
        keys.press("Enter")
    assert task("Relecture").parent is None
    with edited(opened):
        keys.press("Delete")
    assert not Task.objects.filter(name="Relecture").exists()


@pytest.mark.parametrize("view", ["timeline", "table"])
def test_the_plan_has_nothing_serious_against_it(opened, view):
    opened.click(f"[data-plan-view={view}]")
    assert not serious(opened)


def test_rows_are_copied_and_pasted_with_their_links(opened):
    cell(opened, "Maquettes", "row").click()
    cell(opened, "Charte", "row").click(modifiers=["Shift"])
    opened.click("[data-plan-do=copy]")
    with edited(opened):
        opened.click("[data-plan-do=paste]")
    assert Task.objects.filter(name="Maquettes").count() == 2 and TaskLink.objects.count() == 2


@pytest.mark.parametrize("view", ["timeline", "table"])
def test_a_long_plan_is_printed_sheet_by_sheet_with_its_head_and_nothing_cut(opened, plan, view):
    phase = task("Conception")
    added = [Task(project=plan, parent=phase, name=f"Étape {number}", position=9 + number) for number in range(60)]
    Task.objects.bulk_create(added)
    recalculate(plan, now=timezone.now())
    opened.reload()
    opened.wait_for_selector("#plan[data-ready=yes]")
    opened.click(f"[data-plan-view={view}]")
    opened.emulate_media(media="print")
    opened.evaluate("Plan.printing.before()")
    sheets = opened.locator(".plan-sheet")
    count = sheets.count()
    assert count >= 2 and opened.locator(".plan-sheet .plan-head-grid").count() == count
    assert opened.locator(".plan-sheet [data-row]").count() == 64
    assert opened.locator(".plan-sheet [data-bar]").count() == (64 if view == "timeline" else 0)
    boxes = [sheet.bounding_box() for sheet in sheets.all()]
    assert all(box["height"] <= 733 and box["width"] <= 1062 for box in boxes)
    last = opened.locator(".plan-sheet").last.locator("[data-row]").last.bounding_box()
    assert last["y"] + last["height"] <= boxes[-1]["y"] + boxes[-1]["height"] + 1
    paper = opened.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == count


ROWS = """() => [...document.querySelectorAll("[data-row]")].map((row) => {
  const said = Plan.store.byId.get(Number(row.dataset.row)), place = Plan.store.place.get(said.id)
  const starts = (cell) => cell.textContent.startsWith(Plan.grid.value(said, cell.dataset.column).slice(0, 2))
  const top = row.getBoundingClientRect().top - Plan.layout.parts.grid.getBoundingClientRect().top
  return { said: [...row.querySelectorAll("[data-column]")].every(starts),
    stands: Number(row.getAttribute("aria-rowindex")) === place + 2 && Math.round(top) === place * 32 } })"""
BARS = """() => [...document.querySelectorAll("g.bar")].map((bar) =>
  bar.querySelector(".name").textContent.startsWith(Plan.store.byId.get(Number(bar.dataset.bar)).name))"""


def test_scrolling_by_screens_writes_other_rows_into_the_elements_there_are(opened, plan):
    phase = task("Conception")
    added = [Task(project=plan, parent=phase, name=f"Étape {number}", position=9 + number) for number in range(300)]
    Task.objects.bulk_create(added)
    Task.objects.filter(name="Étape 150").update(is_milestone=True)
    recalculate(plan, now=timezone.now())
    opened.reload()
    opened.wait_for_selector("#plan[data-ready=yes]")
    opened.evaluate("for (const row of document.querySelectorAll('[data-row]')) row.kept = true")
    for top in (2400, 4800, 9000, 4800):
        opened.evaluate("top => { Plan.layout.parts.scroll.scrollTop = top }", top)
        drawn(opened)
    kept = opened.evaluate("[...document.querySelectorAll('[data-row]')].filter((row) => row.kept).length")
    eventually(opened, lambda: opened.locator("[data-row]").count() > 30)
    rows, bars = opened.evaluate(ROWS), opened.evaluate(BARS)
    assert all(row["said"] and row["stands"] for row in rows)
    assert kept > 15 and opened.locator('[role=gridcell][tabindex="0"]').count() == 1
    assert len(bars) == len(rows) and all(bars) and opened.locator(".grip").count() == 0
    opened.hover(f'[data-bar="{task("Étape 150").pk}"] .shape')
    assert opened.locator(".link-grip").count() == 2 and "Étape 150" in opened.text_content(".bar title")


def test_edits_typed_faster_than_the_server_answers_do_not_meet(opened):
    cell(opened, "Maquettes", "duration").dblclick()
    opened.evaluate(
        """key => { for (const days of [3, 4, 5, 6]) {
      Plan.steps.run([{ do: "change", task: key, fields: { duration: `${days} j` } }]) } }""",
        task("Maquettes").pk,
    )
    eventually(opened, lambda: task("Maquettes").duration == 2880)
    assert not opened.evaluate("document.querySelector('[data-plan-conflict]').open")
    opened.keyboard.press("Escape")
    for _ in range(4):
        opened.evaluate("Plan.steps.undo()")
    eventually(opened, lambda: task("Maquettes").duration == 960)


def test_half_a_date_does_not_take_the_date_away(opened):
    put(opened, "Contenus", "start", "2026-06-15")
    assert task("Contenus").constraint == "SNET"
    cell(opened, "Contenus", "start").dblclick()
    opened.keyboard.press("Backspace")
    opened.keyboard.press("Enter")
    opened.wait_for_selector(".toast-error")
    assert opened.locator(".plan-input").count() == 1
    opened.keyboard.press("Escape")
    put(opened, "Contenus", "start", "")
    assert task("Contenus").constraint == "ASAP"


def test_rows_of_a_spreadsheet_are_pasted_and_wrong_cells_named(opened):
    lines = [
        "Tâche\tDurée\tDébut",
        "Lot\t\t",
        "  Fiches\t3 j\t15/06/2026",
        "  Textes\tbientôt\t",
        '"Revue\nfinale"\t0\tlundi',
    ]
    cell(opened, "Contenus", "row").click()
    opened.keyboard.press("Control+c")
    opened.evaluate(
        """text => { const data = new DataTransfer(); data.setData("text/plain", text)
      document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data })) }""",
        "\r\n".join(lines),
    )
    opened.wait_for_selector(".toast-warning")
    said = opened.inner_text(".toast-warning")
    assert "bientôt" in said and "Revue finale" in said and "Fiches" not in said
    rows = {row.name: row for row in Task.objects.filter(name__in=("Lot", "Fiches", "Textes", "Revue finale"))}
    assert (rows["Fiches"].parent, rows["Fiches"].duration, rows["Fiches"].constraint) == (rows["Lot"], 1440, "SNET")
    assert rows["Textes"].parent == rows["Lot"] and rows["Revue finale"].is_milestone and len(rows) == 4
    assert Task.objects.filter(name="Contenus").count() == 1


def test_what_was_typed_while_the_connection_was_lost_is_kept(opened):
    opened.context.set_offline(True)
    cell(opened, "Maquettes", "duration").dblclick()
    opened.keyboard.type("9 j")
    opened.keyboard.press("Enter")
    opened.wait_for_selector(".toast-error")
    opened.faults.clear()
    assert opened.input_value(".plan-input") == "9 j" and task("Maquettes").duration == 960
    opened.context.set_offline(False)
    with edited(opened):
        opened.keyboard.press("Enter")
    assert task("Maquettes").duration == 4320


def test_a_trial_goes_on_after_somebody_else_has_edited_the_plan(opened):
    opened.click("[data-plan-trial]")
    put(opened, "Charte", "duration", "10 j")
    Task.objects.filter(name="Charte").update(name="Charte graphique")
    put(opened, "Charte graphique", "duration", "12 j")
    opened.wait_for_selector(".toast-info")
    eventually(opened, lambda: cell(opened, "Charte graphique", "duration").inner_text() == "12\u00a0j")
    assert task("Charte graphique").duration == 960
    opened.click("[data-plan-keep]")
    eventually(opened, lambda: task("Charte graphique").duration == 5760)


def test_what_somebody_else_has_not_touched_can_still_be_undone(opened):
    put(opened, "Maquettes", "duration", "4 j")
    put(opened, "Contenus", "duration", "5 j")
    Task.objects.filter(name="Contenus").update(duration=480)
    opened.evaluate("Plan.server.refresh()")
    opened.wait_for_selector(".toast-info")
    with edited(opened):
        opened.click("[data-plan-do=undo]")
    assert (task("Maquettes").duration, task("Contenus").duration) == (960, 480)


def test_a_task_added_while_searching_is_shown_and_named(opened):
    opened.fill("[data-plan-search]", "Charte")
    eventually(opened, lambda: opened.locator("[data-row]").count() == 2)
    with edited(opened):
        opened.click("[data-plan-do=add]")
    opened.wait_for_selector(".plan-input")
    opened.keyboard.type("Relecture")
    with edited(opened):
        opened.keyboard.press("Enter")
    assert Task.objects.filter(name="Relecture").count() == 1 and opened.input_value("[data-plan-search]") == ""


def test_nothing_is_offered_to_be_written_over_a_task_that_is_gone(opened):
    key = task("Charte").pk
    cell(opened, "Charte", "duration").dblclick()
    Task.objects.filter(pk=key).delete()
    opened.keyboard.type("9 j")
    opened.keyboard.press("Enter")
    opened.wait_for_selector("[data-plan-conflict][open]")
    assert not opened.is_visible("[data-plan-conflict] [value=mine]")
    opened.click("[data-plan-conflict] [value=theirs]")
    eventually(opened, lambda: opened.locator(f'[data-row="{key}"]').count() == 0)


def test_on_a_phone_neither_view_is_wider_than_the_screen(opened):
    opened.set_viewport_size({"width": 390, "height": 844})
    for view in ("timeline", "table"):
        opened.click(f"[data-plan-view={view}]")
        drawn(opened)
        assert opened.evaluate("document.documentElement.scrollWidth") == 390
