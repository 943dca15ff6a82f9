// Copying rows, and pasting them or those of another program. What is done with whole rows otherwise is rows'.
Plan.pasting = (() => {
  const { store } = Plan
  const { text, texts, say, duration } = Plan.words
  const MOST = 1000
  let copied = [], told = null

  function copy() {
    const top = new Set(Plan.rows.chosen().map((row) => row.id)), wanted = new Set(top)
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

  return { copy, paste, pasteText, pasteByButton, copyByButton, isOwn }
})()
