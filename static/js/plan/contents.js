// What the cells of a row say, as text and as HTML, and which of them can be edited. Which rows are drawn is grid's.
Plan.contents = (() => {
  const { store } = Plan
  const { texts, escape, date, lastDate, duration, predecessors, percent, money, isOfFinish } = Plan.words

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

  return { isEditable, value: (row, column) => VALUES[column](row), signs: (row) => JSON.stringify([row.summary, row.milestone, notesOf(row), troublesOf(row)]), address, done, nameCell, cell }
})()
