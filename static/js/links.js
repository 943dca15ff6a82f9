// The form of an object's links: a further row, a row taken out, Esc to leave it as it was.
(() => {
  document.addEventListener("click", (event) => {
    const remove = event.target.closest("[data-link-remove]")
    const add = event.target.closest("[data-link-add]")
    if (!remove && !add) return
    const rows = event.target.closest("form").querySelector("[data-link-rows]")
    if (remove) {
      const row = remove.closest(".link-row")
      const next = row.nextElementSibling || row.previousElementSibling
      if (next) { row.remove(); next.querySelector("input").focus() }
      else row.querySelectorAll("input").forEach((field) => { field.value = "" })
      return
    }
    const row = rows.lastElementChild.cloneNode(true)
    row.querySelector(".field-error")?.remove()
    row.querySelectorAll("input").forEach((field) => { field.value = ""; field.classList.remove("is-invalid") })
    rows.append(row)
    row.querySelector("input").focus()
  })

  document.addEventListener("keydown", (event) => {
    const form = event.key === "Escape" && event.target.closest?.("[data-links] form")
    if (!form) return
    event.preventDefault()
    event.stopPropagation()
    form.querySelector("[data-link-cancel]").click()
  }, true)

  // The keyboard goes to the empty row, or to what is wrong; back on the button once it is saved.
  document.addEventListener("htmx:load", (event) => {
    if (!event.target.matches?.("[data-links]")) return
    const first = ["[aria-invalid]", "[data-link-new]", "button"].map((one) => event.target.querySelector(one)).find(Boolean)
    first?.focus()
  })
})()
