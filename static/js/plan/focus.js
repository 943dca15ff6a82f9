// Which cell has the keyboard. One cell at a time is in the tab order; it survives drawing and scrolling.
Plan.focus = (() => {
  const { store, layout } = Plan
  const { grid } = layout.parts
  const state = { id: null, column: "name" }

  const row = () => store.byId.get(state.id)
  const place = () => store.place.get(state.id) ?? -1
  const where = () => grid.contains(document.activeElement)

  // After drawing: the same cell again, or a stand-in so that keys still arrive.
  function settle(hadFocus) {
    if (!store.place.has(state.id)) state.id = store.shown[0]?.id ?? null
    if (!layout.columns.some((column) => column.name === state.column)) state.column = "name"
    const cell = Plan.grid.element(state.id, state.column)
    const first = cell || grid.querySelector("[data-column=name]") || grid.querySelector('[role="gridcell"]')
    if (first) first.tabIndex = 0
    if (!hadFocus) return
    if (cell) cell.focus({ preventScroll: true })
    else grid.focus({ preventScroll: true })
  }

  function to(id, column = state.column, { keepView = false } = {}) {
    if (!store.place.has(id)) return
    const before = Plan.grid.element(state.id, state.column)
    if (before) before.tabIndex = -1
    Object.assign(state, { id, column })
    if (!keepView) layout.toRow(store.place.get(id))
    const cell = Plan.grid.element(id, column)
    if (!cell) return
    cell.tabIndex = 0
    cell.focus({ preventScroll: true })
    if (layout.view === "table") cell.scrollIntoView({ block: "nearest", inline: "nearest" })
    tell()
  }

  // What a search leaves out is shown all the same when it is gone to, such as a task just added.
  function toRow(id) {
    if (store.search && store.byId.has(id) && !store.place.has(id)) {
      document.querySelector("[data-plan-search]").value = store.search = ""
      store.show()
    }
    let up = store.byId.get(store.byId.get(id)?.parent)
    const closed = []
    for (; up; up = store.byId.get(up.parent)) if (store.collapsed.has(up.id)) closed.push(up.id)
    if (closed.length) store.open(closed, true)
    to(id, "name")
  }

  function step(rows, columns) {
    const names = layout.columns.map((column) => column.name)
    const target = store.shown[Math.min(store.shown.length - 1, Math.max(0, place() + rows))]
    const column = names[Math.min(names.length - 1, Math.max(0, names.indexOf(state.column) + columns))]
    if (target) to(target.id, column)
  }

  function edge(last, ofPlan) {
    const names = layout.columns.map((column) => column.name)
    const target = ofPlan ? store.shown[last ? store.shown.length - 1 : 0] : row()
    if (target) to(target.id, ofPlan ? state.column : names[last ? names.length - 1 : 0])
  }

  // The line below the plan: why the row starts when it does, and its room.
  function tell() {
    const one = row(), foot = Plan.root.querySelector("[data-plan-foot]")
    foot.textContent = one ? [`${one.wbs} ${one.name}`, one.why, one.critical ? Plan.words.texts.critical : one.summary ? "" : Plan.words.text("floatOf", { float: Plan.words.duration(one.float) })].filter(Boolean).join(" · ") : ""
  }

  grid.tabIndex = -1
  grid.addEventListener("focusin", (event) => {
    const cell = event.target.closest?.("[data-column]"), line = event.target.closest?.("[data-row]")
    if (!cell || !line) return
    const before = Plan.grid.element(state.id, state.column)
    if (before && before !== cell) before.tabIndex = -1
    Object.assign(state, { id: Number(line.dataset.row), column: cell.dataset.column })
    cell.tabIndex = 0
    tell()
  })
  return Object.assign(state, { row, place, where, settle, to, toRow, step, edge, tell })
})()
