/* The switch between light and dark. Everything else works without a script. */
(function () {
  "use strict";
  var root = document.documentElement;
  var key = "vaultnet-theme";
  function stored() {
    try { return localStorage.getItem(key); } catch (error) { return null; }
  }
  function store(theme) {
    try { localStorage.setItem(key, theme); } catch (error) { /* a private window keeps nothing */ }
  }
  function isDark() {
    var chosen = root.getAttribute("data-theme");
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  function addSwitch() {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "theme";
    button.textContent = "◐";
    button.setAttribute("aria-label", root.getAttribute("data-switch") || "Light or dark");
    button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", function () {
      var theme = isDark() ? "light" : "dark";
      root.setAttribute("data-theme", theme);
      button.setAttribute("aria-pressed", String(theme === "dark"));
      store(theme);
    });
    document.querySelector("header.top").appendChild(button);
  }
  var theme = stored();
  if (theme === "light" || theme === "dark") { root.setAttribute("data-theme", theme); }
  document.addEventListener("DOMContentLoaded", addSwitch);
}());
