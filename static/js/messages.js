// Messages at the edge of the page: flash messages, failed requests, and what a server answer announces
// with the header HX-Trigger: {"message": {"level": "success", "text": "…"}} or {"saved": {"message": "…"}}.
window.messages = (() => {
  const STAY = ["error", "warning"]
  const texts = document.getElementById("toast-texts")?.dataset || {}

  function leave(note) {
    note.classList.add("leaving")
    setTimeout(() => note.remove(), 250)
  }

  function arm(note) {
    if (STAY.includes(note.dataset.toast) || note.dataset.armed) return
    note.dataset.armed = "yes"
    let timer = setTimeout(leave, 6000, note)
    note.addEventListener("pointerenter", () => clearTimeout(timer))
    note.addEventListener("focusin", () => clearTimeout(timer))
    note.addEventListener("pointerleave", () => { timer = setTimeout(leave, 3000, note) })
  }

  function show(level, text) {
    const template = document.getElementById("toast-template")
    const place = document.getElementById("messages")
    if (!template || !place || !text) return
    const note = template.content.firstElementChild.cloneNode(true)
    note.className = `toast-note toast-${level}`
    note.dataset.toast = level
    note.setAttribute("role", STAY.includes(level) ? "alert" : "status")
    note.querySelector(".toast-text").textContent = text
    place.append(note)
    arm(note)
  }

  function explain(status) {
    return texts[status] || (status >= 500 ? texts[500] : texts[404])
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-toast-close]")
    if (button) leave(button.closest("[data-toast]"))
  })
  document.addEventListener("message", (event) => show(event.detail.level || "info", event.detail.text || event.detail.value))
  document.addEventListener("saved", (event) => show("success", event.detail.message))
  document.addEventListener("htmx:responseError", (event) => show("error", explain(event.detail.xhr.status)))
  document.addEventListener("htmx:sendError", () => show("error", texts.offline))
  // What our own scripts fetch is sent to the log-in too when the session ended (htmx: ProblemMiddleware).
  const fetched = window.fetch
  window.fetch = async (...asked) => {
    const answer = await fetched(...asked)
    const entrance = answer.redirected && new URL(answer.url)
    if (!entrance || !document.body.dataset.logIn || entrance.pathname !== document.body.dataset.logIn) return answer
    location.assign(`${entrance.pathname}?${new URLSearchParams({ next: location.pathname + location.search })}`)
    return new Promise(() => {})  // nobody reads a page of the log-in as an answer
  }
  const armAll = () => document.querySelectorAll("[data-toast]").forEach(arm)
  document.addEventListener("htmx:load", armAll)
  armAll()
  document.querySelector("[data-focus]")?.focus()
  return { show, texts }
})()
