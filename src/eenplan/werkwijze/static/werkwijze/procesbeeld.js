/* Draws every .procesbeeld on the page with bpmn-js and marks where the family is. No inline script, no eval. */
(() => {
  "use strict";
  if (window.eenplanProcesbeeld) return; // two drawings on one page load this file twice
  window.eenplanProcesbeeld = true;
  const ids = (tekst) => (tekst || "").split(" ").filter(Boolean);

  async function teken(vak) {
    const kijker = new window.BpmnJS({ container: vak });
    const antwoord = await fetch(vak.dataset.tekening, { credentials: "same-origin" });
    if (!antwoord.ok) throw new Error(String(antwoord.status));
    await kijker.importXML(await antwoord.text());
    const doek = kijker.get("canvas");
    const lagen = kijker.get("overlays");
    const vormen = kijker.get("elementRegistry");
    for (const id of ids(vak.dataset.gedaan)) if (vormen.get(id)) doek.addMarker(id, "gedaan");
    const hier = ids(vak.dataset.hier).filter((id) => vormen.get(id));
    for (const id of hier) {
      doek.addMarker(id, "hier");
      const bordje = document.createElement("div");
      bordje.className = "procesbeeld__hier";
      bordje.textContent = vak.dataset.hierTekst;
      lagen.add(id, { position: { top: -26, left: 0 }, html: bordje });
    }
    doek.zoom("fit-viewport", "auto");
    kijkNaar(doek, vormen.get(hier[0]) || begin(vormen), doek.getContainer());
  }

  const begin = (vormen) => vormen.filter((vorm) => vorm.type === "bpmn:StartEvent")[0];

  /* A drawing much wider than its box is unreadable as a whole: show the part around where the family is. */
  function kijkNaar(doek, vorm, vak) {
    if (!vorm || doek.zoom() > 0.55) return;
    const schaal = Math.max(0.6, Math.min(0.8, vak.clientHeight / 500));
    const breedte = vak.clientWidth / schaal;
    const hoogte = vak.clientHeight / schaal;
    const vlak = doek.viewbox().inner;
    const binnen = (waarde, van, lengte, maat) => (lengte <= maat ? van - (maat - lengte) / 2 : Math.max(van, Math.min(waarde, van + lengte - maat)));
    const x = binnen(vorm.x + vorm.width / 2 - breedte / 2, vlak.x, vlak.width, breedte);
    const y = binnen(vorm.y + vorm.height / 2 - hoogte / 2, vlak.y, vlak.height, hoogte);
    doek.viewbox({ x, y, width: breedte, height: hoogte });
  }

  for (const vak of document.querySelectorAll(".procesbeeld[data-tekening]")) {
    teken(vak).catch(() => { vak.textContent = vak.dataset.fout; });
  }
})();
