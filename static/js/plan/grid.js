// The rows as a treegrid, for eyes and for screen readers alike: only those in view are in the document.
Plan.grid = (() => {
  const { store, layout } = Plan
  const { texts, text, escape, date, lastDate, duration, predecessors, percent, money, isOfFinish } = Plan.words
  const { grid, headGrid } = layout.parts

  const VALUES = {
    row: (row) => String(row.row),
    name: (row) => row.name,
    duration: (row) => (row.milestone ? duration(0) : duration(row.summary ? row.span : row.duration)),
    start: (row) => date(row.start),
    finish: (row) => lastDate(row.finish),
    predecessors,
    percent: (row) => percent(row.percent),
    person: (row) => row.person || "",
    constraint: (row) => (row.constraint === "ASAP" ? "" : texts.constraints[row.constraint] || row.constraint),
    constraint_date: (row) => (isOfFinish(row.constraint) ? lastDate : date)(row.constraint_date),
    deadline: (row) => lastDate(row.deadline),
    calendar: (row) => row.calendar_name || "",
    fixed_cost: (row) => money(row.fixed_cost),
    cost: (row) => money(store.costOf(row)),
    float: (row) => (row.summary ? "" : duration(row.float)),
    why: (row) => row.why,
  }
  const READ_ONLY = ["row", "float", "why", "cost"]
  const OF_PARTS = ["duration", "finish", "percent"]

  function isEditable(row, column) {
    if (READ_ONLY.includes(column) || (row.summary && OF_PARTS.includes(column))) return false
    if (column === "fixed_cost") return store.rights.change && store.rights.costs
    return store.rights.change || (column === "percent" && row.own)
  }

  const headCells = () => layout.columns.map((column) => `<div class="plan-th${column.num ? " num" : ""}" data-column="${column.name}">${escape(texts.columns[column.name])}</div>`).join("")

  function head() {
    headGrid.innerHTML = headCells()
    grid.setAttribute("aria-colcount", layout.columns.length)
    grid.setAttribute("aria-rowcount", store.shown.length + 1)
  }

  function headings() {
    const cells = layout.columns.map((column, number) => `<div role="columnheader" aria-colindex="${number + 1}">${escape(texts.columns[column.name])}</div>`)
    return `<div role="row" aria-rowindex="1" class="visually-hidden">${cells.join("")}</div>`
  }

  function nameCell(row) {
    const mark = row.summary ? `<span class="plan-toggle" data-plan-toggle aria-hidden="true"></span>` : `<span class="plan-toggle-room"></span>`
    const notes = [row.critical && texts.critical, row.milestone && texts.milestone, row.manual && texts.manual].filter(Boolean)
    const spoken = notes.length ? `<span class="visually-hidden">, ${escape(notes.join(", "))}</span>` : ""
    const trouble = store.troubles.has(row.id) ? `<span class="plan-warn" aria-hidden="true" title="${escape(store.troubles.get(row.id).join("\n"))}"></span><span class="visually-hidden">, ${escape(store.troubles.get(row.id).join(" "))}</span>` : ""
    const link = `<a class="plan-details" tabindex="-1" aria-hidden="true" href="${Plan.root.dataset.task.replace("/0/", `/${row.id}/`)}" data-panel-url="${Plan.root.dataset.task.replace("/0/", `/${row.id}/`)}" title="${escape(texts.details)}">⋯</a>`
    return `${mark}${row.milestone ? '<span class="plan-diamond" aria-hidden="true"></span>' : ""}<span class="plan-name">${escape(row.name)}</span>${spoken}${trouble}${link}`
  }

  function percentCell(row) {
    return `<span class="plan-meter" aria-hidden="true"><i style="width:${Math.min(100, row.percent)}%"></i></span>${escape(percent(row.percent))}`
  }

  function cell(row, column, number) {
    const content = column.name === "name" ? nameCell(row) : column.name === "percent" ? percentCell(row) : escape(VALUES[column.name](row))
    const names = ["plan-cell", `plan-${column.name}`, column.num && "num"].filter(Boolean).join(" ")
    const title = ["why", "name", "constraint", "calendar"].includes(column.name) ? ` title="${escape(VALUES[column.name](row))}"` : ""
    return `<div role="gridcell" class="${names}" data-column="${column.name}" aria-colindex="${number + 1}" tabindex="-1" aria-readonly="${!isEditable(row, column.name)}"${title}>${content}</div>`
  }

  function line(row, place, top = place) {
    const names = ["plan-row", row.critical && "critical", row.summary && "summary", row.level === 0 && row.summary && "top", row.late && "late", place % 2 && "odd"].filter(Boolean).join(" ")
    const isOpen = row.summary ? ` aria-expanded="${!store.collapsed.has(row.id) || Boolean(store.search)}"` : ""
    const cells = layout.columns.map((column, number) => cell(row, column, number)).join("")
    return `<div role="row" class="${names}" data-row="${row.id}" style="top:${top * layout.rowHeight}px;--level:${row.level}" aria-level="${row.level + 1}" aria-posinset="${row.posinset}" aria-setsize="${row.setsize}" aria-rowindex="${place + 2}" aria-selected="${store.selected.has(row.id)}"${isOpen}>${cells}</div>`
  }

  const lines = (from, to) => store.shown.slice(from, to).map((row, number) => line(row, from + number)).join("")
  let drawn = { from: 0, to: 0 }

  // While scrolling, rows that stay in view stay as they are.
  function draw({ from, to }, isScrolled = false) {
    if (Plan.cells.isOpen()) return
    const hadFocus = Plan.focus.where()
    if (isScrolled && from < drawn.to && to > drawn.from) shift(from, to)
    else whole(from, to)
    drawn = { from, to }
    Plan.focus.settle(hadFocus)
  }

  function shift(from, to) {
    for (let place = drawn.from; place < from; place += 1) grid.children[1].remove()
    for (let place = drawn.to; place > to; place -= 1) grid.lastElementChild.remove()
    if (from < drawn.from) grid.firstElementChild.insertAdjacentHTML("afterend", lines(from, drawn.from))
    if (to > drawn.to) grid.insertAdjacentHTML("beforeend", lines(drawn.to, to))
    for (const cell of grid.querySelectorAll('[role="gridcell"][tabindex="0"]')) cell.tabIndex = -1
  }

  function whole(from, to) {
    const rows = lines(from, to), empty = store.rows.length ? text("noMatch") : text("noRows")
    grid.innerHTML = headings() + (rows || `<div role="row" class="plan-row plan-empty" aria-rowindex="2"><div role="gridcell" class="plan-cell">${escape(empty)}</div></div>`)
  }

  function mark() {
    for (const row of grid.querySelectorAll("[data-row]")) row.setAttribute("aria-selected", store.selected.has(Number(row.dataset.row)))
    for (const bar of layout.parts.bars.querySelectorAll("[data-bar]")) bar.classList.toggle("selected", store.selected.has(Number(bar.dataset.bar)))
  }

  // Rows for a sheet of paper, counted from its top.
  const sheet = (from, to) => store.shown.slice(from, to).map((row, number) => line(row, from + number, number)).join("")

  return { head, headCells, draw, mark, sheet, isEditable, value: (row, column) => VALUES[column](row), element: (id, column) => grid.querySelector(`[data-row="${id}"] [data-column="${column}"]`) }
})()
