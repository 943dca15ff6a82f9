// On paper: every row, the whole timeline on the width of the sheet. The browser makes the PDF.
Plan.printing = (() => {
  const { layout, scale } = Plan
  const SHEET = 1040, GRID = 400
  let kept = null

  function before() {
    if (kept) return
    kept = { pane: layout.pane, zoom: scale.zoom, view: layout.view }
    layout.printing = true
    layout.pane = GRID
    if (layout.view === "timeline") scale.setWidth(SHEET - GRID)
    layout.again()
  }

  function after() {
    if (!kept) return
    layout.printing = false
    layout.pane = kept.pane
    scale.setZoom(kept.zoom)
    kept = null
    layout.again()
  }

  window.addEventListener("beforeprint", before)
  window.addEventListener("afterprint", after)
  document.querySelector("[data-plan-print]").addEventListener("click", () => window.print())
  return { before, after }
})()
