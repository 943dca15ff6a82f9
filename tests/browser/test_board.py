"""The board in a browser: dragged, moved by keys, refused by a limit, in conflict, on a phone; sprints; accessible."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from projects.models import BoardColumn, Project, Sprint, Task, TaskMove
from projects.services.board import create_card, default_columns, move_card
from tests import factories as make
from tests import plan_factories as plans
from tests.browser.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def board(site):
    """A project with four columns and three cards in the first."""
    project = Project.objects.get(code="WEB-001")
    columns = default_columns(None, project=project)
    for name, points in (("Panier", 3), ("Paiement", 5), ("Livraison", 8)):
        create_card(None, project=project, name=name, column=columns[0], story_points=points, now=timezone.now())
    project.columns = columns
    project.address = f"{site}/projects/{project.pk}/board/"
    return project


def names_in(column) -> list[str]:
    return list(Task.objects.filter(column=column).order_by("rank", "pk").values_list("name", flat=True))


def settled(page) -> None:
    eventually(page, lambda: page.evaluate("!document.querySelector('.saving, .lifted')"))


def card(page, name: str):
    return page.locator(f'[data-card][data-name="{name}"]')


def cards_of(page, column) -> list[str]:
    return page.locator(f'[data-cards][data-column="{column.pk}"] [data-card]').evaluate_all(
        "cards => cards.map((one) => one.dataset.name)"
    )


def said(page) -> str:
    eventually(page, lambda: page.evaluate("document.querySelector('[data-board-says]').textContent"))
    return page.text_content("[data-board-says]")


def test_a_card_is_dragged_into_another_column(page, sign_in, board):
    sign_in("pm@example.org")
    page.goto(board.address)
    eventually(page, lambda: page.evaluate("Boolean(window.Sortable)"))
    with page.expect_response("**/move/"):
        card(page, "Paiement").drag_to(page.locator(f'[data-cards][data-column="{board.columns[1].pk}"]'))
    settled(page)
    assert names_in(board.columns[1]) == ["Paiement"]
    assert page.text_content(f'.kan-head [data-count-of="{board.columns[1].pk}"]') == "1"
    assert Task.objects.get(name="Paiement").actual_start
    assert list(TaskMove.objects.filter(task__name="Paiement").values_list("kind", flat=True)) == ["todo", "doing"]


def test_a_card_is_moved_with_the_keyboard_alone(page, sign_in, board):
    sign_in("pm@example.org")
    page.goto(board.address)
    card(page, "Panier").locator(".kan-title").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "Paiement"
    page.keyboard.press(" ")
    assert "Paiement" in said(page) and "2" in said(page)
    for key in ("ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    eventually(page, lambda: board.columns[2].name in said(page))
    with page.expect_response("**/move/"):
        page.keyboard.press(" ")
    settled(page)
    assert names_in(board.columns[2]) == ["Paiement"]
    assert page.evaluate("document.activeElement.textContent") == "Paiement"
    page.keyboard.press(" ")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    settled(page)
    assert cards_of(page, board.columns[2]) == names_in(board.columns[2]) == ["Paiement"]


def test_a_card_in_another_lane_belongs_to_its_person(page, sign_in, board):
    other = make.PersonFactory(name="Dominique Roy")
    Task.objects.filter(name="Panier").update(responsible=board.manager)
    Task.objects.filter(name="Livraison").update(responsible=other)
    sign_in("pm@example.org")
    page.goto(f"{board.address}?lanes=responsible")
    eventually(page, lambda: page.evaluate("Boolean(window.Sortable)"))
    lane = page.locator(f'[data-cards][data-column="{board.columns[1].pk}"][data-lane="{other.pk}"]')
    with page.expect_response("**/move/"):
        card(page, "Panier").drag_to(lane)
    settled(page)
    task = Task.objects.get(name="Panier")
    assert (task.column, task.responsible) == (board.columns[1], other)
    assert page.text_content(f'[data-lane-count="{lane.get_attribute("data-group")}"]') == "2"
    card(page, "Livraison").locator(".kan-title").focus()
    for key in (" ", "ArrowDown"):
        page.keyboard.press(key)
    eventually(page, lambda: "Dominique" not in said(page))
    with page.expect_response("**/move/"):
        page.keyboard.press(" ")
    settled(page)
    assert Task.objects.get(name="Livraison").responsible is None
    card(page, "Livraison").locator("[data-move-open]").click()
    page.select_option("[data-move-lane]", label="Camille Petit")
    with page.expect_response("**/move/"):
        page.click("[data-move-dialog] [value=yes]")
    settled(page)
    assert Task.objects.get(name="Livraison").responsible == board.manager


def test_a_lane_that_refuses_gives_the_card_back(page, sign_in, board):
    sprint = plans.SprintFactory(project=board, name="Passée")
    sign_in("pm@example.org")
    page.goto(f"{board.address}?lanes=sprint")
    eventually(page, lambda: page.evaluate("Boolean(window.Sortable)"))
    Sprint.objects.filter(pk=sprint.pk).update(state="closed")
    card(page, "Panier").drag_to(page.locator(f'[data-column="{board.columns[0].pk}"][data-lane="{sprint.pk}"]'))
    page.wait_for_selector(".toast-error")
    lane = page.locator('[data-card][data-name="Panier"]').evaluate("one => one.parentElement.dataset.lane")
    assert (lane, Task.objects.get(name="Panier").sprint) == ("", None)


def test_the_dialog_moves_a_card_for_who_neither_drags_nor_types(page, sign_in, board):
    sign_in("pm@example.org")
    page.goto(board.address)
    card(page, "Livraison").locator("[data-move-open]").click()
    page.select_option("[data-move-place]", str(board.columns[3].pk))
    with page.expect_response("**/move/"):
        page.click("[data-move-dialog] [value=yes]")
    settled(page)
    assert names_in(board.columns[3]) == ["Livraison"]


@pytest.mark.full
def test_a_full_column_asks_and_puts_the_card_back(page, sign_in, board):
    BoardColumn.objects.filter(pk=board.columns[1].pk).update(wip_limit=1)
    move_card(None, task=Task.objects.get(name="Panier"), column=board.columns[1], now=timezone.now())
    sign_in("pm@example.org")
    page.goto(board.address)
    for answer, shown in (("no", []), ("yes", ["Paiement"])):
        card(page, "Paiement").locator(".kan-title").focus()
        page.keyboard.press(" ")
        page.keyboard.press("ArrowRight")
        page.keyboard.press(" ")
        page.click(f"[data-limit-dialog] [value={answer}]")
        settled(page)
        eventually(page, lambda: page.evaluate("!document.querySelector('[data-limit-dialog]').open"))
        expected = sorted([*shown, "Panier"])
        eventually(page, lambda expected=expected: sorted(cards_of(page, board.columns[1])) == expected)
        eventually(page, lambda expected=expected: sorted(names_in(board.columns[1])) == expected)
    assert page.is_visible(".kan-head.is-over .kan-over")


def test_a_card_that_somebody_else_moved_goes_where_it_is_now(page, sign_in, board):
    sign_in("pm@example.org")
    page.goto(board.address)
    move_card(None, task=Task.objects.get(name="Panier"), column=board.columns[3], now=timezone.now())
    card(page, "Panier").locator(".kan-title").focus()
    page.keyboard.press(" ")
    page.keyboard.press("ArrowRight")
    page.keyboard.press(" ")
    page.wait_for_selector(".toast-warning")
    assert board.columns[3].name in page.text_content(".toast-warning")
    assert cards_of(page, board.columns[3]) == ["Panier"]


def test_without_a_server_the_card_goes_back(page, sign_in, board):
    sign_in("pm@example.org")
    page.goto(board.address)
    page.route("**/move/", lambda route: route.abort())
    card(page, "Panier").locator(".kan-title").focus()
    for key in (" ", "ArrowRight", " "):
        page.keyboard.press(key)
    page.wait_for_selector(".toast-error")
    assert cards_of(page, board.columns[0]) == ["Panier", "Paiement", "Livraison"]
    page.faults.clear()


def test_a_card_is_typed_into_a_column_and_opened_beside_the_board(page, sign_in, board):
    sign_in("pm@example.org")
    page.goto(f"{board.address[: -len('board/')]}#tab-board")
    page.wait_for_selector("[data-board]")
    page.fill(f'[data-card-add]:has([value="{board.columns[0].pk}"]) [name=name]', "Retours")
    page.keyboard.press("Enter")
    page.wait_for_selector('[data-name="Retours"]')
    assert names_in(board.columns[0])[-1] == "Retours"
    card(page, "Retours").locator(".kan-title").click()
    page.wait_for_selector("#side-panel .panel-title")
    assert "Retours" in page.text_content("#side-panel .panel-title")


def test_on_a_phone_one_column_shows_at_a_time(page, sign_in, board):
    page.set_viewport_size({"width": 390, "height": 800})
    sign_in("pm@example.org")
    page.goto(board.address)
    page.click("[data-jump='1']")
    eventually(page, lambda: page.evaluate("document.querySelector('[data-jump=\"1\"]').getAttribute('aria-current')"))
    place = f"document.querySelector('[data-cards][data-column=\"{board.columns[1].pk}\"]').getBoundingClientRect()"
    eventually(page, lambda: page.evaluate(f"{place}.left >= 0 && {place}.right <= 390"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.full
def test_a_sprint_is_filled_started_and_closed(page, sign_in, board):
    sprint = plans.SprintFactory(
        project=board, name="Itération 1", first_day=date(2026, 3, 2), last_day=date(2026, 3, 13)
    )
    sign_in("pm@example.org")
    page.goto(board.address.replace("/board/", "/backlog/"))
    card(page, "Paiement").locator(".kan-title").focus()
    for key in (" ", "ArrowLeft"):
        page.keyboard.press(key)
    with page.expect_response("**/move/"):
        page.keyboard.press(" ")
    settled(page)
    assert Task.objects.get(name="Paiement").sprint == sprint
    page.check("[name=tasks] >> nth=1")
    page.select_option("#backlog-form [name=sprint]", str(sprint.pk))
    page.click("#backlog-form [value=sprint]")
    eventually(page, lambda: sprint.tasks.count() == 2)
    page.click(f'form[action="/sprints/{sprint.pk}/start/"] button')
    eventually(page, lambda: Sprint.objects.get(pk=sprint.pk).state == "active")
    sprint.refresh_from_db()
    assert sprint.committed_points == sum(sprint.tasks.values_list("story_points", flat=True))
    page.goto(board.address.replace("/board/", "/backlog/"))
    page.click(f'a[href="/sprints/{sprint.pk}/close/"]')
    page.wait_for_selector("#side-panel select[name=to]")
    page.click("#side-panel form button[type=submit], #side-panel form .btn-primary")
    eventually(page, lambda: Sprint.objects.get(pk=sprint.pk).state == "closed")
    assert sprint.tasks.count() == 0


def test_points_are_estimated_in_the_row(page, sign_in, board):
    sign_in("pm@example.org")
    page.goto(board.address.replace("/board/", "/backlog/"))
    card(page, "Panier").locator("[data-cell-open]").click()
    page.fill('[data-name="Panier"] [name=story_points]', "13")
    with page.expect_response("**/cell/story_points/"):
        page.keyboard.press("Enter")
    page.wait_for_selector('[data-name="Panier"] .fact-value:text("13")')
    assert Task.objects.get(name="Panier").story_points == 13


@pytest.mark.full
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_board_backlog_and_flow_are_accessible_in_both_schemes(page, sign_in, board, scheme):
    BoardColumn.objects.filter(pk=board.columns[0].pk).update(wip_limit=2)
    plans.SprintFactory(project=board, capacity_points=1)
    Task.objects.filter(name="Panier").update(sprint=Sprint.objects.get(), priority="1")
    page.emulate_media(color_scheme=scheme)
    sign_in("pm@example.org")
    for name in ("board", "board/?lanes=sprint", "backlog", "flow"):
        page.goto(board.address.replace("board/", f"{name}/" if "?" not in name else name))
        if name == "flow":
            eventually(
                page,
                lambda: page.evaluate(
                    "![...document.querySelectorAll('[data-chart-text]')].some((one) => !one.textContent)"
                ),
            )
        found = Axe().run(page).response["violations"]
        serious = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found
                   if one["impact"] in ("serious", "critical")]  # fmt: skip
        assert not serious, name


def held_up(page) -> None:
    """The server answers moves and new cards late."""
    page.route("**/move/", lambda route: (page.wait_for_timeout(400), route.continue_()))
    page.route("**/board/cards/", lambda route: (page.wait_for_timeout(400), route.continue_()))


@pytest.mark.full
def test_a_card_moved_again_before_the_server_has_answered_gets_there(page, sign_in, board):
    sign_in("pm@example.org")
    page.goto(board.address)
    held_up(page)
    card(page, "Panier").locator(".kan-title").focus()
    for _ in range(2):
        page.keyboard.press(" ")
        page.keyboard.press("ArrowRight")
        page.keyboard.press(" ")
    eventually(page, lambda: names_in(board.columns[2]) == ["Panier"])
    settled(page)
    assert cards_of(page, board.columns[2]) == ["Panier"] and not page.locator(".toast-warning").count()


@pytest.mark.full
def test_cards_typed_one_after_the_other_are_all_kept_and_once(page, sign_in, board):
    sign_in("pm@example.org")
    page.goto(board.address)
    held_up(page)
    field = page.locator("[data-card-add] [name=name]").first
    for name in ("Avis", "Filtres", "Retours"):
        field.press_sequentially(name)
        field.press("Enter")
    eventually(page, lambda: len(names_in(board.columns[0])) == 6)
    assert names_in(board.columns[0])[3:] == ["Avis", "Filtres", "Retours"] and field.input_value() == ""


def test_a_name_typed_while_the_server_is_away_comes_back(page, sign_in, board):
    sign_in("pm@example.org")
    page.goto(board.address)
    page.context.set_offline(True)
    field = page.locator("[data-card-add] [name=name]").first
    field.fill("Avis")
    field.press("Enter")
    page.wait_for_selector(".toast-error")
    page.faults.clear()
    assert field.input_value() == "Avis"
