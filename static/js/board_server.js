// What a board says to the server, one thing after the other, and what it makes of the answers.
window.boardServer = (() => {
  async function post(url, fields) {
    const token = JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"]
    const answer = await fetch(url, { method: "POST", body: new URLSearchParams(fields), headers: { "X-CSRFToken": token, Accept: "application/json" } })
    const kind = answer.headers.get("Content-Type") || ""
    return { status: answer.status, ...(kind.includes("json") ? await answer.json() : {}) }
  }

  const made = (html) => {
    const template = document.createElement("template")
    template.innerHTML = html.trim()
    return template.content.firstElementChild
  }

  let queue = Promise.resolve()
  function inTurn(work) {
    const turn = queue.then(work)
    queue = turn.catch(() => null)
    return turn
  }

  return { post, made, inTurn }
})()
