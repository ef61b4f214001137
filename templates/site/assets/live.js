/* Under `vaultnet serve`: shows this page anew once a save changed it, where the reader was. */
(function () {
  "use strict";
  var key = "vaultnet-place";
  function shown() {
    var entry = performance.getEntriesByType("navigation")[0];
    var timing = entry && entry.serverTiming ? entry.serverTiming : [];
    for (var i = 0; i < timing.length; i++) {
      if (timing[i].name === "page") { return timing[i].description; }
    }
    return null;
  }
  function keepPlace() {
    try {
      sessionStorage.setItem(key, JSON.stringify([location.pathname, scrollX, scrollY]));
    } catch (error) { /* a private window keeps nothing */ }
  }
  function findPlace() {
    try {
      var place = JSON.parse(sessionStorage.getItem(key) || "null");
      sessionStorage.removeItem(key);
      if (place && place[0] === location.pathname) { scrollTo(place[1], place[2]); }
    } catch (error) { /* then the reader begins at the top */ }
  }
  function say(fault) {
    var bar = document.getElementById("fault");
    if (!bar) { return; }
    bar.hidden = !fault;
    bar.querySelector("[data-fault]").textContent = fault;
  }
  var first = shown();
  var changes = new EventSource("/-/changes?page=" + encodeURIComponent(location.pathname));
  changes.addEventListener("edition", function (event) {
    var space = event.data.indexOf(" ");
    var mark = event.data.slice(0, space);
    if (first === null) { first = mark; }
    if (mark !== first) { keepPlace(); location.reload(); return; }
    say(event.data.slice(space + 1));
  });
  document.addEventListener("DOMContentLoaded", findPlace);
}());
