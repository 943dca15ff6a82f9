// Buttons with data-copy put the text of the element they name onto the clipboard; data-print prints the page.
(() => {
  document.addEventListener("click", async (event) => {
    if (event.target.closest("[data-print]")) return window.print()
    const button = event.target.closest("[data-copy]")
    if (!button) return
    const source = document.querySelector(button.dataset.copy)
    const text = source?.value ?? source?.textContent.trim() ?? ""
    try {
      await navigator.clipboard.writeText(text)
      window.messages.show("success", window.messages.texts.copied)
    } catch {
      window.getSelection().selectAllChildren(source)  // without permission: marked, ready to copy by hand
    }
  })
})()
