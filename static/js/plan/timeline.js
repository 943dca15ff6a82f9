// The bars as SVG: what lies behind them, tasks, floats, baseline and marks. Only the window in view is drawn.
Plan.timeline = (() => {
  const { store, scale, layout, drawing } = Plan
  const { DAY, texts, text, time, escape, date, lastDate, duration, percent, about } = Plan.words
  const { bars } = layout.parts
  const { number, part, path, rect, span, place, written, markup } = drawing

  const STRIPES = '<defs><pattern id="plan-stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="stripe" width="2" height="6"/></pattern></defs>'

  bars.innerHTML = `${STRIPES}<g></g><g></g><g></g><g></g>`
  const [ground, links, layer, now] = bars.querySelectorAll(":scope > g")
  let drawn = {}

  // Nothing is measured here: the rows were just written, and asking would lay them out once more. While scrolling,
  // bars that stay in view stay as they are; what lies behind them is as tall as the plan.
  function draw({ from, to, left, width, least }, isScrolled = false) {
    const full = Math.max(store.shown.length * layout.rowHeight, least)
    if (!isScrolled || drawn.left !== left || drawn.width !== width) {
      place(bars, left, 0, width, full)
      ground.innerHTML = behind(left, width, 0, full)
      now.innerHTML = today(0, full)
      Plan.timelineHead.draw(left, width)
    }
    drawing.fill(links, "data-link", Plan.arrows.wanted(from, to), (id) => Plan.arrows.group(store.links.get(id)), isScrolled)
    drawing.fill(layer, "data-bar", store.shown.slice(from, to).map((row) => row.id), (id) => task(store.byId.get(id), store.place.get(id) * layout.rowHeight), isScrolled)
    drawn = { left, width }
  }

  // The bars of these rows with all that lies around them, as the inside of an SVG.
  function picture({ from, to, left, width }, top, height) {
    const arrows = Plan.arrows.wanted(from, to).map((id) => markup(Plan.arrows.group(store.links.get(id)))).join("")
    const tasks = store.shown.slice(from, to).map((one, count) => markup(task(one, (from + count) * layout.rowHeight))).join("")
    return `${STRIPES}<g>${behind(left, width, top, height)}</g><g>${arrows}</g><g>${tasks}</g>${today(top, height)}`
  }

  function behind(left, width, top, height) {
    const low = scale.at(left), high = scale.at(left + width), [outer, inner] = scale.tiers()
    let drawn = ""
    if (scale.perDay >= 4) {
      for (let day = low - (low % DAY); day < high; day += DAY) {
        if (store.week.includes((new Date(day).getUTCDay() + 6) % 7)) drawn += written(rect("off", scale.x(day), top, scale.perDay, height))
      }
      for (const [first, last] of store.closed) drawn += span("off", first, last, top, height)
    }
    for (const period of store.trading) drawn += span(period.freeze ? "freeze" : "season", period.first, period.last, top, height)
    for (const [unit, name] of [[inner, "line"], [outer, "line outer"]]) {
      for (const tick of scale.ticks(unit, low, high)) drawn += `<path class="${name}" d="M${number(scale.x(tick.from))} ${top}v${height}"/>`
    }
    return drawn
  }

  function today(top, height) {
    const x = number(scale.x(time(store.today) + DAY / 2))
    return `<path class="today" d="M${x} ${top}v${height}"/>`
  }

  function described(row) {
    const lines = [`${row.wbs} ${row.name}`, `${date(row.start)} – ${lastDate(row.finish)} · ${duration(row.summary ? row.span : row.milestone ? 0 : row.duration)} · ${percent(row.percent)}`]
    if (row.critical) lines.push(texts.critical)
    else if (!row.summary) lines.push(text("floatOf", { float: duration(row.float) }))
    if (row.deadline) lines.push(about(texts.deadline, lastDate(row.deadline)))
    if (row.base_start) lines.push(about(texts.baseline, `${date(row.base_start)} – ${lastDate(row.base_finish)}`))
    return [...lines, row.why].join("\n")
  }

  // A group that stands at the top of its row.
  function task(row, y) {
    const height = layout.rowHeight, x = scale.x(time(row.start)), end = Math.max(scale.x(time(row.finish)), x + 2), middle = height / 2
    const names = ["bar", row.critical && "critical", row.summary && "summary", row.manual && "manual", row.percent >= 100 && "complete", store.selected.has(row.id) && "selected"].filter(Boolean).join(" ")
    const parts = []
    if (row.base_start) parts.push(rect("base", scale.x(time(row.base_start)), height - 8, Math.max(3, scale.x(time(row.base_finish)) - scale.x(time(row.base_start))), 4, { rx: 1 }))
    if (!row.summary && row.float > 0 && row.late_finish > row.finish && row.percent < 100) parts.push(path("float", `M${number(end)} ${middle}H${number(scale.x(time(row.late_finish)))}m0 -4v8`))
    if (row.deadline) parts.push(path("deadline", `M${number(scale.x(time(row.deadline))) - 5} 4h10l-5 8z`))
    parts.push(...(row.milestone ? [path("shape", `M${number(x)} ${middle - 8}l8 8l-8 8l-8 -8z`)] : row.summary ? bracket(x, end, row) : plain(x, end, row)), ...label(row, x, end, middle))
    return { attributes: { class: names, "data-bar": row.id, transform: `translate(0 ${y})` }, parts }
  }

  const bracket = (x, end, row) => [path("shape", `M${number(x)} 9H${number(end)}v9l-5 -4H${number(x + 5)}l-5 4z`), rect("done", x, 9, (end - x) * Math.min(1, row.percent / 100), 2)]

  function plain(x, end, row) {
    const tall = layout.rowHeight - 17, width = end - x, done = width * Math.min(1, row.percent / 100)
    const parts = [rect("shape", x, 7, width, tall, { rx: 3 })]
    if (row.critical) parts.push(rect("stripes", x, 7, width, tall, { rx: 3, fill: "url(#plan-stripes)" }))
    if (done > 0) parts.push(rect("done", x, 2 + tall, done, 5, { rx: 2 }))
    return parts
  }

  // Links begin and end at either end of a bar: S before it, F behind it.
  const ring = (side, at, middle) => part("circle", "grip link-grip", { "data-grip": "link", "data-side": side, cx: number(at), cy: number(middle), r: 5 })

  // What a bar is taken by.
  function grips(row) {
    const x = scale.x(time(row.start)), end = Math.max(scale.x(time(row.finish)), x + 2), tall = layout.rowHeight - 17, parts = []
    const done = (end - x) * Math.min(1, row.percent / 100), isPlain = !row.milestone && !row.summary
    if (isPlain && (store.rights.change || row.own)) parts.push(part("path", "grip progress-grip", { "data-grip": "progress", d: `M${number(x + done)} ${tall + 4}l5 8h-10z` }))
    if (isPlain && store.rights.change) parts.push(rect("grip end-grip", end - 5, 7, 7, tall, { "data-grip": "end" }))
    if (store.rights.change && row.milestone) parts.push(ring("S", x - 17, layout.rowHeight / 2), ring("F", x + 17, layout.rowHeight / 2))
    if (store.rights.change && isPlain) parts.push(ring("S", x - 9, 7 + tall / 2), ring("F", end + 9, 7 + tall / 2))
    return parts
  }

  // Grips and description are there for the bar under the pointer and for those selected, not for fifty others.
  function offer(group) {
    const row = store.byId.get(Number(group.dataset.bar))
    if (!row || group.querySelector("title")) return
    group.insertAdjacentHTML("beforeend", `${grips(row).map(written).join("")}<title>${escape(described(row))}</title>`)
  }

  function mark() {
    for (const group of layer.children) {
      const isSelected = store.selected.has(Number(group.dataset.bar))
      group.classList.toggle("selected", isSelected)
      if (isSelected) offer(group)
    }
  }

  bars.addEventListener("pointerover", (event) => {
    const group = event.target.closest("g[data-bar], g[data-link]")
    if (group?.dataset.bar) offer(group)
    else if (group && !group.querySelector("title")) group.insertAdjacentHTML("beforeend", `<title>${escape(Plan.arrows.described(store.links.get(Number(group.dataset.link))))}</title>`)
  })

  function label(row, x, end, middle) {
    const who = row.person && scale.perDay > 4 ? ` · ${row.person}` : ""
    const name = (from, said) => [part("text", "name", { x: number(end + from), y: middle + 4 }, said)]
    // On paper the name stands in its row already, and the paper ends where it ends.
    if (layout.printing) return row.milestone ? name(12, Plan.words.briefDate(row.start)) : []
    return row.milestone ? name(12, `${row.name} ${Plan.words.briefDate(row.start)}`) : name(18, row.name + who)
  }

  function flash(ids) {
    for (const id of ids.slice(0, 200)) bars.querySelector(`[data-bar="${id}"]`)?.classList.add("moved")
  }

  return { draw, flash, picture, mark, offer: () => [...layer.children].forEach(offer) }
})()
