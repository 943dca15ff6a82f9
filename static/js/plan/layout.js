// What lies where: columns, panes, and the window of rows and days that is drawn. Scrolling draws only when the
// window leaves what was drawn before, so five thousand rows cost as much as forty.
Plan.layout = (() => {
  const { words, store, scale } = Plan
  const find = (name) => Plan.root.querySelector(`[data-plan-${name}]`)
  const parts = { scroll: find("scroll"), canvas: find("canvas"), head: find("head"), headGrid: find("head-grid"), scale: find("scale"), grid: find("grid"), time: find("time"), bars: find("bars"), split: find("split"), frame: find("frame") }
  const phone = window.matchMedia("(max-width: 767.98px)")
  const layout = { parts, view: "timeline", pane: Math.min(600, Math.max(300, innerWidth * 0.36)), rowHeight: 32, columns: [], shape: "", gridWidth: 0, printing: false, home: null }
  // A few rows at a time, before they are needed: less at once than a screen when it is too late.
  const AHEAD = 8, MARGIN = 12, LEAST = 2
  let drawn = null, asked = false, later = 0

  // As tall as the window leaves room for, whatever stands above.
  function stretch() {
    const top = parts.frame.getBoundingClientRect().top + scrollY, below = phone.matches ? 104 : 48
    parts.scroll.style.height = `${Math.max(320, innerHeight - top - below)}px`
  }

  function arrange() {
    stretch()
    layout.rowHeight = layout.printing ? 26 : phone.matches ? 44 : 32
    layout.columns = Plan.columns.shown({ view: layout.view, isPhone: phone.matches && !layout.printing, pane: layout.pane, whole: layout.printing ? 0 : parts.frame.clientWidth })
    const needed = layout.columns.reduce((sum, column) => sum + column.width, 0)
    layout.gridWidth = layout.view === "table" ? Math.max(needed, layout.printing ? layout.pane : parts.scroll.clientWidth) : phone.matches ? needed : Math.max(layout.pane, needed)
    const wide = layout.view === "table" && layout.columns.some((column) => column.name === "why") ? "why" : "name"
    layout.template = layout.columns.map((column) => (column.name === wide ? `minmax(${column.width}px, 1fr)` : `${column.width}px`)).join(" ")
    layout.shape = `${layout.view} ${layout.columns.map((column) => column.name).join(" ")}`
    Plan.root.dataset.view = layout.view
    Plan.root.style.setProperty("--plan-row", `${layout.rowHeight}px`)
    Plan.root.style.setProperty("--plan-grid", `${layout.gridWidth}px`)
    Plan.root.style.setProperty("--plan-columns", layout.template)
    const height = Math.max(store.shown.length, 1) * layout.rowHeight
    parts.grid.style.height = parts.time.style.height = `${height}px`
    parts.time.style.width = layout.view === "timeline" ? `${scale.width}px` : "0"
    parts.canvas.style.width = layout.view === "timeline" ? `${layout.gridWidth + scale.width}px` : `${layout.gridWidth}px`
    drawn = null
  }

  // The rows and the stretch of time in view, with a margin that is drawn ahead.
  function inView(margin = MARGIN) {
    const box = parts.scroll, row = layout.rowHeight
    const from = Math.max(0, Math.floor(box.scrollTop / row) - margin)
    const to = Math.min(store.shown.length, Math.ceil((box.scrollTop + box.clientHeight) / row) + margin)
    const room = Math.max(200, box.clientWidth - layout.gridWidth), left = Math.max(0, box.scrollLeft - 400)
    return { from, to, left, width: Math.min(scale.width - left, room + 800), least: box.clientHeight, top: box.scrollTop }
  }

  function isCovered() {
    if (!drawn) return false
    const box = parts.scroll, row = layout.rowHeight, room = box.clientWidth - layout.gridWidth
    const top = Math.max(0, Math.floor(box.scrollTop / row) - AHEAD), bottom = Math.min(store.shown.length, Math.ceil((box.scrollTop + box.clientHeight) / row) + AHEAD)
    return top >= drawn.from && bottom <= drawn.to && box.scrollLeft >= drawn.left && Math.min(box.scrollLeft + room, scale.width) <= drawn.left + drawn.width + 1
  }

  function draw(force = false) {
    asked = false
    if (!force && isCovered()) return
    // Who leaps by screens sees hardly more than what is in view; the margin follows once the leaps end.
    let wanted = inView()
    clearTimeout(later)
    if (!force && drawn && Math.abs(wanted.top - drawn.top) >= parts.scroll.clientHeight) {
      wanted = inView(LEAST)
      later = setTimeout(() => draw(), 150)
    }
    drawn = wanted
    Plan.grid.draw(wanted, !force)
    if (layout.view === "timeline") Plan.timeline.draw(wanted, !force)
  }

  function soon() {
    if (asked) return
    asked = true
    requestAnimationFrame(() => draw())
  }

  function again() {
    arrange()
    Plan.grid.head()
    draw(true)
  }

  function setView(view) {
    layout.view = view
    for (const button of document.querySelectorAll("[data-plan-view]")) button.setAttribute("aria-pressed", button.dataset.planView === view)
    parts.scroll.scrollLeft = 0
    again()
    if (view === "timeline" && layout.home) toDay(layout.home)
  }

  function toRow(place) {
    const box = parts.scroll, top = place * layout.rowHeight, head = parts.head.offsetHeight
    if (top < box.scrollTop) box.scrollTop = top
    else if (top + layout.rowHeight > box.scrollTop + box.clientHeight - head) box.scrollTop = top + layout.rowHeight - box.clientHeight + head
    draw()
  }

  // The bar of a row, unless some of it is in view already.
  function toBar(row) {
    const room = parts.scroll.clientWidth - layout.gridWidth, left = parts.scroll.scrollLeft
    if (scale.x(words.time(row.finish)) < left + 20 || scale.x(words.time(row.start)) > left + room - 120) toDay(row.start)
  }

  // A few words beside the pointer while something is dragged; without an event they go.
  function tip(event = null, said = "") {
    const shown = parts.frame.querySelector(".plan-tip")
    if (!event) return shown?.remove()
    const box = parts.frame.getBoundingClientRect(), note = shown || document.createElement("div")
    note.className = "plan-tip"
    note.textContent = said
    if (!shown) parts.frame.append(note)
    const left = Math.min(event.clientX - box.left + 14, Math.max(4, box.width - note.offsetWidth - 4))
    note.style.cssText = `left:${left}px;top:${Math.max(2, event.clientY - box.top - 34)}px`
    return undefined
  }

  // Once there is something to lay out, it follows the size of its frame.
  const follow = () => new ResizeObserver(() => again()).observe(parts.scroll)
  const toDay = (moment) => { if (layout.view !== "timeline") return; parts.scroll.scrollLeft = Math.max(0, scale.x(words.time(moment)) - 120); draw() }

  parts.scroll.addEventListener("scroll", soon, { passive: true })
  phone.addEventListener("change", () => setView(phone.matches ? "table" : "timeline"))
  store.onChange((what) => { if (what === "rows") scale.fit(); again() })
  return Object.assign(layout, { arrange, draw, again, setView, toRow, toBar, toDay, tip, follow, isPhone: () => phone.matches })
})()
