// A date field with data-takes-over="name" puts its day into the select of that name before the form sends itself.
document.addEventListener("change", (event) => {
  const name = event.target.dataset?.takesOver
  if (!name || !event.target.value) return
  const select = event.target.form.elements[name]
  if (![...select.options].some((one) => one.value === event.target.value)) select.add(new Option(event.target.value))
  select.value = event.target.value
}, true)
