// <time data-relative datetime="…">: "3 minutes ago" in the page's language; the exact time stays in the title.
(() => {
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "en", { numeric: "auto" })
  const STEPS = [["second", 60], ["minute", 60], ["hour", 24], ["day", 14]]

  function say(element) {
    let amount = (new Date(element.getAttribute("datetime")) - Date.now()) / 1000
    for (const [unit, size] of STEPS) {
      if (Math.abs(amount) < size) { element.textContent = words.format(Math.round(amount), unit); return }
      amount /= size
    }
  }

  const sayAll = () => document.querySelectorAll("time[data-relative]").forEach(say)
  document.addEventListener("htmx:load", sayAll)
  setInterval(sayAll, 60000)
  sayAll()
})()
