// The rows as a treegrid, for eyes and for screen readers alike: only those in view are in the document.
Plan.grid = (() => {
  const { store, layout } = Plan
  const { texts, text, escape } = Plan.words
  const { isEditable, value, signs, address, done, nameCell, cell } = Plan.contents
  const { grid, headGrid } = layout.parts

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
    const said = value(row, column.name), held = element.lastChild
    if (column.name === "percent") element.firstElementChild.style.setProperty("--done", done(row))
    if (held?.nodeType === Node.TEXT_NODE) { if (held.data !== said) held.data = said }
    else element.textContent = said
    return undefined
  }

  // Rows that have the same signs beside their name differ in the name and in where they lead.
  function fillName(element, row) {
    if (signsOf.get(element) !== signs(row)) {
      signsOf.set(element, signs(row))
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
    if (row && element && ["why", "name", "person", "constraint", "calendar"].includes(element.dataset.column)) element.title = value(row, element.dataset.column)
  })

  return { head, headCells, draw, mark, sheet: lines, isEditable, value, element: (id, column) => grid.querySelector(`[data-row="${id}"] [data-column="${column}"]`) }
})()
