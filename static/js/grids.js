// Entry grids (table[data-grid]): the arrow keys go up and down a column of fields; Tab goes along a row by itself.
// Cells copied from a spreadsheet are pasted over as many fields, right and down from the one that has the focus.
(() => {
  const fieldIn = (cell) => cell?.querySelector("input:not([type=hidden], [type=radio], [type=checkbox])")

  // The next row, up or down, that has a field in this column.
  function rowFrom(row, column, step) {
    do row = step < 0 ? row.previousElementSibling : row.nextElementSibling
    while (row && !fieldIn(row.cells[column]))
    return row
  }

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("table[data-grid] input")
    if (!field || !["ArrowUp", "ArrowDown"].includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return
    const cell = field.closest("td")
    const row = rowFrom(cell.parentElement, cell.cellIndex, event.key === "ArrowUp" ? -1 : 1)
    const next = fieldIn(row?.cells[cell.cellIndex])
    if (!next) return
    event.preventDefault()
    next.focus()
    next.select()
  })

  function fill(field, text) {
    field.value = text.trim()
    field.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: { typed: true } }))
  }

  document.addEventListener("paste", (event) => {
    const field = event.target.closest?.("table[data-grid] input")
    const lines = (event.clipboardData?.getData("text/plain") || "").replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"))
    if (!field || (lines.length === 1 && lines[0].length === 1)) return
    event.preventDefault()
    const first = field.closest("td").cellIndex
    let row = field.closest("tr"), beyond = 0
    for (const values of lines) {
      values.forEach((text, place) => {
        const found = fieldIn(row?.cells[first + place])
        if (found) fill(found, text)
        else if (text.trim()) beyond += 1
      })
      row = row && rowFrom(row, first, 1)
    }
    if (beyond) window.messages.show("warning", window.messages.texts.beyond.replace("{number}", beyond))
  })

  // table[data-sums="EUR"]: the sums of rows and columns, as they will be once saved; what is no amount counts as nothing.
  function amount(text) {
    const plain = text.replace(/[\s€£$]/g, "").replace("\u2212", "-").replace(/^\((.*)\)$/, "-$1")
    const cents = Math.max(plain.lastIndexOf(","), plain.lastIndexOf("."))
    const repeated = cents >= 0 && plain.split(plain[cents]).length > 2
    const digits = cents < 0 || repeated ? plain.replace(/[.,]/g, "") : `${plain.slice(0, cents).replace(/[.,]/g, "")}.${plain.slice(cents + 1)}`
    return Number(digits) || 0
  }

  function addUp(table) {
    const money = new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: table.dataset.sums, maximumFractionDigits: 0 })
    const columns = [...table.querySelectorAll("[data-sum-column]")]
    const totals = columns.map(() => 0)
    let all = 0
    for (const row of table.tBodies[0].rows) {
      const sum = row.querySelector("[data-sum-row]")
      const values = columns.map((column) => amount(fieldIn(row.cells[column.closest("td").cellIndex])?.value || ""))
      const whole = values.reduce((one, other) => one + other, Number(sum?.dataset.sumRow || 0))
      values.forEach((value, place) => { totals[place] += value })
      all += whole
      if (sum) sum.textContent = money.format(whole)
    }
    columns.forEach((column, place) => { column.textContent = money.format(totals[place]) })
    table.querySelector("[data-sum-all]").textContent = money.format(all)
  }

  document.addEventListener("input", (event) => {
    const table = event.target.closest?.("table[data-grid][data-sums]")
    if (table) addUp(table)
  })
})()
