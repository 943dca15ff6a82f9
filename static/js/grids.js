// Entry grids (table[data-grid]): the arrow keys go up and down a column of fields; Tab goes along a row by itself.
(() => {
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("table[data-grid] input")
    if (!field || !["ArrowUp", "ArrowDown"].includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return
    const cell = field.closest("td")
    let row = cell.parentElement
    do row = event.key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling
    while (row && !row.cells[cell.cellIndex]?.querySelector("input"))
    const next = row?.cells[cell.cellIndex].querySelector("input")
    if (!next) return
    event.preventDefault()
    next.focus()
    next.select()
  })
})()
