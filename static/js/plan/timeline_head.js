// What stands above the bars: periods of the trading calendar, two tiers of the scale, and today.
Plan.timelineHead = (() => {
  const { store, scale, layout, drawing } = Plan
  const { DAY, texts, time, escape, date } = Plan.words
  const { number, span, place } = drawing
  const headScale = layout.parts.scale

  function draw(left, width) {
    place(headScale, left + layout.gridWidth, 0, width, 48)
    headScale.setAttribute("viewBox", `${left} 0 ${width} 48`)
    headScale.innerHTML = picture(left, width)
  }

  function picture(left, width) {
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

  return { draw, picture }
})()
