// Days to pixels and back, the ticks of the head, and how far the timeline reaches.
Plan.scale = (() => {
  const { DAY, time, iso, texts, month, longMonth } = Plan.words
  const WIDTHS = { day: 34, week: 13, month: 4.2, quarter: 1.5, year: 0.55 }
  const scale = { zoom: "month", perDay: WIDTHS.month, first: 0, last: 0, width: 0 }

  function ends({ withToday = true } = {}) {
    const moments = withToday || !Plan.store.rows.length ? [time(Plan.store.today)] : []
    for (const row of Plan.store.rows) {
      moments.push(time(row.start), time(row.finish))
      for (const one of [row.base_start, row.base_finish, row.deadline]) if (one) moments.push(time(one))
    }
    return { first: moments.reduce((a, b) => Math.min(a, b)), last: moments.reduce((a, b) => Math.max(a, b)) }
  }

  function fit() {
    const { first, last } = ends()
    const margin = Math.max(14, 160 / scale.perDay) * DAY
    scale.first = monday(first - margin / 2)
    scale.last = last + margin
    scale.width = Math.ceil(((scale.last - scale.first) / DAY) * scale.perDay)
  }

  const monday = (at) => at - ((new Date(at).getUTCDay() + 6) % 7) * DAY - (at % DAY)
  const x = (at) => ((at - scale.first) / DAY) * scale.perDay
  const at = (position) => scale.first + (position / scale.perDay) * DAY

  function setZoom(zoom) {
    scale.zoom = zoom
    scale.perDay = WIDTHS[zoom]
    fit()
  }

  // To print: everything on one sheet's width, with room for the dates of the last milestones.
  function setWidth(pixels) {
    const { first, last } = ends({ withToday: false })
    scale.perDay = ((pixels - 60) / (last - first + 10 * DAY)) * DAY
    scale.first = monday(first)
    scale.last = scale.first + (pixels / scale.perDay) * DAY
    scale.zoom = Object.keys(WIDTHS).find((name) => WIDTHS[name] * 0.5 <= scale.perDay) || "year"
    scale.width = pixels
  }

  const step = {
    day: (date) => date.setUTCDate(date.getUTCDate() + 1),
    week: (date) => date.setUTCDate(date.getUTCDate() + 7),
    month: (date) => date.setUTCMonth(date.getUTCMonth() + 1, 1),
    quarter: (date) => date.setUTCMonth(date.getUTCMonth() + 3, 1),
    year: (date) => date.setUTCFullYear(date.getUTCFullYear() + 1, 0, 1),
  }
  const begin = {
    day: (date) => date,
    week: (date) => new Date(monday(date.getTime())),
    month: (date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)),
    quarter: (date) => new Date(Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3, 1)),
    year: (date) => new Date(Date.UTC(date.getUTCFullYear(), 0, 1)),
  }
  const TIERS = { day: ["month", "day"], week: ["month", "week"], month: ["year", "month"], quarter: ["year", "quarter"], year: ["year", "quarter"] }

  // Ticks of one unit between two moments: {from, to, label}.
  function ticks(unit, low, high) {
    const found = []
    const date = begin[unit](new Date(low - (low % DAY)))
    while (date.getTime() < high && found.length < 2000) {
      const from = date.getTime()
      const text = label(unit, date)
      step[unit](date)
      found.push({ from, to: date.getTime(), label: text })
    }
    return found
  }

  function label(unit, date) {
    if (unit === "day") return String(date.getUTCDate())
    if (unit === "week") return `${texts.units.week}${week(date)}`
    if (unit === "month") return TIERS[scale.zoom][0] === "month" ? longMonth.format(date) : month.format(date)
    if (unit === "quarter") return `${texts.units.quarter}${Math.floor(date.getUTCMonth() / 3) + 1}`
    return String(date.getUTCFullYear())
  }

  // ISO week number.
  function week(date) {
    const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY)
    return Math.ceil(((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / DAY + 1) / 7)
  }

  return Object.assign(scale, { WIDTHS, ends, fit, x, at, setZoom, setWidth, ticks, tiers: () => TIERS[scale.zoom], day: (position) => iso(at(position)) })
})()
