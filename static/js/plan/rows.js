// What is done with whole rows: selecting, adding, deleting, moving in the outline, linking, copying and pasting.
Plan.rows = (() => {
  const { store } = Plan
  const { text, texts, say, duration } = Plan.words
  let anchor = null, copied = [], told = null
  const MOST = 1000

  function select(id, { toggle = false, range = false } = {}) {
    if (range && anchor !== null && store.place.has(anchor)) {
      const [from, to] = [store.place.get(anchor), store.place.get(id)].sort((one, other) => one - other)
      store.selected = new Set(store.shown.slice(from, to + 1).map((row) => row.id))
    } else if (toggle) {
      store.selected[store.selected.has(id) ? "delete" : "add"](id)
      anchor = id
    } else {
      store.selected = new Set([id])
      anchor = id
    }
    Plan.grid.mark()
  }

  function selectAll() {
    store.selected = new Set(store.shown.map((row) => row.id))
    Plan.grid.mark()
  }

  // The selected rows, or the one with the keyboard; without those whose summary is among them.
  function chosen({ outermost = true } = {}) {
    const found = store.chosen()
    const rows = found.length ? found : [Plan.focus.row()].filter(Boolean)
    const ids = new Set(rows.map((row) => row.id))
    const isInside = (row) => { for (let up = store.byId.get(row.parent); up; up = store.byId.get(up.parent)) if (ids.has(up.id)) return true; return false }
    return outermost ? rows.filter((row) => !isInside(row)) : rows
  }

  const each = (verb, reverse = false) => {
    const rows = chosen()
    const ordered = reverse ? [...rows].reverse() : rows
    return Plan.steps.run(ordered.map((row) => ({ do: verb, task: row.id })), { focus: Plan.focus.id })
  }

  async function add() {
    const row = Plan.focus.row(), isOpenSummary = row?.summary && !store.collapsed.has(row.id)
    const place = !row ? { parent: null } : isOpenSummary ? { parent: row.id, after: null } : { parent: row.parent, after: row.id }
    const answer = await Plan.steps.run([{ do: "create", ref: "new", ...place, fields: { name: texts.newTask } }], { focus: "new" })
    if (answer) Plan.cells.open(answer.created.new ?? Plan.focus.id, "name")
  }

  async function remove() {
    const rows = chosen()
    if (!rows.length) return
    const after = store.shown[Math.max(0, store.place.get(rows[0].id) - 1)]
    const answer = await Plan.steps.run(rows.map((row) => ({ do: "delete", task: row.id })))
    if (!answer) return
    messages.show("info", answer.removed.length === 1 ? text("oneDeleted") : text("deleted", { count: answer.removed.length }))
    if (after && store.place.has(after.id)) Plan.focus.to(after.id)
  }

  // One after the other in the order in which they stand.
  function link() {
    const rows = chosen({ outermost: false }).filter((row) => !row.summary)
    const pairs = rows.slice(1).map((row, number) => [rows[number], row]).filter(([before, after]) => !store.linkBetween(before.id, after.id))
    return Plan.steps.run(pairs.map(([before, after]) => ({ do: "link", predecessor: before.id, successor: after.id })))
  }

  function unlink() {
    const ids = new Set(chosen({ outermost: false }).map((row) => row.id))
    const among = [...store.links.values()].filter((one) => ids.has(one.predecessor) && ids.has(one.successor))
    const links = ids.size === 1 ? store.linksInto([...ids][0]) : among
    return Plan.steps.run(links.map((one) => ({ do: "unlink", predecessor: one.predecessor, successor: one.successor })))
  }

  function copy() {
    const top = new Set(chosen().map((row) => row.id)), wanted = new Set(top)
    for (const row of store.rows) if (wanted.has(row.parent)) wanted.add(row.id)
    copied = store.rows.filter((row) => wanted.has(row.id)).map((row) => ({
      ...row, top: top.has(row.id), links: store.linksInto(row.id).filter((one) => wanted.has(one.predecessor)),
    }))
    say(text("copied", { count: copied.length }))
    const least = Math.min(...copied.map((row) => row.level))
    const lines = copied.map((row) => `${"  ".repeat(row.level - least)}${row.name}\t${row.summary ? "" : duration(row.milestone ? 0 : row.duration)}`)
    told = lines.join("\n")
    return told
  }

  // By the button: the browser's clipboard gets the rows too, where it lets us.
  const copyByButton = () => navigator.clipboard?.writeText(copy()).catch(() => null) ?? (copy(), null)

  // Rows copied here, unless the clipboard holds something else by now.
  const isOwn = (text) => copied.length > 0 && (!text || text.replace(/\r/g, "") === told)

  function paste() {
    if (!copied.length) return
    const target = Plan.focus.row()
    let after = target ? target.id : undefined
    const commands = []
    for (const row of copied) {
      const place = row.top ? { parent: target ? target.parent : null, ...(after === undefined ? {} : { after }) } : { parent: `c${row.parent}` }
      const fields = { name: row.name, ...(row.summary ? {} : { duration: row.milestone ? 0 : row.duration }), ...(row.responsible ? { responsible: row.responsible } : {}) }
      commands.push({ do: "create", ref: `c${row.id}`, ...place, fields })
      if (row.top) after = `c${row.id}`
    }
    for (const row of copied) for (const one of row.links) commands.push({ do: "link", predecessor: `c${one.predecessor}`, successor: `c${one.successor}`, kind: one.kind, lag: one.lag, is_elapsed: one.elapsed })
    return Plan.steps.run(commands, { focus: commands[0].ref })
  }

  // Cells of a spreadsheet: tabs between them, lines between rows; a cell in quotes may hold both.
  function cellsOf(lines) {
    const rows = [[""]]
    let isQuoted = false
    for (let place = 0; place < lines.length; place += 1) {
      const sign = lines[place], row = rows.at(-1)
      if (isQuoted && sign === '"' && lines[place + 1] === '"') { row[row.length - 1] += sign; place += 1 }
      else if (sign === '"' && (isQuoted || row.at(-1) === "")) isQuoted = !isQuoted
      else if (sign === "\t" && !isQuoted) row.push("")
      else if (sign === "\n" && !isQuoted) rows.push([""])
      else if (sign !== "\r") row[row.length - 1] += sign === "\n" || sign === "\t" ? " " : sign
    }
    return rows.filter((row) => row.some((cell) => cell.trim()))
  }

  // By the button: what the clipboard holds, where the browser lets us look, else what was copied here.
  async function pasteByButton() {
    const lines = await navigator.clipboard?.readText?.().catch(() => "") ?? ""
    return isOwn(lines) ? paste() : lines.trim() ? pasteText(lines) : null
  }

  // Rows of another program: name, duration, start. Spaces before a name put it below the row above.
  function pasteText(lines) {
    const headings = [texts.columns.name, texts.columns.duration, texts.columns.start].map((one) => one.toLowerCase())
    const read = cellsOf(lines), isHeading = read[0]?.every((cell, place) => !cell.trim() || headings[place] === cell.trim().toLowerCase())
    const rows = isHeading ? read.slice(1) : read, target = Plan.focus.row(), open = [{ depth: -1, ref: target?.parent ?? null, last: target?.id }]
    if (rows.length > MOST) messages.show("warning", text("pastedFirst", { count: MOST }))
    const commands = rows.slice(0, MOST).map((cells, number) => {
      const [name, size = "", start = ""] = cells, depth = name.length - name.trimStart().length
      while (open.length > 1 && open.at(-1).depth >= depth) open.pop()
      const above = open.at(-1), ref = `p${number}`
      const place = { parent: above.ref, ...(above.last === undefined ? {} : { after: above.last }) }
      above.last = ref
      open.push({ depth, ref, last: undefined })
      return { do: "create", ref, ...place, fields: { name: name.trim().slice(0, 250), ...(size.trim() ? { duration: size.trim() } : {}), ...(start.trim() ? { start: Plan.words.typedDate(start) } : {}) } }
    })
    return enter(commands)
  }

  // What cannot be read is left out of its row and said; the rows are kept.
  async function enter(commands, said = []) {
    const mend = (problems) => {
      const named = problems.map((one) => ({ ...one, field: one.field === "constraint_date" ? "start" : one.field }))
      const wrong = named.filter((one) => commands[one.index]?.fields?.[one.field] !== undefined)
      if (!wrong.length || said.length > MOST) { messages.show("error", problems.map((one) => one.text).join(" ")); return null }
      const kept = commands.map((one, index) => ({ ...one, fields: Object.fromEntries(Object.entries(one.fields).filter(([name]) => !wrong.some((other) => other.index === index && other.field === name))) }))
      return enter(kept, [...said, ...wrong.map((one) => text("cellLeft", { row: one.index + 1, name: commands[one.index].fields.name, text: one.text }))])
    }
    const answer = await Plan.steps.run(commands, { focus: "p0", mend })
    if (answer && said.length) messages.show("warning", [text("cellsLeft", { count: said.length }), ...said.slice(0, 8), said.length > 8 ? "…" : ""].join("\n"))
    return answer
  }

  return {
    select, selectAll, chosen, add, remove, link, unlink, copy, paste, pasteText, pasteByButton, copyByButton, isOwn,
    indent: () => each("indent"), outdent: () => each("outdent", true), up: () => each("up"), down: () => each("down", true),
  }
})()
