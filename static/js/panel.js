// The side panel: rows with data-panel-url open in it by click, o or Enter; j and k walk the rows; Esc closes.
(() => {
  const panel = document.getElementById("side-panel")
  if (!panel) return
  const body = document.getElementById("panel")
  const full = panel.querySelector("[data-panel-full]")
  const INTERACTIVE = "a, button, input, select, textarea, label, summary, [data-cell-form], .cell-editing, [contenteditable]"
  let opener = null
  let waiting = 0

  const rows = () => [...document.querySelectorAll("tr[data-panel-url]")]
  const current = () => document.querySelector("tr[data-panel-url].opened") || document.activeElement?.closest?.("tr[data-panel-url]")

  function mark(row) {
    document.querySelectorAll(".opened").forEach((other) => other.classList.remove("opened"))
    if (row?.matches?.("tr")) row.classList.add("opened")
  }

  function open(source) {
    const inside = panel.contains(source)
    if (!inside) { opener = source; mark(source) }
    const address = source.dataset.panelUrl
    const page = source.dataset.pageUrl || (source.matches("tr") ? source.querySelector("a[href]")?.href : source.getAttribute("href"))
    full.hidden = !page
    if (page) full.href = page
    body.replaceChildren(document.getElementById("panel-loading").content.cloneNode(true))
    tabler.Offcanvas.getOrCreateInstance(panel).show()
    htmx.ajax("GET", address, { target: "#panel", swap: "innerHTML" })
  }

  function step(by) {
    const all = rows()
    if (!all.length) return
    const place = all.indexOf(current())
    const row = all[Math.min(Math.max(place + by, 0), all.length - 1)]
    row.focus()
    row.scrollIntoView({ block: "nearest" })
    if (panel.classList.contains("show")) open(row)
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return
    const walker = event.target.closest("[data-panel-step]")
    if (walker) return step(Number(walker.dataset.panelStep))
    const source = event.target.closest("[data-panel-url]")
    if (!source || String(window.getSelection())) return
    const inner = event.target.closest(INTERACTIVE)
    if (inner && inner !== source && source.contains(inner)) return
    event.preventDefault()
    clearTimeout(waiting)
    // A cell that can be edited by double click gives the second click time to come.
    if (event.target.closest("[data-cell-url], [data-cell]")) waiting = setTimeout(open, 280, source)
    else open(source)
  })
  document.addEventListener("dblclick", () => clearTimeout(waiting))

  document.addEventListener("keydown", (event) => {
    const shown = panel.classList.contains("show") && !document.querySelector("dialog[open], .dropdown-menu.show")
    if (event.key === "Escape" && shown && !event.defaultPrevented) return tabler.Offcanvas.getOrCreateInstance(panel).hide()
    if (event.key !== "Enter" || !event.target.matches?.("tr[data-panel-url]")) return
    event.preventDefault()
    open(event.target)
  })

  panel.addEventListener("hidden.bs.offcanvas", () => {
    mark(null)
    body.replaceChildren()
    // A list that was read again meanwhile has a new row for the same object.
    const back = opener?.isConnected ? opener : opener && document.querySelector(`[data-panel-url="${CSS.escape(opener.dataset.panelUrl)}"]`)
    back?.focus()
  })

  // A form that opens takes the keyboard: at what is wrong, else at its first field.
  body.addEventListener("htmx:afterSettle", () => {
    const form = body.querySelector(".object-form")
    const field = form?.querySelector("[aria-invalid=true]") || form?.querySelector(":is(input, select, textarea):not([type=hidden])")
    field?.focus()
  })

  // A form in the panel that was saved gives way to the page of what was saved.
  document.addEventListener("saved", (event) => {
    if (!panel.contains(event.target) || event.target.closest("[data-cell-url], [data-cell]")) return
    if (event.detail.url) htmx.ajax("GET", event.detail.url, { target: "#panel", swap: "innerHTML" })
    else tabler.Offcanvas.getOrCreateInstance(panel).hide()
  })

  // Rows take the keyboard one at a time, so Tab does not walk through three hundred of them.
  function rove() {
    const all = rows()
    all.forEach((row) => { row.tabIndex = -1 })
    if (all[0]) all[0].tabIndex = 0
  }
  document.addEventListener("htmx:load", rove)
  rove()
  window.sidePanel = { open, step, current }
})()
