// Dragging a bar, its end or its progress: with the mouse at once, by touch after a long press, so that a finger still
// scrolls. The browser only shows where; the server says what becomes of it.
Plan.drag = (() => {
  const { store, scale, layout } = Plan
  const { DAY, time, iso } = Plan.words
  const { bars } = layout.parts
  const LONG_PRESS = 450, STILL = 10
  let drag = null, press = null

  function down(event) {
    if (event.button !== 0 || !event.isPrimary) return
    const group = event.target.closest("[data-bar]")
    if (!group) return
    if (event.pointerType === "mouse" || event.target.closest(".selected [data-grip]")) begin(event, group)
    else press = { x: event.clientX, y: event.clientY, group, timer: setTimeout(() => lift(event, group), LONG_PRESS) }
  }

  function lift(event, group) {
    press = null
    navigator.vibrate?.(15)
    begin(event, group)
    group.classList.add("dragged")
  }

  // A finger that moves on scrolls; one that is lifted soon has tapped.
  function release({ isTap = false } = {}) {
    if (!press) return
    clearTimeout(press.timer)
    const id = Number(press.group.dataset.bar)
    press = null
    if (!isTap || !store.byId.has(id)) return
    Plan.rows.select(id)
    Plan.focus.to(id, "name", { keepView: true })
  }

  function begin(event, group) {
    const row = store.byId.get(Number(group.dataset.bar)), grip = event.target.dataset.grip || "move"
    Plan.rows.select(row.id, { toggle: event.ctrlKey || event.metaKey, range: event.shiftKey })
    Plan.focus.to(row.id, "name", { keepView: true })
    if (grip === "link") return Plan.linking.begin(event, row)
    if (!store.rights.change && !(grip === "progress" && row.own)) return
    if (grip === "move" && event.target.closest("text")) return
    event.preventDefault()
    bars.setPointerCapture(event.pointerId)
    const shape = group.querySelector(".shape")
    drag = { row, grip, group, shape, from: event.clientX, days: 0, percent: row.percent, width: Number(shape.getAttribute("width")), top: store.place.get(row.id) * layout.rowHeight }
  }

  function move(event) {
    if (press && Math.hypot(event.clientX - press.x, event.clientY - press.y) > STILL) release()
    if (!drag) return
    const distance = event.clientX - drag.from
    if (!drag.isMoving && Math.abs(distance) < 4) return
    drag.isMoving = true
    drag.group.classList.add("dragged")
    drag.days = Math.round(distance / scale.perDay)
    const shown = drag.days * scale.perDay
    if (drag.grip === "move") drag.group.setAttribute("transform", `translate(${shown} ${drag.top})`)
    if (drag.grip === "end") drag.shape.setAttribute("width", Math.max(3, drag.width + shown))
    if (drag.grip === "progress") progress(distance)
    hint(event)
  }

  function progress(distance) {
    const whole = Math.max(1, drag.width), start = (drag.row.percent / 100) * whole
    drag.percent = Math.round(Math.min(1, Math.max(0, (start + distance) / whole)) * 20) * 5
    drag.group.querySelector("[data-grip=progress]").setAttribute("transform", `translate(${(drag.percent / 100) * whole - start} 0)`)
  }

  const shifted = (moment) => iso(time(moment) - (moment.endsWith("T00:00") ? 60000 : 0) + drag.days * DAY)

  function hint(event) {
    layout.tip(event, drag.grip === "progress" ? Plan.words.percent(drag.percent) : Plan.words.date(drag.grip === "end" ? shifted(drag.row.finish) : iso(time(drag.row.start) + drag.days * DAY)))
  }

  function end(keep) {
    if (!drag) return
    const { row, grip, group, days, percent, isMoving } = drag
    const start = iso(time(row.start) + days * DAY), finish = grip === "end" ? shifted(row.finish) : ""
    drag = null
    layout.tip()
    group.classList.remove("dragged")
    if (!isMoving) return
    layout.draw(true)
    if (!keep) return
    if (grip === "progress" && percent !== row.percent) return Plan.steps.run([{ do: "progress", task: row.id, percent }])
    if (grip === "progress" || !days) return
    return Plan.steps.run([{ do: "change", task: row.id, fields: grip === "end" ? { finish } : { start } }])
  }

  bars.addEventListener("pointerdown", down)
  bars.addEventListener("pointermove", move)
  bars.addEventListener("pointerup", () => { release({ isTap: true }); end(true) })
  bars.addEventListener("pointercancel", () => { release(); end(false) })
  // What has been lifted is dragged, no more scrolled; nor does a long press open the browser's menu.
  bars.addEventListener("touchmove", (event) => { if ((drag || Plan.linking.isOn()) && event.cancelable) event.preventDefault() }, { passive: false })
  bars.addEventListener("contextmenu", (event) => { if (drag || press) event.preventDefault() })
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && drag) end(false) })
  bars.addEventListener("dblclick", (event) => {
    const group = event.target.closest("[data-bar]")
    if (group) Plan.grid.element(Number(group.dataset.bar), "name")?.querySelector(".plan-details")?.click()
  })
  return { isOn: () => Boolean(drag) }
})()
