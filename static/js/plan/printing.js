// On paper: every row, sheet by sheet, each with its head, the whole timeline on the width of the sheet. The browser
// makes the PDF.
Plan.printing = (() => {
  const { store, layout, scale } = Plan
  const { escape, text } = Plan.words
  // A4 across, 8 mm of margin, in CSS pixels; the caption and the head come off the height.
  const SHEET = { width: 1056, height: 724 }, GRID = 516, ABOVE = 24 + 48 + 2
  const sheets = document.createElement("div")
  sheets.className = "plan-sheets"
  sheets.setAttribute("aria-hidden", "true")
  Plan.root.append(sheets)

  function before() {
    const kept = { pane: layout.pane, zoom: scale.zoom }
    layout.printing = true
    layout.pane = layout.view === "table" ? SHEET.width : GRID
    scale.setWidth(SHEET.width - GRID)
    layout.arrange()
    sheets.innerHTML = written()
    layout.printing = false
    layout.pane = kept.pane
    scale.setZoom(kept.zoom)
    layout.again()
  }

  // Wide tables are made smaller, so that nothing stands beyond the edge.
  function written() {
    const isTable = layout.view === "table", size = Math.min(1, SHEET.width / (isTable ? layout.gridWidth : SHEET.width))
    const rows = Math.max(1, Math.floor((SHEET.height / size - ABOVE) / layout.rowHeight)), count = Math.max(1, Math.ceil(store.shown.length / rows))
    const style = `--plan-row:${layout.rowHeight}px;--plan-grid:${layout.gridWidth}px;--plan-columns:${layout.template};width:${SHEET.width / size}px;zoom:${size}`
    return Array.from({ length: count }, (_, number) => sheet({ number, count, rows, style, isTable })).join("")
  }

  function sheet({ number, count, rows, style, isTable }) {
    const from = number * rows, to = Math.min(store.shown.length, from + rows), height = (to - from) * layout.rowHeight, width = SHEET.width - layout.gridWidth
    const svg = (name, top, tall, inside) => (isTable ? "" : `<svg class="${name}" viewBox="0 ${top} ${width} ${tall}" style="left:${layout.gridWidth}px;width:${width}px;height:${tall}px">${inside()}</svg>`)
    return `<section class="plan-sheet" style="${style}">
      <p class="plan-caption"><b>${escape(document.querySelector("h1")?.textContent.trim())}</b> <span>${escape(document.querySelector("[data-plan-summary]").textContent)}</span> <span>${escape(text("sheet", { number: number + 1, count }))}</span></p>
      <div class="plan-head"><div class="plan-head-grid">${Plan.grid.headCells()}</div>${svg("plan-head-scale", 0, 48, () => Plan.timelineHead.picture(0, width))}</div>
      <div class="plan-sheet-rows" style="height:${height}px"><div class="plan-sheet-grid">${Plan.grid.sheet(from, to)}</div>${svg("plan-bars", from * layout.rowHeight, height, () => Plan.timeline.picture({ from, to, left: 0, width }, from * layout.rowHeight, height))}</div>
    </section>`
  }

  window.addEventListener("beforeprint", before)
  window.addEventListener("afterprint", () => { sheets.innerHTML = "" })
  document.querySelector("[data-plan-print]").addEventListener("click", () => window.print())
  return { before }
})()
