// Asks before something that cannot be taken back: forms and buttons with data-confirm, links with hx-confirm.
(() => {
  const dialog = document.getElementById("confirm-dialog")
  if (!dialog) return
  const text = dialog.querySelector("#confirm-text")
  const yes = dialog.querySelector('[value="yes"]')

  function ask(question, label, danger) {
    text.textContent = question
    yes.textContent = label || yes.dataset.default
    yes.classList.toggle("btn-danger", danger)
    yes.classList.toggle("btn-primary", !danger)
    dialog.returnValue = ""
    dialog.showModal()
    return new Promise((answer) => {
      dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true })
    })
  }

  const isDanger = (element) => Boolean(element?.matches?.('[class*="danger"]') || element?.querySelector?.('[class*="danger"]'))

  document.addEventListener("htmx:confirm", (event) => {
    if (!event.detail.question) return
    event.preventDefault()
    const element = event.detail.elt
    ask(event.detail.question, element.dataset.confirmYes, isDanger(element)).then((agreed) => {
      if (agreed) event.detail.issueRequest(true)
    })
  })

  document.addEventListener("submit", (event) => {
    const form = event.target
    const button = event.submitter
    const question = button?.dataset.confirm || form.dataset.confirm
    if (!question || form.dataset.confirmed) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const label = button?.dataset.confirmYes || form.dataset.confirmYes
    ask(question, label, isDanger(button || form)).then((agreed) => {
      if (!agreed) return
      form.dataset.confirmed = "yes"
      form.requestSubmit(button || undefined)
      delete form.dataset.confirmed
    })
  }, true)
})()
