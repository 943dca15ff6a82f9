// Loads the figures of charts.js when they come into view and switches between chart and table.
(() => {
  const { shown, draw, part } = window.chartParts
  const language = document.documentElement.lang || "en"

  function cell(tag, value) {
    const element = document.createElement(tag)
    const number = typeof value === "number"
    if (number) element.className = "num"
    element.textContent = value === null || value === undefined ? "–" : number ? value.toLocaleString(language) : value
    return element
  }

  function tabulate(figure) {
    const table = shown.get(figure)?.answer.table
    const place = part(figure, "table")
    if (!table || place.childElementCount) return
    const element = document.createElement("table")
    element.className = "table table-dense"
    const head = element.createTHead().insertRow()
    table.columns.forEach((name, index) => {
      const heading = cell("th", name)
      heading.scope = "col"
      if (typeof table.rows[0]?.[index] === "number") heading.className = "num"
      head.append(heading)
    })
    const body = element.createTBody()
    table.rows.forEach((row) => { const line = body.insertRow(); row.forEach((value) => line.append(cell("td", value))) })
    place.append(element)
  }

  function view(figure, name) {
    part(figure, "area").hidden = name === "table"
    part(figure, "table").hidden = name !== "table"
    figure.querySelectorAll("[data-chart-view]").forEach((button) => button.setAttribute("aria-pressed", button.dataset.chartView === name))
    if (name === "table") tabulate(figure)
    else if (shown.has(figure)) draw(figure)
  }

  async function load(figure) {
    if (figure.dataset.loading) return
    figure.dataset.loading = "yes"
    part(figure, "error").hidden = true
    try {
      const answer = await fetch(figure.dataset.chart, { headers: { Accept: "application/json" }, credentials: "same-origin" })
      if (!answer.ok) throw new Error(answer.status)
      shown.set(figure, { answer: await answer.json() })
      const words = shown.get(figure).answer.text
      if (words) { part(figure, "text").textContent = words; part(figure, "area").setAttribute("aria-label", words) }
      await draw(figure)
    } catch {
      part(figure, "error").hidden = false
      part(figure, "area").classList.add("placeholder")
      if (shown.has(figure)) view(figure, "table")  // the numbers came, only the drawing failed
    }
  }

  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) { watcher.unobserve(entry.target); load(entry.target) }
  }, { rootMargin: "200px" })

  document.addEventListener("click", (event) => {
    const figure = event.target.closest("[data-chart]")
    if (!figure) return
    const button = event.target.closest("[data-chart-view]")
    if (button) view(figure, button.dataset.chartView)
    if (event.target.closest("[data-chart-retry]")) { delete figure.dataset.loading; load(figure) }
  })
  const watchAll = () => document.querySelectorAll("[data-chart]:not([data-loading])").forEach((figure) => watcher.observe(figure))
  document.addEventListener("htmx:load", watchAll)
  watchAll()
})()
