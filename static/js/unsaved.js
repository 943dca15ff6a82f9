// Warns before a half-filled form is left (data-guard), and sends no form a second time while it is under way.
(() => {
  const changed = new Set()
  const bar = document.getElementById("progress")
  const LONGEST = 20000  // an answer may be a file, which leaves the page as it is

  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-guard]")
    if (form && (event.isTrusted || event.detail?.typed)) changed.add(form)
  })
  document.addEventListener("submit", (event) => changed.delete(event.target))
  document.addEventListener("reset", (event) => changed.delete(event.target))
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault()
  })

  function mark(form, sending) {
    form.toggleAttribute("data-sending", sending)
    form.querySelectorAll("[type=submit]").forEach((button) => button.setAttribute("aria-busy", sending))
  }

  function rest(form) {
    mark(form, false)
    bar.classList.remove("htmx-request")
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.hasAttribute("data-sending")) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }, true)

  // A moment later every other script has had its say: what it sends itself is not marked.
  document.addEventListener("submit", (event) => {
    const form = event.target
    if (form.getAttribute("method")?.toLowerCase() !== "post" || form.hasAttribute("hx-post")) return
    setTimeout(() => {
      if (event.defaultPrevented) return
      mark(form, true)
      bar.classList.add("htmx-request")
      setTimeout(rest, LONGEST, form)
    })
  })

  const sent = (event) => event.detail.elt.matches("form") && event.detail.requestConfig?.verb !== "get"
  document.addEventListener("htmx:beforeRequest", (event) => { if (sent(event)) mark(event.detail.elt, true) })
  document.addEventListener("htmx:afterRequest", (event) => { if (sent(event)) mark(event.detail.elt, false) })
  // Back from the page that followed, the browser may show this one as it was left.
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(rest))
})()
