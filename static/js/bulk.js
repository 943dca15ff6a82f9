// Selecting rows: data-bulk marks the form, data-bulk-all the box in the head, the boxes of the rows are named
// ids, data-bulk-bar the bar that appears, data-bulk-count its number. Shift selects everything in between.
(() => {
  let last = null

  const items = (form) => [...form.querySelectorAll("[name=ids]")]

  function refresh(form) {
    const all = items(form)
    const chosen = all.filter((box) => box.checked)
    const head = form.querySelector("[data-bulk-all]")
    const bar = form.querySelector("[data-bulk-bar]")
    all.forEach((box) => box.closest("tr")?.classList.toggle("selected", box.checked))
    if (head) {
      head.checked = all.length > 0 && chosen.length === all.length
      head.indeterminate = chosen.length > 0 && chosen.length < all.length
    }
    if (!bar) return
    bar.hidden = chosen.length === 0
    bar.querySelectorAll("[data-bulk-count]").forEach((place) => { place.textContent = chosen.length })
  }

  function range(form, from, to, checked) {
    const all = items(form)
    const [start, end] = [all.indexOf(from), all.indexOf(to)].sort((a, b) => a - b)
    if (start >= 0) all.slice(start, end + 1).forEach((box) => { box.checked = checked })
  }

  document.addEventListener("click", (event) => {
    const box = event.target.closest("[name=ids], [data-bulk-all], [data-bulk-none]")
    const form = box?.closest("[data-bulk]")
    if (!form) return
    if (box.matches("[data-bulk-all]")) items(form).forEach((item) => { item.checked = box.checked })
    else if (box.matches("[data-bulk-none]")) items(form).forEach((item) => { item.checked = false })
    else {
      if (event.shiftKey && last?.isConnected) range(form, last, box, box.checked)
      last = box
    }
    refresh(form)
  })

  // On the page that changes many rows: touching a field ticks its box.
  document.addEventListener("change", (event) => {
    const box = event.target.closest("[data-bulk-field]")?.querySelector("[name=fields]")
    if (box && box !== event.target) box.checked = true
  })

  document.addEventListener("htmx:load", () => document.querySelectorAll("[data-bulk]").forEach(refresh))
  document.querySelectorAll("[data-bulk]").forEach(refresh)
})()
