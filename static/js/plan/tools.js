// The tools above the plan: buttons, search, zoom, views, the list of problems, the split between the panes.
Plan.tools = (() => {
  const { store, layout, scale } = Plan
  const { text, texts, escape, lastDate, date } = Plan.words
  const find = (name) => document.querySelector(`[data-plan-${name}]`)
  const problems = find("problems"), list = find("problem-list")

  const ACTIONS = {
    add: Plan.rows.add, indent: Plan.rows.indent, outdent: Plan.rows.outdent, up: Plan.rows.up, down: Plan.rows.down,
    link: Plan.rows.link, unlink: Plan.rows.unlink, copy: Plan.pasting.copyByButton, paste: Plan.pasting.pasteByButton, delete: Plan.rows.remove,
    undo: Plan.steps.undo, redo: Plan.steps.redo,
    collapse: () => store.open(store.rows.filter((row) => row.summary).map((row) => row.id), false),
    expand: () => store.open(store.rows.map((row) => row.id), true),
    today: () => layout.toDay(store.today),
    help: () => find("help").showModal(),
  }

  function tell() {
    const { state } = store
    const said = [text("rows", { count: state.tasks ?? 0 })]
    if (state.finish) said.push(`${date(state.start)} – ${lastDate(state.finish)}`, text("criticalCount", { count: state.critical }))
    if (store.baseline) said.push(text("baselineNamed", { name: store.baseline.name }))
    find("summary").textContent = said.join(" · ")
    const count = state.problems?.length || 0
    problems.hidden = !count
    problems.textContent = count === 1 ? text("problem") : text("problems", { count })
    list.innerHTML = (state.problems || []).slice(0, 200).map((one) => `<button type="button" class="plan-problem" data-task="${one.tasks[0] ?? ""}">${escape(one.text)}</button>`).join("")
    if (!count) list.hidden = true
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-plan-do]")
    if (button) ACTIONS[button.dataset.planDo]()
    const view = event.target.closest("[data-plan-view]")
    if (view) layout.setView(view.dataset.planView)
    const task = event.target.closest(".plan-problem")
    if (task?.dataset.task) Plan.focus.toRow(Number(task.dataset.task))
  })
  problems.addEventListener("click", () => {
    list.hidden = !list.hidden
    layout.again()
    problems.setAttribute("aria-expanded", !list.hidden)
  })
  find("zoom").addEventListener("change", (event) => {
    const box = layout.parts.scroll, middle = scale.at(box.scrollLeft + (box.clientWidth - layout.gridWidth) / 2)
    scale.setZoom(event.target.value)
    layout.again()
    box.scrollLeft = Math.max(0, scale.x(middle) - (box.clientWidth - layout.gridWidth) / 2)
    layout.draw(true)
  })
  let typing = 0
  find("search").addEventListener("input", (event) => {
    clearTimeout(typing)
    typing = setTimeout(() => { store.search = event.target.value; store.show(); Plan.words.say(text("rows", { count: store.shown.length })) }, 150)
  })
  layout.parts.split.addEventListener("pointerdown", (event) => {
    event.preventDefault()
    layout.parts.split.setPointerCapture(event.pointerId)
    const left = layout.parts.frame.getBoundingClientRect().left
    const move = (moved) => { layout.pane = Math.min(layout.parts.frame.clientWidth - 160, Math.max(240, moved.clientX - left)); layout.again() }
    layout.parts.split.addEventListener("pointermove", move)
    layout.parts.split.addEventListener("pointerup", () => layout.parts.split.removeEventListener("pointermove", move), { once: true })
  })
  store.onChange((what) => { if (what === "rows") tell() })
  return { tell }
})()
