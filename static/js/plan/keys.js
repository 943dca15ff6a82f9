// The keyboard in the treegrid, by the pattern of WAI-ARIA, and clicks on rows.
Plan.keys = (() => {
  const { store, layout, focus } = Plan
  const { grid, scroll } = layout.parts
  const MOVES = { ArrowRight: "indent", ArrowLeft: "outdent", ArrowUp: "up", ArrowDown: "down" }

  const page = () => Math.max(1, Math.floor(scroll.clientHeight / layout.rowHeight) - 2)

  function sideways(right) {
    const row = focus.row(), isOpen = row && !store.collapsed.has(row.id)
    if (row?.summary && focus.column === "name" && right !== isOpen) return store.open([row.id], right)
    if (!right && focus.column === layout.columns[0].name) {
      if (row?.parent) focus.to(row.parent)
      return undefined
    }
    return focus.step(0, right ? 1 : -1)
  }

  function vertical(event, rows) {
    focus.step(rows, 0)
    if (event.shiftKey) Plan.rows.select(focus.id, { range: true })
  }

  const PLAIN = {
    ArrowUp: (event) => vertical(event, -1),
    ArrowDown: (event) => vertical(event, 1),
    PageUp: (event) => vertical(event, -page()),
    PageDown: (event) => vertical(event, page()),
    ArrowRight: () => sideways(true),
    ArrowLeft: () => sideways(false),
    Home: (event) => focus.edge(false, event.ctrlKey),
    End: (event) => focus.edge(true, event.ctrlKey),
    Enter: () => Plan.cells.open(focus.id, focus.column),
    F2: () => Plan.cells.open(focus.id, focus.column),
    " ": () => Plan.rows.select(focus.id, { toggle: true }),
    Insert: () => store.rights.change && Plan.rows.add(),
    Delete: () => store.rights.change && Plan.rows.remove(),
    Escape: () => { store.selected.clear(); Plan.grid.mark() },
  }

  function pressed(event) {
    if (event.target.closest("input, select, dialog")) return
    const command = event.ctrlKey || event.metaKey, key = event.key
    let action = null
    if (event.altKey && key === "Enter") action = () => Plan.grid.element(focus.id, "name")?.querySelector(".plan-details").click()
    else if (event.altKey && event.shiftKey) action = store.rights.change && MOVES[key] && Plan.rows[MOVES[key]]
    else if (command && key.toLowerCase() === "a") action = Plan.rows.selectAll
    else if (!event.altKey && (!command || ["Home", "End"].includes(key))) action = PLAIN[key]
    if (action) {
      event.preventDefault()
      event.stopPropagation()
      action(event)
    } else if (!command && !event.altKey && key.length === 1 && key !== "?" && Plan.grid.isEditable(focus.row() || {}, focus.column) && Plan.cells.isTyped(focus.column)) {
      event.preventDefault()
      event.stopPropagation()
      Plan.cells.open(focus.id, focus.column, key)
    }
  }

  // Undo and redo wherever the keyboard is on the page, but in a field.
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.target.closest("input, textarea, select, dialog")) return
    const key = event.key.toLowerCase()
    if (key === "z" && !event.shiftKey) { event.preventDefault(); Plan.steps.undo() }
    if (key === "y" || (key === "z" && event.shiftKey)) { event.preventDefault(); Plan.steps.redo() }
  })

  grid.addEventListener("keydown", pressed)
  grid.addEventListener("click", (event) => {
    const line = event.target.closest("[data-row]")
    if (!line || event.target.closest("input, a")) return
    const id = Number(line.dataset.row)
    if (event.target.closest("[data-plan-toggle]")) return store.open([id], store.collapsed.has(id))
    Plan.rows.select(id, { toggle: event.ctrlKey || event.metaKey, range: event.shiftKey })
    if (event.target.closest("[data-column=row]")) layout.toBar(store.byId.get(id))
    focus.to(id, event.target.closest("[data-column]")?.dataset.column || "name", { keepView: true })
  })
  document.addEventListener("copy", (event) => {
    if (!focus.where() || Plan.cells.isOpen()) return
    event.clipboardData.setData("text/plain", Plan.pasting.copy())
    event.preventDefault()
  })
  document.addEventListener("paste", (event) => {
    if (!focus.where() || Plan.cells.isOpen() || !store.rights.change) return
    event.preventDefault()
    const lines = event.clipboardData.getData("text/plain")
    if (Plan.pasting.isOwn(lines)) Plan.pasting.paste()
    else if (lines.trim()) Plan.pasting.pasteText(lines)
  })
  return { pressed }
})()
