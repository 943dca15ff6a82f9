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
})()
