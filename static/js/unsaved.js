// Warns before a half-filled form is left: forms with data-guard.
(() => {
  const changed = new Set()

  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-guard]")
    if (form && event.isTrusted) changed.add(form)
  })
  document.addEventListener("submit", (event) => changed.delete(event.target))
  document.addEventListener("reset", (event) => changed.delete(event.target))
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault()
  })
})()
