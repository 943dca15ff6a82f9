// Sections that a phone shows folded ([data-fold], see folds.css): their button opens them, the browser keeps which
// are open. Wider windows and readers without scripts see them all; nothing has to be done for these here.
(() => {
  const KEY = "folds"
  function kept() {
    try { return JSON.parse(localStorage.getItem(KEY)) || {} } catch { return {} }
  }

  function show(fold, open) {
    fold.classList.toggle("unfolded", open)
    fold.querySelector("[data-fold-toggle]").setAttribute("aria-expanded", open)
  }

  function renew() {
    const states = kept()
    document.querySelectorAll("[data-fold]").forEach((fold) => show(fold, states[fold.dataset.fold] ?? fold.classList.contains("unfolded")))
  }

  document.addEventListener("click", (event) => {
    const fold = event.target.closest("[data-fold-toggle]")?.closest("[data-fold]")
    if (!fold) return
    const open = !fold.classList.contains("unfolded")
    show(fold, open)
    try { localStorage.setItem(KEY, JSON.stringify({ ...kept(), [fold.dataset.fold]: open })) } catch { /* this page only */ }
  })
  document.addEventListener("htmx:load", renew)
  renew()
})()
