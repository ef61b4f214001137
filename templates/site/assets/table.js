/* The table of contacts: asked by queries, sorted, with the columns that one wants.
   Without a script the page lists everybody, part by part, and so it does until somebody asks;
   only then are the data loaded, as scripts, for a page on a disk may load nothing else.
   What is asked stands in the address, so that it can be kept, sent to oneself and gone back to. */
(function () {
  "use strict";
  var root = document.getElementById("asking");
  if (!root || !window.IntersectionObserver) { return; }
  var folder = document.currentScript.src.replace(/[^/]*$/, "");
  var PARTS = ["query.js", "query-matching.js", "table-rows.js", "contacts-data.js"];
  var ELSEWHERE = ["role", "functions", "organisation", "location", "topics", "tags"];
  var REMEMBERED = "vaultnet-columns";
  var PATIENCE = 700;

  var listed = document.getElementById("listed");
  var place = document.getElementById("live-rows");
  var fault = document.getElementById("query-fault");
  var found = document.getElementById("found");
  var all = root.querySelector("[data-all]");
  var choice = document.getElementById("column-choice");
  var usual = words("columns").split(",");
  var input = document.createElement("input");
  var state = read();
  var table = null, rows = null, loading = null, patience = 0, held = null, isTyping = false;

  function words(name) { return root.getAttribute("data-" + name); }
  function told(name, values) {
    return words(name).replace(/\{(\w+)\}/g, function (_, field) { return String(values[field]); });
  }
  function make(tag, className, text) {
    var element = document.createElement(tag);
    if (className) { element.className = className; }
    if (text) { element.textContent = text; }
    return element;
  }
  function split(text) {
    return text.split(",").map(function (part) { return part.trim(); }).filter(Boolean);
  }

  /* The address. Another fragment, such as that of the skip link, asks nothing: null. */
  function read() {
    var given = new URLSearchParams(location.hash.slice(1));
    var asks = ["q", "sort", "columns", "limit"].some(function (name) { return given.has(name); });
    if (location.hash.length > 1 && !asks) { return null; }
    return {
      q: given.get("q") || "",
      sort: given.get("sort") || "",
      columns: given.get("columns") || "",
      limit: /^\d{1,6}$/.test(given.get("limit") || "") ? given.get("limit") : ""
    };
  }
  function fragment(wish) {
    return ["q", "sort", "columns", "limit"].filter(function (name) { return wish[name]; })
      .map(function (name) { return name + "=" + encodeURIComponent(wish[name]).replace(/%2C/g, ","); }).join("&");
  }
  function isAsking(wish) { return fragment(wish) !== ""; }
  /* The first letter that is typed makes a step to go back to, the following ones change it. */
  function keepAddress(isNewStep) {
    var text = fragment(state);
    var address = location.pathname + location.search + (text ? "#" + text : "");
    try { history[isNewStep ? "pushState" : "replaceState"](null, "", address); } catch (error) {
      location.hash = text;
    }
  }

  /* Columns that were chosen are remembered on this machine. */
  function remembered() {
    try { return split(localStorage.getItem(REMEMBERED) || ""); } catch (error) { return []; }
  }
  function remember(names) {
    try {
      if (names.join() === usual.join()) { localStorage.removeItem(REMEMBERED); } else {
        localStorage.setItem(REMEMBERED, names.join());
      }
    } catch (error) { /* a private window keeps nothing */ }
  }
  var chosen = remembered();

  /* Loading */
  window.vaultnetTable = function (text) {
    table = new window.vaultnetQuery.Table(JSON.parse(text));
  };
  function load(then) {
    if (table) { then(); return; }
    if (loading) { loading.push(then); return; }
    loading = [then];
    var left = PARTS.length, isBroken = false;
    root.setAttribute("aria-busy", "true");
    PARTS.forEach(function (name) {
      var script = document.createElement("script");
      script.async = false;
      script.src = folder + name;
      script.onerror = function () { isBroken = true; script.onload(); };
      script.onload = function () {
        left -= 1;
        if (left === 0) { finish(isBroken || !table); }
      };
      document.head.appendChild(script);
    });
  }
  function finish(isBroken) {
    var waiting = loading;
    loading = null;
    root.removeAttribute("aria-busy");
    if (isBroken) { found.textContent = words("failed"); return; }
    prepare();
    waiting.forEach(function (call) { call(); });
  }
  function prepare() {
    var texts = {
      title: words("title"), none: words("none"), date: words("date"),
      bare: ["role", "organisation", "tier", "functions", "band", "last"]
    };
    rows = new window.vaultnetRows(place, table, texts, sortBy);
    offerColumns();
  }

  /* Columns: those of the address, else those chosen, else the usual ones; and beside the latter
     the numbers and days that are asked for, for whoever asks wants to see. */
  function keysOf(names) {
    var keys = names.map(function (name) { return table.find(name); });
    return keys.filter(function (key, n) { return key && keys.indexOf(key) === n; });
  }
  function baseKeys() {
    var keys = keysOf(split(state.columns));
    if (!keys.length) { keys = keysOf(chosen); }
    return keys.length ? keys : keysOf(usual);
  }
  function shownKeys(tree) {
    var keys = baseKeys();
    if (keysOf(split(state.columns)).length) { return keys; }
    var asked = split(state.sort).map(function (name) { return name.replace(/^-/, ""); });
    (function collect(part) {
      if (part.parts) { part.parts.forEach(collect); }
      if (part.part) { collect(part.part); }
      if (part.key) { asked.push(part.key); }
    }(tree));
    keysOf(asked).forEach(function (key) {
      var isFigure = ["number", "day", "cadence"].indexOf(key.form) >= 0;
      if (isFigure && keys.indexOf(key) < 0) { keys.push(key); }
    });
    return keys;
  }
  function isFilled(key) {
    return table.column(key.name).v.some(function (value) { return value !== null && value !== "" && value.length !== 0; });
  }
  function offerColumns() {
    var field = choice.querySelector("fieldset");
    table.data.keys.forEach(function (key) {
      if (key.hidden || !isFilled(key)) { return; }
      var label = make("label"), box = make("input");
      box.type = "checkbox";
      box.value = key.name;
      label.appendChild(box);
      label.appendChild(document.createTextNode(" " + key.label));
      field.appendChild(label);
    });
    field.addEventListener("change", chooseColumns);
    choice.querySelector("[data-usual]").addEventListener("click", function () { keepColumns([]); });
  }
  /* New columns come last, but the usual ones stand where they usually do. */
  function chooseColumns(event) {
    var names = baseKeys().map(function (key) { return key.name; });
    var name = event.target.value;
    if (!event.target.checked) { names = names.filter(function (one) { return one !== name; }); } else {
      var at = usual.indexOf(name);
      var after = names.filter(function (one) { return at >= 0 && usual.indexOf(one) > at; })[0];
      names.splice(after ? names.indexOf(after) : names.length, 0, name);
    }
    keepColumns(names);
  }
  function keepColumns(names) {
    chosen = names.join() === usual.join() ? [] : names;
    remember(names.length ? names : usual);
    state.columns = "";
    keepAddress(true);
    show();
  }
  function tickColumns() {
    var names = baseKeys().map(function (key) { return key.name; });
    Array.prototype.forEach.call(choice.querySelectorAll("input"), function (box) {
      box.checked = names.indexOf(box.value) >= 0;
      box.disabled = names.length === 1 && box.checked;
    });
  }

  /* Asking */
  function answer() {
    var tree = window.vaultnetQuery.parse(state.q);
    var matching = table.matching(state.q);
    var sorted = table.sorted(matching, split(state.sort));
    var limit = state.limit ? Number(state.limit) : sorted.length;
    rows.show(sorted.slice(0, limit), shownKeys(tree), split(state.sort)[0] || "");
    tickColumns();
    tell(matching.length, Math.min(limit, sorted.length), tree);
  }
  function tell(count, shown, tree) {
    var values = { n: count, total: table.count, shown: shown };
    found.textContent = count ? told(shown < count ? "first" : "found", values) : words("nobody") + " ";
    rows.element.parentNode.hidden = !count;
    if (count) { return; }
    var terms = tree.is === "and" ? tree.parts : [tree];
    var isWords = terms.length && terms.every(function (term) { return term.is === "word"; });
    var others = isWords ? ELSEWHERE.map(function (key) { return elsewhere(key, terms); }).filter(Boolean) : [];
    if (!others.length) { return; }
    found.appendChild(document.createTextNode(words("elsewhere") + " "));
    others.forEach(function (link, n) {
      if (n) { found.appendChild(document.createTextNode(", ")); }
      found.appendChild(link);
    });
  }
  function elsewhere(key, terms) {
    var text = terms.map(function (term) {
      return window.vaultnetQuery.written({ is: "comparison", key: key, operator: ":", value: term.text });
    }).join(" ");
    var count = table.matching(text).length;
    if (!count) { return null; }
    var link = make("a", "", text + " (" + count + ")");
    link.setAttribute("href", "#" + fragment({ q: text }));
    return link;
  }

  /* A mistake is shown below its place; the last good answer stays. */
  function clearFault() {
    clearTimeout(patience);
    held = null;
    fault.textContent = "";
    input.removeAttribute("aria-invalid");
  }
  function showFault(error) {
    clearFault();
    var query = window.vaultnetQuery, text = state.q;
    function say(template) { return query.filled(table.data.texts[template] || template, error.values); }
    var pointer = make("div", "pointer");
    pointer.setAttribute("aria-hidden", "true");
    pointer.appendChild(make("span", "before", text.slice(0, error.start)));
    pointer.appendChild(make("span", "mark-place", text.slice(error.start, error.end)));
    var line = make("p", "complaint");
    line.appendChild(make("span", "note", told("column", { column: query.columnOf(text, error.start) }) + ": "));
    line.appendChild(make("b", "", say(error.template)));
    fault.appendChild(pointer);
    fault.appendChild(line);
    fault.appendChild(make("p", "remedy note", say(error.hint)));
    input.setAttribute("aria-invalid", "true");
    if (rows.element.parentNode.hidden) { found.textContent = ""; }  /* nobody, for half of what is asked */
    pointer.scrollLeft = input.scrollLeft;
  }
  function complain(error) {
    clearFault();
    if (!isTyping) { showFault(error); return; }
    held = error;
    patience = setTimeout(function () { showFault(error); }, PATIENCE);
  }

  function show() {
    if (!isAsking(state) && !chosen.length) { rest(); return; }
    load(function () {
      try {
        answer();
        clearFault();
      } catch (error) {
        if (!(error instanceof window.vaultnetQuery.QueryError)) { throw error; }
        if (!rows.groups.length) { rows.show(table.sorted(table.matching(""), []), baseKeys(), ""); tickColumns(); }
        complain(error);
      }
      turn(true);
    });
  }
  /* As the page was: everybody, in parts, with all that the browser finds in them. */
  function rest() {
    clearFault();
    found.textContent = "";
    if (table) { tickColumns(); }
    turn(false);
  }
  function turn(isLive) {
    var active = document.activeElement;
    var key = active && active.className === "sort" ? active.getAttribute("data-key") : null;
    listed.hidden = isLive;
    place.hidden = !isLive;
    all.hidden = !isLive;
    Array.prototype.forEach.call(root.querySelectorAll(".views a"), function (link) {
      var isCurrent = isLive && sameWish(link.getAttribute("href"));
      if (isCurrent) { link.setAttribute("aria-current", "true"); } else { link.removeAttribute("aria-current"); }
    });
    if (key) { focusOn(key, isLive ? place : listed); }
  }
  function sameWish(href) {
    return new URLSearchParams(href.slice(1)).toString() === new URLSearchParams(fragment(state)).toString();
  }
  /* The button that was pressed is not there any more; the keyboard goes on from its successor. */
  function focusOn(key, within) {
    var button = within.querySelector('.sort[data-key="' + CSS.escape(key) + '"]');
    if (button) { button.focus({ preventScroll: true }); }
  }

  /* Sorting: what one most likely wants first, then the reverse, then as it was. */
  function sortBy(key) {
    var first = key.form === "number" && key.name !== "rank" ? "-" + key.name : key.name;
    var second = first === key.name ? "-" + key.name : key.name;
    state.sort = state.sort === first ? second : state.sort === second ? "" : first;
    isTyping = false;
    keepAddress(true);
    var focused = key.name;
    show();
    focusOn(focused, place.hidden ? listed : place);
  }
  function addButtons() {
    var heads = listed.querySelectorAll("thead th");
    if (heads.length !== usual.length) { return; }
    listed.querySelector("table").classList.add("sortable");
    Array.prototype.forEach.call(heads, function (head, n) {
      var button = make("button", "sort", head.textContent);
      button.type = "button";
      button.setAttribute("data-key", usual[n]);
      button.addEventListener("click", function () {
        load(function () { sortBy(table.find(usual[n])); });
      });
      head.textContent = "";
      head.appendChild(button);
    });
  }

  function follow() {
    var wish = read();
    if (!wish) { return; }
    state = wish;
    isTyping = false;
    if (input.value !== state.q) { input.value = state.q; }
    show();
  }
  function typed() {
    var isNewStep = !isTyping;
    isTyping = true;
    state.q = input.value;
    keepAddress(isNewStep);
    show();
  }
  function begin() {
    input.id = "query";
    input.type = "search";
    input.spellcheck = false;
    input.setAttribute("autocapitalize", "none");
    input.setAttribute("autocomplete", "off");
    input.setAttribute("enterkeyhint", "search");
    input.setAttribute("aria-describedby", "query-fault");
    input.placeholder = words("placeholder");
    state = state || { q: "", sort: "", columns: "", limit: "" };
    input.value = state.q;
    root.querySelector("[data-slot]").appendChild(input);
    input.addEventListener("focus", function () { load(function () { /* so that it is there */ }); });
    input.addEventListener("input", typed);
    /* Leaving the field must not draw anew what is just being pressed. */
    input.addEventListener("change", function () {
      isTyping = false;
      if (held) { showFault(held); }
    });
    input.addEventListener("scroll", function () {
      var pointer = fault.querySelector(".pointer");
      if (pointer) { pointer.scrollLeft = input.scrollLeft; }
    });
    choice.addEventListener("toggle", function () { load(tickColumns); });
    all.addEventListener("click", function (event) {
      event.preventDefault();
      state = { q: "", sort: "", columns: "", limit: "" };
      chosen = [];
      input.value = "";
      isTyping = false;
      keepAddress(true);
      rest();
      input.focus();
    });
    window.addEventListener("popstate", follow);
    window.addEventListener("hashchange", follow);
    addButtons();
    root.hidden = false;
    show();
  }
  begin();
}());
