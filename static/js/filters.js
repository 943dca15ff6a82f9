// Filter forms with data-autosubmit send themselves: at once on a choice, after a pause while typing.
// Fields that filter nothing stay out of the address, so a saved view is a short, readable link.
(() => {
  const NOTHING = ["", "unknown"]  // "unknown" is how Django's yes-or-no field says "either"
  let timer = 0

  function send(form) {
    clearTimeout(timer)
    form.requestSubmit()
  }

  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-autosubmit]")
    if (form && !event.target.matches("[type=search], [type=text]")) send(form)
  })
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-autosubmit]")
    if (!form || !event.target.matches("[type=search], [type=text], [type=number]")) return
    clearTimeout(timer)
    timer = setTimeout(send, 350, form)
  })
  // The columns are named in the address only when the reader chose others than the usual ones.
  function isUsual(form) {
    return [...form.querySelectorAll("[name=columns]")].every((box) => box.checked === box.hasAttribute("data-standard"))
  }

  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.target.matches?.("form[data-autosubmit]")) return
    const values = event.detail.parameters
    for (const name of Object.keys(values)) if (NOTHING.includes(values[name])) delete values[name]
    if (isUsual(event.target)) delete values.columns
  })
  document.addEventListener("formdata", (event) => {
    if (!event.target.matches?.("form[data-autosubmit]")) return
    for (const [name, value] of [...event.formData]) if (NOTHING.includes(value) && event.formData.getAll(name).length === 1) event.formData.delete(name)
    if (isUsual(event.target)) event.formData.delete("columns")
  })
})()
