// Suggestions after a comma: a list of suggestions belongs to a whole field, so each is put behind the words that stand there.
"use strict";
document.addEventListener("input", ({ target }) => {
  if (!target.matches?.("[data-woorden]")) return;
  const delen = target.value.split(",");
  delen.pop();
  const staat = delen.map((deel) => deel.trim()).filter(Boolean);
  for (const keuze of target.list.options) {
    keuze.dataset.woord ??= keuze.value;
    keuze.value = [...staat, keuze.dataset.woord].join(", ");
    keuze.disabled = staat.includes(keuze.dataset.woord);
  }
});
