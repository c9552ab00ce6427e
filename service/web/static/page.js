// What the pages gain where scripts run; all of it works without.

function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Without HTTPS there is no clipboard to ask: select a copy of the text and copy the selection.
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied ? Promise.resolve() : Promise.reject(new Error("copying was refused"));
}

function tell(button, message) {
  button.parentElement.querySelector("[role=status]").textContent = message;
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    copyText(document.getElementById(button.dataset.copy).textContent.trim()).then(
      () => tell(button, "Hänvisningen är kopierad."),
      () => tell(button, "Det gick inte att kopiera. Markera texten och kopiera den själv."),
    );
  });
}
