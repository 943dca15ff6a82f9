// Weights that must add up (form[data-weights]): the total as it is typed, and what is missing.
(() => {
  function add(form) {
    const whole = Number(form.dataset.weights)
    const rows = [...form.querySelectorAll("[data-weight]")].filter((field) => !field.closest("tr").querySelector("[data-weight-gone]:checked"))
    const total = rows.reduce((sum, field) => sum + (parseInt(field.value, 10) || 0), 0)
    const says = form.querySelector("[data-weights-says]")
    const text = total === whole ? says.dataset.textRight : total < whole ? says.dataset.textMissing : says.dataset.textOver
    form.querySelector("[data-weights-total]").textContent = total
    says.textContent = total ? text.replace("{number}", Math.abs(whole - total)) : ""
    says.classList.toggle("kan-bad", Boolean(total) && total !== whole)
  }
  document.addEventListener("input", (event) => { const form = event.target.closest?.("form[data-weights]"); if (form) add(form) })
})()
