/* The search as it is seen: a button, a dialog, results. What is searched is loaded when the
   dialog is first opened, as scripts, because a page from a disk may fetch nothing. Whatever
   comes from a vault is put into text nodes, never read as HTML. */
(function () {
  "use strict";
  if (!window.HTMLDialogElement) { return; }
  var SHOWN = 20, QUOTED = 180, BEFORE = 60, KEPT_CHUNKS = 60;
  var script = document.currentScript;
  var assets = script.src.slice(0, script.src.lastIndexOf("/") + 1);
  var site = assets.slice(0, assets.lastIndexOf("/", assets.length - 2) + 1);
  var received = {}, chunks = new Map();
  var dialog, input, list, state, about, near;
  var pages = null, index = null, isWhole = false, hasFailed = false, words = [], active = -1;
  var opener = null;

  /* Loading: a data file calls this function with its name and its data as JSON. */
  window.vaultnetSearch = function (name, json) { received[name] = json; };
  function load(path, done) {
    var element = document.createElement("script");
    element.src = assets + path;
    element.onload = function () {
      var name = path.slice(path.lastIndexOf("/") + 1, -3), json = received[name];
      delete received[name];
      element.remove();
      done(json === undefined ? null : JSON.parse(json));
    };
    element.onerror = function () { element.remove(); hasFailed = true; run(); };
    document.head.appendChild(element);
  }
  function loadAll() {
    load("search-matching.js", function () {
      load("search/pages.js", function (data) {
        pages = data;
        index = new window.vaultnetSearch.matching.Index(pages.names.length, pages.fields);
        explain();
        run();
        load("search/words.js", function (texts) { index.add(texts); isWhole = true; run(); });
      });
    });
  }
  function chunkOf(page) {
    var chunk = 0;
    while (chunk + 1 < pages.starts.length && pages.starts[chunk + 1] <= page) { chunk++; }
    return chunk;
  }
  function withTexts(chunk, done) {
    if (chunks.has(chunk)) { done(chunks.get(chunk)); return; }
    load("search/text-" + chunk + ".js", function (data) {
      if (chunks.size >= KEPT_CHUNKS) { chunks.delete(chunks.keys().next().value); }
      chunks.set(chunk, data);
      done(data);
    });
  }

  /* Elements */
  function make(tag, attributes, parent) {
    var element = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    if (parent) { parent.appendChild(element); }
    return element;
  }
  /* A part of a result; the blank keeps parts apart for those who hear them in one breath. */
  function part(name, parent) {
    parent.appendChild(document.createTextNode(" "));
    return make("span", { "class": name, dir: "auto" }, parent);
  }
  function say(element, text) {
    if (element.textContent !== text) { element.textContent = text; }
    element.hidden = !text;
  }
  function build() {
    dialog = make("dialog", { "class": "search", "aria-label": script.dataset.search }, document.body);
    var box = make("div", { "class": "search-box" }, dialog);
    var head = make("div", { "class": "search-head" }, box);
    input = make("input", {
      type: "text", role: "combobox", "aria-label": script.dataset.search,
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "search-results",
      autocomplete: "off", autocapitalize: "off", spellcheck: "false", dir: "auto",
      placeholder: script.dataset.search, enterkeyhint: "go"
    }, head);
    var close = make("button", { type: "button", "class": "search-close", "aria-label": script.dataset.close }, head);
    close.textContent = "×";
    state = make("p", { role: "status", "class": "search-state" }, box);
    near = make("p", { "class": "search-near", hidden: "" }, box);
    about = make("div", { "class": "search-about" }, box);
    list = make("div", { id: "search-results", role: "listbox", "aria-label": script.dataset.search, hidden: "" }, box);
    close.addEventListener("click", function () { dialog.close(); });
    input.addEventListener("input", run);
    input.addEventListener("keydown", onKey);
    list.addEventListener("click", onChoice);
    dialog.addEventListener("mousedown", function (event) { if (event.target === dialog) { dialog.close(); } });
    dialog.addEventListener("close", function () { if (opener) { opener.focus(); } });
  }
  function explain() {
    var texts = pages.texts;
    list.setAttribute("aria-label", texts.results);
    make("p", {}, about).textContent = texts.about;
    make("p", { "class": "note" }, about).textContent = texts.forgiving;
    var keys = make("p", { "class": "note search-keys" }, about);
    [["↑ ↓", texts.choose], ["Enter", texts.open], ["Esc", texts.close]].forEach(function (item) {
      var pair = make("span", {}, keys);
      make("kbd", {}, pair).textContent = item[0];
      pair.appendChild(document.createTextNode(" " + item[1]));
    });
  }
  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, name) { return name in values ? values[name] : all; });
  }

  /* Answers */
  function run() {
    var found = null;
    words = index ? window.vaultnetSearch.matching.wordsOf(input.value) : [];
    if (words.length) { found = index.find(words, SHOWN); }
    list.textContent = "";
    near.hidden = true;
    about.hidden = !pages || words.length > 0;
    say(state, stateOf(found));
    if (found && found.total) { show(found.pages); } else if (found && isWhole) { suggest(); }
    list.hidden = !list.firstChild;
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    activate(list.firstChild ? 0 : -1);
  }
  function stateOf(found) {
    if (hasFailed) { return script.dataset.failed; }
    if (!pages || (found && !found.total && !isWhole)) { return script.dataset.loading; }
    if (!found) { return ""; }
    if (!found.total) { return pages.texts.none; }
    var some = !found.all ? "some" : found.total > found.pages.length ? "first" : "found";
    return filled(pages.texts[some], { n: found.total, shown: found.pages.length });
  }
  function show(numbers) {
    var waiting = new Map();
    numbers.forEach(function (page, place) {
      var option = make("a", {
        role: "option", id: "search-result-" + place, tabindex: "-1", "aria-selected": "false",
        href: site + pages.paths[page], "class": "search-result"
      }, list);
      var missing = describe(option, page);
      if (missing.length) {
        var chunk = chunkOf(page), item = { option: option, page: page, missing: missing };
        waiting.set(chunk, (waiting.get(chunk) || []).concat(item));
      }
    });
    waiting.forEach(function (items, chunk) {
      withTexts(chunk, function (texts) {
        items.forEach(function (item) {
          if (item.option.isConnected) { quote(item, texts[item.page - pages.starts[chunk]]); }
        });
      });
    });
  }
  /* Shows what a page is; returns the words that nothing of it explains. */
  function describe(option, page) {
    var left = new Set(words);
    function mark(text, parent) {
      marked(parent, text, window.vaultnetSearch.matching.matches(text, words)).forEach(function (match) {
        left.delete(match.word);
      });
    }
    mark(pages.names[page], part("search-name", option));
    part("search-kind", option).textContent = pages.kinds[pages.kind[page]];
    if (pages.subtitles[page]) {
      mark(pages.subtitles[page], part("search-line", option));
    }
    var others = pages.aliases[page].concat(pages.places[page], pages.tags[page].map(function (tag) {
      return "#" + tag;
    }));
    others.forEach(function (text) {
      var hits = window.vaultnetSearch.matching.matches(text, Array.from(left));
      if (hits.length) { mark(text, part("search-line", option)); }
    });
    return Array.from(left);
  }
  /* Quotes the passage that has most of the words that are still to be explained. */
  function quote(item, passages) {
    var best = null, most = 0;
    passages.forEach(function (passage) {
      var hits = window.vaultnetSearch.matching.matches(passage[0], words), worth = new Map();
      hits.forEach(function (hit) {
        var value = (item.missing.indexOf(hit.word) < 0 ? 1 : 100) * (3 - hit.slips);
        worth.set(hit.word, Math.max(value, worth.get(hit.word) || 0));
      });
      var sum = Array.from(worth.values()).reduce(function (a, b) { return a + b; }, 0);
      if (sum > most && sum >= 100) { most = sum; best = { passage: passage, hits: hits }; }
    });
    if (!best) { return; }
    var line = part("search-line search-quote", item.option);
    if (best.passage[2]) { part("search-label", line).textContent = best.passage[2]; }
    excerpt(part("search-said", line), best.passage[0], best.hits, item.missing);
    if (best.passage[1]) { item.option.href += "#" + best.passage[1]; }
  }
  function excerpt(parent, text, hits, missing) {
    var first = hits.filter(function (hit) { return missing.indexOf(hit.word) >= 0; })[0];
    var start = first.start <= BEFORE ? 0 : text.indexOf(" ", first.start - BEFORE) + 1;
    if (start > first.start || (first.start > BEFORE && start === 0)) { start = first.start; }
    var end = text.length <= start + QUOTED ? text.length : text.lastIndexOf(" ", start + QUOTED);
    if (end < first.end) { end = first.end; }
    var inside = hits.filter(function (hit) { return hit.start >= start && hit.end <= end; });
    if (start > 0) { parent.appendChild(document.createTextNode("… ")); }
    marked(parent, text, inside, start, end);
    if (end < text.length) { parent.appendChild(document.createTextNode(" …")); }
  }
  function marked(parent, text, hits, start, end) {
    var at = start || 0;
    hits.forEach(function (hit) {
      parent.appendChild(document.createTextNode(text.slice(at, hit.start)));
      make("mark", {}, parent).textContent = text.slice(hit.start, hit.end);
      at = hit.end;
    });
    parent.appendChild(document.createTextNode(text.slice(at, end)));
    return hits;
  }
  function suggest() {
    var found = index.near(words, 5);
    near.textContent = found.length ? pages.texts.near : pages.texts.strange;
    near.hidden = false;
    found.forEach(function (word) {
      near.appendChild(document.createTextNode(" "));
      var button = make("button", { type: "button" }, near);
      button.textContent = word;
      button.addEventListener("click", function () { input.value = word; input.focus(); run(); });
    });
  }

  /* Keys and choices */
  function activate(place) {
    var before = list.children[active], now = list.children[place];
    if (before) { before.setAttribute("aria-selected", "false"); }
    active = now ? place : -1;
    if (!now) { input.removeAttribute("aria-activedescendant"); return; }
    now.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", now.id);
    now.scrollIntoView({ block: "nearest" });
  }
  function onKey(event) {
    var count = list.children.length;
    if (event.isComposing || !count) { return; }
    if (event.key === "ArrowDown") { activate((active + 1) % count); }
    else if (event.key === "ArrowUp") { activate((active + count - 1) % count); }
    else if (event.key === "Enter") { list.children[active].click(); }
    else { return; }
    event.preventDefault();
  }
  /* A link into the page that is open leaves the dialog, or nobody would see it. */
  function onChoice(event) {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) { opener = null; dialog.close(); }
  }
  function open() {
    if (!dialog) { build(); loadAll(); }
    if (dialog.open) { return; }
    opener = document.activeElement;
    dialog.showModal();
    input.focus();
    input.select();
    run();
  }
  function isTyping(target) {
    return target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }
  document.addEventListener("keydown", function (event) {
    var isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
    var isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (isSlash || isK) { event.preventDefault(); open(); }
  });
  var button = make("button", { type: "button", "class": "search-open", "aria-keyshortcuts": "/ Control+K Meta+K" });
  button.appendChild(document.createTextNode(script.dataset.search));
  make("kbd", { "aria-hidden": "true" }, button).textContent = "/";
  button.addEventListener("click", open);
  document.querySelector("header.top").appendChild(button);
}());
