// Which columns the grid has: those that fit by themselves, or those that the reader has chosen, kept by the browser.
Plan.columns = (() => {
  const { store } = Plan
  const { texts, escape } = Plan.words
  const ALL = [
    { name: "row", width: 50 }, { name: "name", width: 214 }, { name: "duration", width: 72, num: true }, { name: "start", width: 90, num: true },
    { name: "finish", width: 90, num: true }, { name: "predecessors", width: 110 }, { name: "percent", width: 98, num: true }, { name: "person", width: 150 },
    { name: "constraint", width: 168, asked: true }, { name: "constraint_date", width: 132, num: true, asked: true }, { name: "deadline", width: 96, num: true, asked: true },
    { name: "calendar", width: 140, asked: true }, { name: "fixed_cost", width: 104, num: true, asked: true, money: true }, { name: "cost", width: 104, num: true, asked: true, money: true },
    { name: "float", width: 76, num: true, table: true }, { name: "why", width: 380, table: true },
  ]
  const PHONE = ["name", "start", "finish", "percent", "duration", "predecessors", "person"]
  const KEY = "plan-columns", ROOM = 0.75
  const menu = document.querySelector("[data-plan-columns]")
  let chosen = null
  try { chosen = JSON.parse(localStorage.getItem(KEY)) } catch { /* none are kept */ }
  if (!Array.isArray(chosen)) chosen = null

  const possible = () => ALL.filter((column) => !column.money || store.rights.money)
  const isChosen = (column) => column.name === "name" || (chosen ? chosen.includes(column.name) : !column.asked)

  // On phones the columns that matter most come first; the task's name stands still beside them.
  function forPhone(columns) {
    const place = (column) => (PHONE.includes(column.name) ? PHONE.indexOf(column.name) : column.name === "row" ? ALL.length * 2 : ALL.indexOf(column) + PHONE.length)
    return [...columns].sort((one, other) => place(one) - place(other)).map((column) => (column.name === "name" ? { ...column, width: 168 } : column))
  }

  // Beside the timeline: what fits into the pane; what was asked for may widen it.
  function beside(columns, pane, whole) {
    const most = chosen ? Math.max(pane, whole * ROOM) : pane, found = []
    let width = 0
    for (const column of columns.filter((one) => chosen || !one.table)) {
      if (found.length > 1 && width + column.width > most) break
      found.push(column)
      width += column.width
    }
    return found
  }

  function shown({ view, isPhone, pane, whole }) {
    const columns = possible().filter(isChosen)
    if (view === "table") return isPhone ? forPhone(columns) : columns
    return isPhone ? [{ ...ALL[1], width: 150 }] : beside(columns, pane, whole)
  }

  function list() {
    menu.innerHTML = possible().filter((column) => column.name !== "name").map((column) => `<label class="dropdown-item"><input class="form-check-input m-0 me-2" type="checkbox" value="${column.name}"${isChosen(column) ? " checked" : ""}>${escape(texts.columns[column.name])}</label>`).join("") + `<button type="button" class="dropdown-item" data-plan-usual>${escape(texts.usualColumns)}</button><p class="plan-columns-note">${escape(texts.columnsNote)}</p>`
  }

  function keep(names) {
    chosen = names
    try { names ? localStorage.setItem(KEY, JSON.stringify(names)) : localStorage.removeItem(KEY) } catch { /* this page only */ }
    Plan.layout.again()
  }

  menu.addEventListener("change", () => keep([...menu.querySelectorAll("input:checked")].map((box) => box.value)))
  menu.addEventListener("click", (event) => { if (event.target.closest("[data-plan-usual]")) { keep(null); list() } })
  store.onChange((what) => { if (what === "rows") list() })
  return { shown }
})()
