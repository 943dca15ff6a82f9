// Texts, dates and durations of the plan in the reader's language. Moments are "2026-01-05T09:00", without a time zone.
window.Plan = { root: document.getElementById("plan") }
Plan.words = (() => {
  const texts = JSON.parse(Plan.root.dataset.texts)
  const DAY = 86400000
  // English pages write dates as ISO, like every other page of the product.
  const local = new Intl.DateTimeFormat(texts.language, { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" })
  const day = { format: (at) => (texts.language === "en" ? iso(at) : local.format(at)) }
  const brief = new Intl.DateTimeFormat(texts.language, { day: "numeric", month: "short", timeZone: "UTC" })
  const month = new Intl.DateTimeFormat(texts.language, { month: "short", timeZone: "UTC" })
  const longMonth = new Intl.DateTimeFormat(texts.language, { month: "long", year: "numeric", timeZone: "UTC" })
  // Without signs between thousands: what is shown can be typed again.
  const one = new Intl.NumberFormat(texts.language, { maximumFractionDigits: 1, useGrouping: false })
  const quarters = new Intl.NumberFormat(texts.language, { maximumFractionDigits: 2, useGrouping: false })

  // Milliseconds as if the wall clock were UTC: no summer time comes between.
  const time = (moment) => (moment ? Date.parse(moment.length === 10 ? `${moment}T00:00Z` : `${moment}Z`) : null)
  const iso = (milliseconds) => new Date(milliseconds).toISOString().slice(0, 10)
  const text = (name, values = {}) => (texts[name] || name).replace(/%\((\w+)\)s/g, (_, key) => values[key] ?? "")
  const date = (moment) => (moment ? day.format(time(moment)) : "")
  const briefDate = (moment) => brief.format(time(moment))
  // A finish at midnight belongs to the day before.
  const lastDate = (moment) => (moment ? day.format(time(moment) - (moment.endsWith("T00:00") ? 60000 : 0)) : "")

  function duration(minutes) {
    const units = Plan.store.units, sign = minutes < 0 ? "\u2212" : "", size = Math.abs(minutes)
    if (size === 0) return `0\u00a0${texts.units.day}`
    if ((size * 4) % units.day === 0) return `${sign}${quarters.format(size / units.day)}\u00a0${texts.units.day}`
    if (size >= 3 * units.day) return `${sign}${one.format(size / units.day)}\u00a0${texts.units.day}`
    if (size >= 60) return `${sign}${one.format(size / 60)}\u00a0${texts.units.hour}`
    return `${sign}${size}\u00a0${texts.units.minute}`
  }

  function lag(link) {
    if (!link.lag) return ""
    const size = Math.abs(link.lag), sign = link.lag > 0 ? "+" : "-"
    if (!link.elapsed) return sign + duration(size).replace(/\u00a0/g, "")
    return `${sign}${one.format(size / 1440)}${texts.units.elapsed}${texts.units.day}`
  }

  // "3; 5SS+2d": what is shown in the cell can be typed there.
  function predecessors(row) {
    const links = Plan.store.linksInto(row.id).map((link) => ({ link, before: Plan.store.byId.get(link.predecessor) }))
    return links.filter(({ before }) => before).map(({ link, before }) => {
      const kind = link.kind === "FS" && !link.lag ? "" : texts.kinds[link.kind]
      return `${before.row}${kind}${lag(link)}`
    }).join("; ")
  }

  // What a reader of the language writes as a date: ISO, 31/12/2026, 31.12.26. Anything else is left to the server.
  function typedDate(typed) {
    const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/.exec(typed.trim())
    if (!found) return typed.trim()
    const [, day, month, year] = found
    return `${year.length === 2 ? 20 : ""}${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`
  }

  const escape = (value) => String(value ?? "").replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  // Some constraints are about the finish: their date is the end of a day, that of the others its beginning.
  const isOfFinish = (kind) => ["FNET", "FNLT", "MFO"].includes(kind)
  const amount = new Intl.NumberFormat(texts.language, { maximumFractionDigits: 2 })
  const money = (value) => (Number(value) ? amount.format(Number(value)) : "")
  const percent = (value) => `${one.format(value)}${texts.language === "fr" ? "\u00a0" : ""}%`

  // A name and what is said of it; in French a space stands before the colon.
  const about = (name, said) => `${name}${texts.language === "fr" ? "\u00a0" : ""}: ${said}`

  function say(message) {
    const live = Plan.root.querySelector("[data-plan-live]")
    live.textContent = ""
    setTimeout(() => { live.textContent = message }, 30)
  }

  return { DAY, texts, text, time, iso, date, briefDate, lastDate, duration, lag, predecessors, typedDate, escape, percent, about, money, isOfFinish, month, longMonth, say }
})()
