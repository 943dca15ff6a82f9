// What a list page keeps in step: exports and kept views follow the filters, a save refreshes the rows,
// sheets of filters and columns close again, and cells carry their column's name for the phone view.
(() => {
  function follow(list) {
    const query = list.querySelector(".list-results")?.dataset.query
    if (query === undefined) return
    for (const link of list.querySelectorAll("[data-list-export]")) link.href = `${link.getAttribute("href").split("?")[0]}?${query}`
    for (const field of list.querySelectorAll("[data-list-query] [name=query]")) field.value = query
  }

  function name(table) {
    const labels = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim())
    for (const row of table.tBodies[0]?.rows || []) {
      [...row.cells].forEach((cell, index) => {
        if (labels[index]) cell.dataset.label = labels[index]
        if (cell.querySelector(".row-link")) { cell.classList.add("main"); table.tHead.rows[0].cells[index]?.classList.add("main") }
      })
    }
  }

  function renew() {
    document.querySelectorAll("[data-list]").forEach(follow)
    document.querySelectorAll(".table-stack").forEach(name)
  }

  function closeSheets(except) {
    for (const sheet of document.querySelectorAll("details.list-more[open]")) if (sheet !== except) sheet.open = false
  }

  // A text that does not fit its cell shows in full on hover.
  document.addEventListener("mouseover", (event) => {
    const cell = event.target.closest?.(".table-dense td, .clip")
    if (cell && !cell.title && cell.scrollWidth > cell.clientWidth) cell.title = cell.textContent.trim()
  })

  document.addEventListener("saved", (event) => {
    if (event.target.closest?.("[data-cell-url], [data-cell]")) return  // the cell already shows its new value
    document.querySelectorAll(".list-results").forEach((results) => htmx.trigger(results, "refresh"))
  })
  document.addEventListener("click", (event) => {
    if (event.target.isConnected) closeSheets(event.target.closest("details.list-more"))
  })
  document.addEventListener("keydown", (event) => {
    const sheet = event.key === "Escape" && document.activeElement?.closest?.("details.list-more[open]")
    if (!sheet) return
    event.preventDefault()
    sheet.open = false
    sheet.querySelector("summary").focus()
  })
  document.addEventListener("htmx:load", renew)
  renew()
})()
