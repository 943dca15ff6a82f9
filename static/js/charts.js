// Figures with data-chart: fetches {figure: {data, layout}, text, table: {columns, rows}} when it comes into
// view and draws it with Plotly in the page's language and theme. The table view needs no Plotly.
(() => {
  const shown = new Map()
  const language = document.documentElement.lang || "en"
  const part = (figure, name) => figure.querySelector(`[data-chart-${name}]`)

  // A custom property holding light-dark() is resolved by letting the browser paint with it.
  function paint(name) {
    const probe = document.createElement("i")
    probe.style.color = `var(${name})`
    document.body.append(probe)
    const value = getComputedStyle(probe).color
    probe.remove()
    return value
  }

  function theme() {
    const [text, line] = [paint("--tblr-body-color"), paint("--tblr-border-color")]
    const axis = { gridcolor: line, linecolor: line, zerolinecolor: line, automargin: true }
    return {
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", font: { color: text, family: getComputedStyle(document.body).fontFamily, size: 12 },
      margin: { l: 40, r: 12, t: 8, b: 32 }, xaxis: axis, yaxis: axis,
      legend: { orientation: "h", y: -0.15 }, separators: language === "fr" ? ",\u202f" : ".,",
      colorway: ["#2a78c8", "#e08a1e", "#1f9a78", "#9a5fc0", "#c2254d", "#6b7687", "#4fb3d9", "#b0a02c"],
    }
  }

  // Figures name health colours by word, so that one figure fits both themes.
  const NAMED = { "health:green": "--good", "health:orange": "--warn", "health:red": "--bad", "health:grey": "--unknown", "theme:text": "--tblr-body-color", "theme:muted": "--tblr-secondary", "theme:line": "--tblr-border-color", "theme:primary": "--tblr-primary" }
  function coloured(value) {
    if (typeof value === "string") return NAMED[value] ? paint(NAMED[value]) : value
    if (Array.isArray(value)) return value.map(coloured)
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, coloured(inner)]))
    return value
  }

  function merge(under, over) {
    const result = { ...under }
    for (const [key, value] of Object.entries(over || {})) {
      const both = value && typeof value === "object" && !Array.isArray(value) && typeof under[key] === "object"
      result[key] = both ? merge(under[key], value) : value
    }
    return result
  }

  function speak() {
    if (language !== "fr") return
    const names = (style, kind, count) => Array.from({ length: count }, (_, index) => new Intl.DateTimeFormat("fr", { [kind]: style, timeZone: "UTC" }).format(new Date(Date.UTC(2023, kind === "month" ? index : 0, kind === "month" ? 1 : index + 1))))
    Plotly.register({ moduleType: "locale", name: "fr", dictionary: {}, format: {
      days: names("long", "weekday", 7), shortDays: names("short", "weekday", 7), months: names("long", "month", 12), shortMonths: names("short", "month", 12),
      date: "%d/%m/%Y", decimal: ",", thousands: "\u202f", year: "%Y", month: "%b %Y", dayMonth: "%-d %b", dayMonthYear: "%-d %b %Y" } })
  }

  // Without data the words say so; empty axes would only look broken.
  const isEmpty = (data) => !data?.some((trace) => ["x", "y", "z", "values", "labels"].some((key) => trace[key]?.length))
  function bare(figure) {
    part(figure, "area").hidden = true
    figure.querySelector(".segmented")?.setAttribute("hidden", "")
  }

  async function draw(figure) {
    const { answer } = shown.get(figure)
    const area = part(figure, "area")
    const source = answer.figure || answer
    if (isEmpty(source.data)) return bare(figure)
    await window.assets.load("plotly")
    speak()
    area.classList.remove("placeholder")
    const narrow = window.innerWidth < 768
    const layout = coloured(merge(theme(), { ...source.layout, template: undefined, ...(narrow ? { dragmode: false } : {}) }))
    // The name of the axis and the legend share the room below; a phone has room for one.
    if (layout.xaxis.title && narrow) delete layout.xaxis.title
    else if (layout.xaxis.title) layout.legend.y = -0.3
    // Above the drawing the legend grows upwards: several lines of it, as on a phone, cover no curve.
    if (layout.legend.y > 1 || narrow) Object.assign(layout.legend, { y: 1.04, yanchor: "bottom" })
    const config = { responsive: true, displaylogo: false, locale: language, displayModeBar: narrow ? false : "hover", modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"] }
    await Plotly.react(area, coloured(source.data), layout, config)
    if (area.dataset.linked) return
    area.dataset.linked = "yes"
    area.on("plotly_click", (event) => {
      const address = event.points[0]?.customdata
      const target = Array.isArray(address) ? address.find((item) => String(item).startsWith("/")) : address
      if (typeof target === "string" && target.startsWith("/")) window.location.assign(target)
    })
  }

  window.chartParts = { shown, draw, part }
  document.addEventListener("themechange", () => shown.forEach((_, figure) => { if (figure.isConnected && !part(figure, "area").hidden) draw(figure) }))
})()
