// The bars as SVG: what lies behind them, tasks, floats, baseline and marks. Only the window in view is drawn.
Plan.timeline = (() => {
  const { store, scale, layout } = Plan
  const { DAY, texts, text, time, iso, escape, date, lastDate, duration, percent } = Plan.words
  const { bars, scale: headScale, head } = layout.parts
  const number = (value) => Math.round(value * 10) / 10
  const rect = (name, x, y, width, height, more = "") => `<rect class="${name}" x="${number(x)}" y="${number(y)}" width="${number(Math.max(0, width))}" height="${number(height)}"${more}/>`

  const STRIPES = '<defs><pattern id="plan-stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="stripe" width="2" height="6"/></pattern></defs>'

  let drawn = {}

  // Nothing is measured here: the rows were just written, and asking would lay them out once more.
  function draw({ from, to, left, width, least }, isScrolled = false) {
    const full = Math.max(store.shown.length * layout.rowHeight, least)
    if (isScrolled && drawn.left === left && drawn.width === width && from < drawn.to && to > drawn.from) shift(from, to)
    else {
      place(bars, left, 0, width, full)
      bars.innerHTML = picture({ from, to, left, width }, 0, full)
      drawHead(left, width)
    }
    drawn = { from, to, left, width }
  }

  // While scrolling down or up, bars that stay in view stay as they are; what lies behind them is as tall as the plan.
  function shift(from, to) {
    const [, links, layer] = bars.querySelectorAll(":scope > g")
    for (let place = drawn.from; place < from; place += 1) layer.firstElementChild.remove()
    for (let place = drawn.to; place > to; place -= 1) layer.lastElementChild.remove()
    if (from < drawn.from) layer.insertAdjacentHTML("afterbegin", tasks(from, drawn.from))
    if (to > drawn.to) layer.insertAdjacentHTML("beforeend", tasks(drawn.to, to))
    links.innerHTML = Plan.arrows.draw(from, to)
  }

  // The bars of these rows with all that lies around them, as the inside of an SVG.
  function picture({ from, to, left, width }, top, height) {
    return `${STRIPES}<g>${behind(left, width, top, height)}</g><g>${Plan.arrows.draw(from, to)}</g><g>${tasks(from, to)}</g>${today(top, height)}`
  }

  const tasks = (from, to) => store.shown.slice(from, to).map((one, count) => task(one, (from + count) * layout.rowHeight)).join("")

  function place(svg, left, top, width, height) {
    svg.setAttribute("viewBox", `${left} ${top} ${width} ${height}`)
    svg.style.cssText = `left:${left}px;top:${top}px;width:${width}px;height:${height}px`
  }

  function behind(left, width, top, height) {
    const low = scale.at(left), high = scale.at(left + width), [outer, inner] = scale.tiers()
    let drawn = ""
    if (scale.perDay >= 4) {
      for (let day = low - (low % DAY); day < high; day += DAY) {
        if (store.week.includes((new Date(day).getUTCDay() + 6) % 7)) drawn += rect("off", scale.x(day), top, scale.perDay, height)
      }
      for (const [first, last] of store.closed) drawn += span("off", first, last, top, height)
    }
    for (const period of store.trading) drawn += span(period.freeze ? "freeze" : "season", period.first, period.last, top, height)
    for (const [unit, name] of [[inner, "line"], [outer, "line outer"]]) {
      for (const tick of scale.ticks(unit, low, high)) drawn += `<path class="${name}" d="M${number(scale.x(tick.from))} ${top}v${height}"/>`
    }
    return drawn
  }

  const span = (name, first, last, top, height) => rect(name, scale.x(time(first)), top, scale.x(time(last) + DAY) - scale.x(time(first)), height)

  function today(top, height) {
    const x = number(scale.x(time(store.today) + DAY / 2))
    return `<path class="today" d="M${x} ${top}v${height}"/>`
  }

  function described(row) {
    const lines = [`${row.wbs} ${row.name}`, `${date(row.start)} – ${lastDate(row.finish)} · ${duration(row.summary ? row.span : row.milestone ? 0 : row.duration)} · ${percent(row.percent)}`]
    if (row.critical) lines.push(texts.critical)
    else if (!row.summary) lines.push(text("floatOf", { float: duration(row.float) }))
    if (row.base_start) lines.push(`${texts.baseline}: ${date(row.base_start)} – ${lastDate(row.base_finish)}`)
    return [...lines, row.why].join("\n")
  }

  function task(row, y) {
    const height = layout.rowHeight, x = scale.x(time(row.start)), end = Math.max(scale.x(time(row.finish)), x + 2), middle = y + height / 2
    const names = ["bar", row.critical && "critical", row.summary && "summary", row.manual && "manual", row.percent >= 100 && "complete", store.selected.has(row.id) && "selected"].filter(Boolean).join(" ")
    let drawn = ""
    if (row.base_start) drawn += rect("base", scale.x(time(row.base_start)), y + height - 8, Math.max(3, scale.x(time(row.base_finish)) - scale.x(time(row.base_start))), 4, ' rx="1"')
    if (!row.summary && row.float > 0 && row.late_finish > row.finish && row.percent < 100) drawn += `<path class="float" d="M${number(end)} ${middle}H${number(scale.x(time(row.late_finish)))}m0 -4v8"/>`
    if (row.deadline) { const at = number(scale.x(time(row.deadline))); drawn += `<path class="deadline" d="M${at - 5} ${y + 4}h10l-5 8z"><title>${escape(`${texts.deadline}: ${lastDate(row.deadline)}`)}</title></path>` }
    const inside = row.milestone ? diamond(x, middle) : row.summary ? bracket(x, end, y, row) : plain(x, end, y, row)
    return `<g class="${names}" data-bar="${row.id}"><title>${escape(described(row))}</title>${drawn}${inside}${label(row, x, end, middle)}</g>`
  }

  const diamond = (x, middle) => `<path class="shape" d="M${number(x)} ${middle - 8}l8 8l-8 8l-8 -8z"/>${store.rights.change ? rings(x - 8, x + 8, middle) : ""}`
  const bracket = (x, end, y, row) => `<path class="shape" d="M${number(x)} ${y + 9}H${number(end)}v9l-5 -4H${number(x + 5)}l-5 4z"/>` + rect("done", x, y + 9, (end - x) * Math.min(1, row.percent / 100), 2)

  function plain(x, end, y, row) {
    const top = y + 7, tall = layout.rowHeight - 17, width = end - x, done = width * Math.min(1, row.percent / 100)
    let drawn = rect("shape", x, top, width, tall, ' rx="3"') + (row.critical ? rect("stripes", x, top, width, tall, ' rx="3" fill="url(#plan-stripes)"') : "")
    if (done > 0) drawn += rect("done", x, top + tall - 5, done, 5, ' rx="2"')
    if (store.rights.change || row.own) drawn += `<path class="grip progress-grip" data-grip="progress" d="M${number(x + done)} ${top + tall - 3}l5 8h-10z"/>`
    if (store.rights.change) drawn += rect("grip end-grip", end - 5, top, 7, tall, ' data-grip="end"') + rings(x, end, top + tall / 2)
    return drawn
  }

  // Links begin and end at either end of a bar: S before it, F behind it.
  const ring = (side, at, middle) => `<circle class="grip link-grip" data-grip="link" data-side="${side}" cx="${number(at)}" cy="${number(middle)}" r="5"/>`
  const rings = (x, end, middle) => ring("S", x - 9, middle) + ring("F", end + 9, middle)

  function label(row, x, end, middle) {
    const who = row.person && scale.perDay > 4 ? ` · ${row.person}` : ""
    // On paper the name stands in its row already, and the paper ends where it ends.
    if (layout.printing) return row.milestone ? `<text class="name" x="${number(end + 12)}" y="${middle + 4}">${escape(Plan.words.briefDate(row.start))}</text>` : ""
    return `<text class="name" x="${number(end + (row.milestone ? 12 : 18))}" y="${middle + 4}">${escape(row.milestone ? `${row.name} ${Plan.words.briefDate(row.start)}` : row.name + who)}</text>`
  }

  function drawHead(left, width) {
    place(headScale, left + layout.gridWidth, 0, width, 48)
    headScale.setAttribute("viewBox", `${left} 0 ${width} 48`)
    headScale.innerHTML = headPicture(left, width)
  }

  function headPicture(left, width) {
    const low = scale.at(left), high = scale.at(left + width), [outer, inner] = scale.tiers()
    let drawn = ""
    for (const period of store.trading) drawn += `<g class="${period.freeze ? "freeze" : "season"}"><title>${escape(`${period.name} · ${period.kind} ${period.where}: ${date(period.first)} – ${date(period.last)}${period.freeze ? ` · ${texts.freeze}` : ""}`)}</title>${span("band", period.first, period.last, 44, 4)}</g>`
    for (const tick of scale.ticks(outer, low, high)) {
      const x = Math.max(scale.x(tick.from), left)
      drawn += `<path class="line" d="M${number(scale.x(tick.from))} 0v24"/><text class="outer" x="${number(x + 6)}" y="16">${escape(tick.label)}</text>`
    }
    for (const tick of scale.ticks(inner, low, high)) {
      const room = scale.x(tick.to) - scale.x(tick.from)
      drawn += `<path class="line" d="M${number(scale.x(tick.from))} 24v24"/>`
      if (room > 14) drawn += `<text class="inner" x="${number(scale.x(tick.from) + room / 2)}" y="39">${escape(tick.label)}</text>`
    }
    const now = number(scale.x(time(store.today) + DAY / 2))
    return `${drawn}<path class="today-head" d="M${now - 5} 42h10l-5 6z"/>`
  }

  function flash(ids) {
    for (const id of ids.slice(0, 200)) bars.querySelector(`[data-bar="${id}"]`)?.classList.add("moved")
  }

  return { draw, flash, picture, headPicture }
})()
