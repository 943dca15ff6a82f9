// Editing in a cell: Enter or F2 or a double click opens it, Enter and Tab keep, Escape leaves it as it was.
Plan.cells = (() => {
  const { store, layout } = Plan
  const { text, texts, duration, predecessors, isOfFinish } = Plan.words
  const { grid } = layout.parts
  const people = new Map()
  let editor = null

  const START = {
    name: (row) => row.name,
    duration: (row) => duration(row.milestone ? 0 : row.duration).replace("\u00a0", " "),
    start: (row) => row.start.slice(0, 10),
    finish: (row) => day(row.finish),
    predecessors,
    percent: (row) => String(row.percent),
    person: (row) => row.person || "",
    constraint: (row) => row.constraint,
    constraint_date: constrained,
    deadline: (row) => day(row.deadline),
    calendar: (row) => String(row.calendar || ""),
    fixed_cost: (row) => String(Number(row.fixed_cost || 0)).replace(".", texts.language === "fr" ? "," : "."),
  }
  const DATES = ["start", "finish", "constraint_date", "deadline"], LISTS = ["constraint", "calendar"]
  const COMMAND = {
    name: (row, value) => change(row, { name: value.trim() }),
    duration: (row, value) => change(row, { duration: value.trim() }),
    start: (row, value) => change(row, { start: value || null }),
    finish: (row, value) => change(row, { finish: value }),
    predecessors: (row, value) => ({ do: "predecessors", task: row.id, text: back(value), rows: numbered(value) }),
    percent: (row, value) => ({ do: "progress", task: row.id, percent: value }),
    person: (row, value) => change(row, { responsible: value.trim() ? known(value) : null }),
    constraint: (row, value) => change(row, { constraint: value, constraint_date: dated(value, constrained(row) || (isOfFinish(value) ? day(row.finish) : row.start.slice(0, 10))) }),
    constraint_date: (row, value) => {
      const kind = !value ? "ASAP" : ["ASAP", "ALAP"].includes(row.constraint) ? "SNET" : row.constraint
      return change(row, { constraint: kind, constraint_date: dated(kind, value) })
    },
    deadline: (row, value) => change(row, { deadline: value || null }),
    calendar: (row, value) => change(row, { calendar: Number(value) || null }),
    fixed_cost: (row, value) => change(row, { fixed_cost: value.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".") || "0" }),
  }
  // Whom a name means: written in full, or so much of it, however it is written, that only one person is meant.
  const plain = (name) => name.trim().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
  function known(value) {
    const meant = [...people].filter(([name]) => plain(name).includes(plain(value)))
    return people.get(value.trim()) ?? (meant.length === 1 ? meant[0][1] : -1)
  }
  // Which tasks the numbers mean to whoever types them, even if somebody else has put a row in above meanwhile.
  const numbered = (value) => Object.fromEntries((value.match(/\d+/g) || []).map((one) => [one, store.rows[Number(one) - 1]?.id]).filter(([, id]) => id))
  function constrained(row) { return isOfFinish(row.constraint) ? day(row.constraint_date) : (row.constraint_date || "").slice(0, 10) }
  const dated = (kind, chosen) => (["ASAP", "ALAP"].includes(kind) || !chosen ? null : isOfFinish(kind) ? `${chosen}T23:59` : chosen)
  // The end of a day that ends at midnight is the day before.
  const day = (moment) => (moment?.endsWith("T00:00") ? Plan.words.iso(Plan.words.time(moment) - 60000) : (moment || "").slice(0, 10))
  const change = (row, fields) => ({ do: "change", task: row.id, fields })
  // A decimal comma and a real minus are typed as they are shown.
  const back = (value) => value.replace(/\u00a0/g, "").replace(/\u2212/g, "-")

  function open(id, column, typed = null) {
    const row = store.byId.get(id), cell = Plan.grid.element(id, column)
    if (!row || !cell || editor) return
    if (!Plan.grid.isEditable(row, column)) {
      if (!store.rights.change) Plan.words.say(text("readOnly"))
      return
    }
    const input = document.createElement(LISTS.includes(column) ? "select" : "input")
    input.className = "plan-input"
    if (!LISTS.includes(column)) input.type = DATES.includes(column) ? "date" : "text"
    if (column === "fixed_cost") input.inputMode = "decimal"
    if (column === "name") input.maxLength = 250
    if (column === "constraint") input.append(...Object.entries(texts.constraints).map(([value, label]) => new Option(label, value)))
    if (column === "calendar") offer(input, row)
    input.setAttribute("aria-label", `${texts.columns[column]}: ${row.name}`)
    input.value = typed ?? START[column](row)
    if (column === "person") suggest(input)
    editor = { id, column, input, cell, before: START[column](row), kept: cell.innerHTML }
    cell.replaceChildren(input)
    cell.classList.add("plan-editing")
    input.focus()
    if (typed === null) input.select?.()
    input.addEventListener("keydown", keys)
    input.addEventListener("blur", () => { if (editor?.input === input) finish(true, { hasLeft: true }) })
  }

  // The calendar of the plan stands first, as the empty choice.
  function offer(input, row) {
    input.append(new Option(texts.planCalendar, ""))
    if (row.calendar) input.append(new Option(row.calendar_name, row.calendar))
    fetch(`${Plan.root.dataset.calendars}?q=`).then((answer) => answer.json()).then((found) => {
      for (const one of found.results) if (Number(one.value) !== row.calendar) input.append(new Option(one.text, one.value))
    }).catch(() => null)
  }

  async function suggest(input) {
    const list = document.createElement("datalist")
    list.id = "plan-people"
    input.setAttribute("list", list.id)
    input.after(list)
    const look = async () => {
      const answer = await fetch(`${Plan.root.dataset.people}?q=${encodeURIComponent(input.value)}`).then((found) => found.json()).catch(() => ({ results: [] }))
      for (const one of answer.results) people.set(one.text, one.value)
      list.replaceChildren(...answer.results.map((one) => new Option(one.text, one.text)))
      if (!list.isConnected && input.isConnected) input.after(list)
    }
    input.addEventListener("input", look)
    look()
  }

  function keys(event) {
    event.stopPropagation()
    if (event.key === "Escape") { event.preventDefault(); finish(false) }
    if (event.key === "Enter") { event.preventDefault(); finish(true) }
    if (event.key === "Tab") {
      event.preventDefault()
      finish(true)
      Plan.focus.step(0, event.shiftKey ? -1 : 1)
    }
  }

  // Closes the cell first, so that the answer may draw it anew. What was refused is offered again as it was typed;
  // whoever has left by a click must not have the grid drawn from under the mouse.
  async function finish(keep, { hasLeft = false } = {}) {
    if (!editor) return
    const { id, column, input, cell, before, kept } = editor
    const value = input.value
    // A date of which a part is missing is no empty date: taking the date away is another thing.
    if (keep && input.validity.badInput && !hasLeft) { messages.show("error", text("wholeDate")); return }
    if (input.validity.badInput) { if (keep) messages.show("error", text("wholeDate")); keep = false }
    editor = null
    cell.classList.remove("plan-editing")
    cell.innerHTML = kept
    if (hasLeft) setTimeout(() => layout.draw(true), 200)
    else {
      cell.focus({ preventScroll: true })
      layout.draw(true)
    }
    const row = store.byId.get(id)
    if (!keep || !row || value === before) return
    const answer = await Plan.steps.run([COMMAND[column](row, value)])
    if (!answer && !editor && Plan.steps.refused && (!hasLeft || Plan.steps.isLost)) open(id, column, value)
  }

  grid.addEventListener("dblclick", (event) => {
    const cell = event.target.closest("[data-column]"), line = event.target.closest("[data-row]")
    if (cell && line) open(Number(line.dataset.row), cell.dataset.column)
  })
  return { open, finish, isOpen: () => Boolean(editor), isTyped: (column) => !DATES.includes(column) && !LISTS.includes(column) }
})()
