// Editing a cell in place. A cell carries data-cell-url, or data-cell with the field's name in a row with
// data-panel-url; its form is fetched on double click, F2 or Enter,
// sent on Enter or when the focus leaves, dropped on Esc; Tab saves and goes to the next such cell.
// On an object's page a button beside the value, data-cell-open, does the same and takes the focus back.
(() => {
  const kept = new WeakMap()
  const TAKES_ENTER = "textarea, .ts-wrapper *"

  const CELLS = "[data-cell-url], [data-cell]"

  const cellOf = (element) => element?.closest?.(CELLS)
  const addressOf = (cell) => cell.dataset.cellUrl || `${cell.closest("[data-panel-url]").dataset.panelUrl}cell/${cell.dataset.cell}/`
  const openerOf = (cell) => (cell.nextElementSibling?.matches("[data-cell-open]") ? cell.nextElementSibling : cell)
  const formOf = (cell) => cell.querySelector("form, [data-cell-form]")

  function open(cell) {
    if (!cell || cell.classList.contains("cell-editing")) return
    kept.set(cell, cell.innerHTML)
    cell.classList.add("cell-editing")
    htmx.ajax("GET", addressOf(cell), { target: cell, swap: "innerHTML" }).then(() => {
      const field = cell.querySelector("select, textarea, input:not([type=hidden])")
      if (!field) return close(cell, true)
      field.focus()
      field.select?.()
    })
  }

  function close(cell, restore) {
    if (restore && kept.has(cell)) cell.innerHTML = kept.get(cell)
    kept.delete(cell)
    cell.classList.remove("cell-editing")
    if (restore) { htmx.process(cell); openerOf(cell).focus() }
  }

  function save(cell, next) {
    const form = formOf(cell)
    if (!form || cell.dataset.saving) return
    if (form.reportValidity && !form.reportValidity()) return
    cell.dataset.saving = "yes"
    if (next) cell.dataset.next = next
    form.requestSubmit()
  }

  function neighbour(cell, by) {
    const all = [...document.querySelectorAll(CELLS)]
    return all[all.indexOf(cell) + by]
  }

  // A link in such a cell is followed only once it is clear that no second click comes.
  let following = 0
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]")
    const cell = cellOf(link)
    if (!cell || event.metaKey || event.ctrlKey || event.shiftKey || cell.classList.contains("cell-editing")) return
    event.preventDefault()
    clearTimeout(following)
    following = setTimeout(() => window.location.assign(link.href), 280)
  })

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-cell-open]")
    if (button) open(button.previousElementSibling)
  })

  document.addEventListener("dblclick", (event) => {
    const cell = cellOf(event.target)
    clearTimeout(following)
    if (cell) { window.getSelection().removeAllRanges(); open(cell) }
  })

  document.addEventListener("keydown", (event) => {
    if (event.key === "F2" && event.target.matches?.("[data-cell-open]")) return open(event.target.previousElementSibling)
    const cell = cellOf(event.target)
    if (!cell) return
    if (!cell.classList.contains("cell-editing")) {
      if (event.target === cell && (event.key === "Enter" || event.key === "F2")) { event.preventDefault(); event.stopPropagation(); open(cell) }
      return
    }
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(cell, true) }
    if (event.key === "Enter" && !event.target.matches(TAKES_ENTER)) { event.preventDefault(); event.stopPropagation(); save(cell) }
    if (event.key === "Tab" && neighbour(cell, event.shiftKey ? -1 : 1)) { event.preventDefault(); save(cell, event.shiftKey ? "-1" : "1") }
  }, true)

  document.addEventListener("focusout", (event) => {
    const cell = cellOf(event.target)
    if (!cell?.classList.contains("cell-editing")) return
    setTimeout(() => {
      if (!cell.isConnected || cell.contains(document.activeElement) || cell.dataset.saving || !document.hasFocus()) return
      if (formOf(cell)) save(cell)
    }, 120)
  })

  // The answer to a save is either the cell's new content, or the form again with what is wrong.
  document.addEventListener("htmx:afterSettle", (event) => {
    const cell = cellOf(event.target)
    if (!cell?.dataset.saving) return
    const by = Number(cell.dataset.next || 0)
    delete cell.dataset.saving
    delete cell.dataset.next
    if (formOf(cell)) return cell.querySelector("select, textarea, input:not([type=hidden])")?.focus()
    close(cell, false)
    cell.classList.add("cell-saved")
    const next = by ? neighbour(cell, by) : null
    if (next) open(next)
    else openerOf(cell).focus()
  })

  document.addEventListener("htmx:responseError", (event) => {
    const cell = cellOf(event.target)
    if (cell) { delete cell.dataset.saving; delete cell.dataset.next }
  })

  const reach = () => document.querySelectorAll(":is([data-cell-url], [data-cell]):not([tabindex])").forEach((cell) => { cell.tabIndex = -1 })
  document.addEventListener("htmx:load", reach)
  reach()
})()
