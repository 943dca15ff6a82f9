// Dragging a bar, its end or its progress with the mouse. The browser only shows where; the server says what becomes of it.
Plan.drag = (() => {
  const { store, scale, layout } = Plan
  const { DAY, time, iso } = Plan.words
  const { bars } = layout.parts
  let drag = null

  function begin(event) {
    if (event.button !== 0 || event.pointerType === "touch") return
    const group = event.target.closest("[data-bar]")
    if (!group) return
    const row = store.byId.get(Number(group.dataset.bar)), grip = event.target.dataset.grip || "move"
    Plan.rows.select(row.id, { toggle: event.ctrlKey || event.metaKey, range: event.shiftKey })
    Plan.focus.to(row.id, "name", { keepView: true })
    if (grip === "link") return Plan.linking.begin(event, row)
    if (!store.rights.change && !(grip === "progress" && row.own)) return
    if (grip === "move" && event.target.closest("text")) return
    event.preventDefault()
    bars.setPointerCapture(event.pointerId)
    const shape = group.querySelector(".shape")
    drag = { row, grip, group, shape, from: event.clientX, days: 0, percent: row.percent, width: Number(shape.getAttribute("width")), left: scale.x(time(row.start)) }
  }

  function move(event) {
    if (!drag) return
    const distance = event.clientX - drag.from
    if (!drag.isMoving && Math.abs(distance) < 4) return
    drag.isMoving = true
    drag.group.classList.add("dragged")
    drag.days = Math.round(distance / scale.perDay)
    const shown = drag.days * scale.perDay
    if (drag.grip === "move") drag.group.setAttribute("transform", `translate(${shown} 0)`)
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
    const box = layout.parts.frame.getBoundingClientRect()
    let tip = layout.parts.frame.querySelector(".plan-tip")
    if (!tip) { tip = document.createElement("div"); tip.className = "plan-tip"; layout.parts.frame.append(tip) }
    tip.textContent = drag.grip === "progress" ? Plan.words.percent(drag.percent) : Plan.words.date(drag.grip === "end" ? shifted(drag.row.finish) : iso(time(drag.row.start) + drag.days * DAY))
    tip.style.cssText = `left:${event.clientX - box.left + 14}px;top:${event.clientY - box.top - 30}px`
  }

  function end(keep) {
    if (!drag) return
    const { row, grip, days, percent, isMoving } = drag
    const start = iso(time(row.start) + days * DAY), finish = grip === "end" ? shifted(row.finish) : ""
    drag = null
    layout.parts.frame.querySelector(".plan-tip")?.remove()
    if (!isMoving) return
    layout.draw(true)
    if (!keep) return
    if (grip === "progress" && percent !== row.percent) return Plan.steps.run([{ do: "progress", task: row.id, percent }])
    if (grip === "progress" || !days) return
    return Plan.steps.run([{ do: "change", task: row.id, fields: grip === "end" ? { finish } : { start } }])
  }

  bars.addEventListener("pointerdown", begin)
  bars.addEventListener("pointermove", move)
  bars.addEventListener("pointerup", () => end(true))
  bars.addEventListener("pointercancel", () => end(false))
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && drag) end(false) })
  bars.addEventListener("dblclick", (event) => {
    const group = event.target.closest("[data-bar]")
    if (group) Plan.grid.element(Number(group.dataset.bar), "name")?.querySelector(".plan-details")?.click()
  })
  return { isOn: () => Boolean(drag) }
})()
