// A date field with data-takes-over="name" puts its day into the select of that name and sends the form.
document.addEventListener("change", (event) => {
  const name = event.target.dataset?.takesOver
  if (!name || !event.target.value) return
  const select = event.target.form.elements[name]
  let option = [...select.options].find((one) => one.value === event.target.value)
  if (!option) select.add(option = new Option(event.target.value, event.target.value))
  select.value = option.value
})
