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
    return `<div role="row" aria-rowindex="1" class="visually-hidden">${cells.join("")}</div><div role="none"></div>`
  }

  const address = (row) => Plan.root.dataset.task.replace("/0/", `/${row.id}/`)
  const notesOf = (row) => [row.critical && texts.critical, row.milestone && texts.milestone, row.manual && texts.manual].filter(Boolean).join(", ")
  const troublesOf = (row) => (store.troubles.get(row.id) || []).join("\n")

  function nameCell(row) {
    const notes = notesOf(row), troubles = troublesOf(row)
    const mark = `<span class="plan-toggle${row.summary ? "" : "-room"}"${row.summary ? " data-plan-toggle" : ""} aria-hidden="true"></span>`
    const spoken = notes ? `<span class="plan-spoken">, ${escape(notes)}</span>` : ""
    const trouble = troubles ? `<span class="plan-warn" aria-hidden="true" title="${escape(troubles)}"></span><span class="plan-spoken">, ${escape(troubles)}</span>` : ""
    const link = `<a class="plan-details" tabindex="-1" aria-hidden="true" href="${address(row)}" data-panel-url="${address(row)}" title="${escape(texts.details)}">⋯</a>`
    return `${mark}${row.milestone ? '<span class="plan-diamond" aria-hidden="true"></span>' : ""}<span class="plan-name">${escape(row.name)}</span>${spoken}${trouble}${link}`
  }

  const done = (row) => `${Math.min(100, row.percent)}%`
  const percentCell = (row) => `<span class="plan-meter" aria-hidden="true" style="--done:${done(row)}"></span>${escape(percent(row.percent))}`
  const content = (row, column) => (column.name === "name" ? nameCell(row) : column.name === "percent" ? percentCell(row) : escape(VALUES[column.name](row)))

  function cell(row, column, number) {
    const names = ["plan-cell", `plan-${column.name}`, column.num && "num"].filter(Boolean).join(" ")
    return `<div role="gridcell" class="${names}" data-column="${column.name}" aria-colindex="${number + 1}" tabindex="-1" aria-readonly="${!isEditable(row, column.name)}">${content(row, column)}</div>`
  }

  // What a row says of itself, as attributes; null stands for none.
  function said(row, place) {
    const names = ["plan-row", row.critical && "critical", row.summary && "summary", row.level === 0 && row.summary && "top", row.late && "late"]
    return {
      class: names.filter(Boolean).join(" "), "data-row": row.id, style: `--level:${row.level}`, "aria-level": row.level + 1, "aria-posinset": row.posinset,
      "aria-setsize": row.setsize, "aria-rowindex": place + 2, "aria-selected": store.selected.has(row.id),
      "aria-expanded": row.summary ? !store.collapsed.has(row.id) || Boolean(store.search) : null,
    }
  }

  function line(row, place) {
    const attributes = Object.entries(said(row, place)).filter(([, value]) => value !== null).map(([name, value]) => `${name}="${value}"`)
    return `<div role="row" ${attributes.join(" ")}>${layout.columns.map((column, number) => cell(row, column, number)).join("")}</div>`
  }

  const lines = (from, to) => store.shown.slice(from, to).map((row, number) => line(row, from + number)).join("")
  // So many rows are sooner made anew than all others written over.
  const FEW = 5
  const signsOf = new WeakMap()
  let drawn = { from: 0, to: 0, columns: "" }

  // The headings for screen readers, and an empty box that pushes the rows to where they stand. A style on the grid
  // itself would have the browser style everything in it anew.
  const FIRST = 2
  // While scrolling, rows that stay in view stay as they are; a screen of others is written into the elements there are.
  function draw({ from, to }, isScrolled = false) {
    if (Plan.cells.isOpen()) return
    const hadFocus = Plan.focus.where()
    for (const one of grid.querySelectorAll('[role="gridcell"][tabindex="0"]')) one.tabIndex = -1
    const isSame = drawn.columns === layout.shape && drawn.to > drawn.from && to > from
    if (isScrolled && isSame && Math.abs(from - drawn.from) <= FEW) shift(from, to)
    else if (isSame) refill(from, to)
    else whole(from, to)
    grid.children[1].style.height = `${from * layout.rowHeight}px`
    drawn = { from, to, columns: layout.shape }
    Plan.focus.settle(hadFocus)
  }

  function shift(from, to) {
    for (let place = drawn.from; place < from; place += 1) grid.children[FIRST].remove()
    for (let place = drawn.to; place > to; place -= 1) grid.lastElementChild.remove()
    if (from < drawn.from) grid.children[1].insertAdjacentHTML("afterend", lines(from, drawn.from))
    if (to > drawn.to) grid.insertAdjacentHTML("beforeend", lines(drawn.to, to))
  }

  function whole(from, to) {
    const rows = lines(from, to), empty = store.rows.length ? text("noMatch") : text("noRows")
    grid.innerHTML = headings() + (rows || `<div role="row" class="plan-row plan-empty" aria-rowindex="2"><div role="gridcell" class="plan-cell">${escape(empty)}</div></div>`)
  }

  // Other rows in the same elements: only what differs is written, which costs a third of new elements.
  function refill(from, to) {
    for (let count = grid.children.length - FIRST; count > to - from; count -= 1) grid.lastElementChild.remove()
    const there = grid.children.length - FIRST
    for (let number = 0; number < there; number += 1) rewrite(grid.children[number + FIRST], store.shown[from + number], from + number)
    if (there < to - from) grid.insertAdjacentHTML("beforeend", lines(from + there, to))
  }

  function rewrite(element, row, place) {
    put(element, said(row, place))
    layout.columns.forEach((column, number) => fill(element.children[number], row, column))
  }

  function put(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null) element.removeAttribute(name)
      else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value)
    }
  }

  function fill(element, row, column) {
    put(element, { "aria-readonly": !isEditable(row, column.name), title: null })
    if (column.name === "name") return fillName(element, row)
    const value = VALUES[column.name](row), held = element.lastChild
    if (column.name === "percent") element.firstElementChild.style.setProperty("--done", done(row))
    if (held?.nodeType === Node.TEXT_NODE) { if (held.data !== value) held.data = value }
    else element.textContent = value
    return undefined
  }

  // Rows that have the same signs beside their name differ in the name and in where they lead.
  function fillName(element, row) {
    const signs = JSON.stringify([row.summary, row.milestone, notesOf(row), troublesOf(row)])
    if (signsOf.get(element) !== signs) {
      signsOf.set(element, signs)
      element.innerHTML = nameCell(row)
      return
    }
    const name = element.querySelector(".plan-name"), link = element.lastElementChild
    if (name.textContent !== row.name) name.textContent = row.name
    put(link, { href: address(row), "data-panel-url": address(row) })
  }

  function mark() {
    for (const row of grid.querySelectorAll("[data-row]")) put(row, { "aria-selected": store.selected.has(Number(row.dataset.row)) })
    Plan.timeline.mark()
  }

  // What does not fit its cell is told when the pointer comes to rest on it.
  grid.addEventListener("pointerover", (event) => {
    const element = event.target.closest("[data-column]"), row = store.byId.get(Number(event.target.closest("[data-row]")?.dataset.row))
    if (row && element && ["why", "name", "person", "constraint", "calendar"].includes(element.dataset.column)) element.title = VALUES[element.dataset.column](row)
  })

  return { head, headCells, draw, mark, sheet: lines, isEditable, value: (row, column) => VALUES[column](row), element: (id, column) => grid.querySelector(`[data-row="${id}"] [data-column="${column}"]`) }
})()
