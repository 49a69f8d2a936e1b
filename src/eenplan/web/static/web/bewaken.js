/* What was typed and not yet saved: the browser asks before it is lost. Also for what came back with a refusal. */
(() => {
  "use strict";
  const FORMULIER = ".pagina form.formulier[method=post]";
  let getypt = document.querySelector(`${FORMULIER} [aria-invalid=true]`) !== null;
  document.addEventListener("input", (e) => { if (e.target.closest(FORMULIER)) getypt = true; });
  document.addEventListener("submit", () => { getypt = false; });
  document.addEventListener("click", (e) => { if (e.target.closest("[data-annuleer]")) getypt = false; }); // asked already
  window.addEventListener("beforeunload", (e) => { if (getypt) e.preventDefault(); });
})();
