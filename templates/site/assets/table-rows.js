/* The rows of the table of contacts, of which in a long table only those near the view are in the
   page. Rows stand in groups; a group that is far away is one empty row of the same height.
   Loaded with the data, when the table is first asked something. */
(function () {
  "use strict";
  var SIZE = 40;
  var WHOLE = 160;
  var FAR = "1200px 0px";
  var ROW_HEIGHT = 46;

  function make(tag, className, text) {
    var element = document.createElement(tag);
    if (className) { element.className = className; }
    if (text !== undefined && text !== "") { element.textContent = text; }
    return element;
  }
  function link(href, text, className) {
    var element = make("a", className, text);
    element.setAttribute("href", href);
    return element;
  }

  /* A number with so many digits, as Python rounds it: a tie goes to the even digit. */
  function rounded(value, digits) {
    var text = value.toFixed(digits);
    var longer = value.toFixed(digits + 1);
    var isTie = /5$/.test(longer) && value.toFixed(60) === longer + "0".repeat(59 - digits);
    if (isTie && Number(text.slice(-1)) % 2) { text = (2 * Number(longer) - Number(text)).toFixed(digits); }
    return Number(text) === 0 ? text.replace("-", "") : text;
  }

  function Cells(table, texts) {
    this.table = table;
    this.data = table.data;
    this.texts = texts;
    this.active = table.find("status");
  }
  Cells.prototype.number = function (key, value) {
    return rounded(value, key.digits).replace(".", this.data.point).replace("-", "−");
  };
  Cells.prototype.day = function (text) {
    var parts = text.split("-").map(Number);
    if (parts.length < 3) { return text; }
    var values = { day: parts[2], short_month: this.data.months[parts[1] - 1], year: parts[0] };
    return window.vaultnetQuery.filled(this.texts.date, values);
  };
  Cells.prototype.word = function (key, value) {
    return (key.labels || [])[key.words.concat(key.apart).indexOf(value)] || value;
  };
  Cells.prototype.text = function (key, value) {
    if (value === null) { return ""; }
    if (key.form === "number") { return typeof value === "number" ? this.number(key, value) : ""; }
    if (key.form === "word") { return this.word(key, value); }
    if (key.form === "day") { return this.day(value); }
    if (typeof value === "boolean") { return this.data.truths[value ? 0 : 1]; }
    return Array.isArray(value) ? value.join(", ") : String(value);
  };
  function isRight(key) { return key.form === "number" || key.form === "day" || key.form === "cadence"; }

  Cells.prototype.name = function (row) {
    var cell = make("th");
    cell.setAttribute("scope", "row");
    cell.appendChild(link(this.data.pages[row], this.table.read("name", row)));
    var status = this.table.read("status", row);
    if (status !== null && status !== "active") {
      cell.appendChild(document.createTextNode(" "));
      cell.appendChild(make("span", "state", this.word(this.active, status)));
    }
    return cell;
  };
  Cells.prototype.cell = function (key, row) {
    if (key.name === "name") { return this.name(row); }
    var value = this.table.read(key.name, row);
    var cell = make("td", isRight(key) ? "right" : "");
    var text = this.text(key, value);
    var isSaid = text || key.name === "fruitfulness";
    if (this.texts.bare.indexOf(key.name) < 0 && isSaid) { cell.setAttribute("data-label", key.label); }
    if (key.name === "tier") {
      if (value !== null) { cell.appendChild(make("span", "tier t-" + value, text)); }
    } else if (key.name === "organisation" && this.beside(key, row)) {
      cell.appendChild(link(this.beside(key, row), text));
    } else if (key.name === "last") {
      this.fillLast(cell, value, text, this.beside(key, row));
    } else if (key.why && isSaid) {
      cell.appendChild(link(this.data.pages[row] + "#" + key.why, text || this.texts.none, text ? "" : "no-data"));
    } else if (text) { cell.textContent = text; }
    return cell;
  };
  Cells.prototype.beside = function (key, row) {
    var column = this.table.column(key.name);
    return column.x ? column.x[this.table.placeOf(column, row)] : "";
  };
  Cells.prototype.fillLast = function (cell, value, text, note) {
    if (value !== null) {
      var time = make("time", "", text);
      time.setAttribute("datetime", value);
      cell.appendChild(time);
      cell.appendChild(document.createTextNode(" "));
    }
    cell.appendChild(make("span", "note", note));
  };

  /* The table itself. `texts` are the words that it shows, from the page. */
  function Rows(place, table, texts, onSort) {
    var own = this;
    this.cells = new Cells(table, texts);
    this.texts = texts;
    this.onSort = onSort;
    this.rowHeight = ROW_HEIGHT;
    this.groups = [];
    this.element = make("table", "cards live");
    this.element.setAttribute("aria-label", texts.title);
    var around = make("div", "scroll");
    around.appendChild(this.element);
    place.appendChild(around);
    this.watch = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        var group = own.groups[Number(entry.target.getAttribute("data-group"))];
        if (group && group.body === entry.target) { own.fit(group, entry.isIntersecting); }
      });
    }, { rootMargin: FAR });
    /* Whoever goes through the table by keys finds the next rows there, however fast they are. */
    this.element.addEventListener("focusin", function (event) {
      var body = event.target.closest("tbody");
      var at = body ? Number(body.getAttribute("data-group")) : 0;
      own.groups.slice(Math.max(0, at - 1), at + 2).forEach(function (group) { own.fill(group); });
    });
    window.addEventListener("beforeprint", function () {
      own.groups.forEach(function (group) { own.fill(group); });
    });
  }
  Rows.prototype.show = function (rows, keys, sort) {
    this.watch.disconnect();
    this.keys = keys;
    this.element.textContent = "";
    this.element.setAttribute("aria-rowcount", String(rows.length + 1));
    this.element.appendChild(this.widths());
    this.element.appendChild(this.head(sort));
    this.groups = [];
    var isWhole = rows.length <= WHOLE;
    for (var at = 0; at < rows.length; at += SIZE) {
      var group = { from: at, rows: rows.slice(at, at + SIZE), body: make("tbody"), filled: false, height: 0 };
      group.body.setAttribute("data-group", String(this.groups.length));
      this.groups.push(group);
      if (isWhole || at === 0) { this.fill(group); } else { this.empty(group); }
      this.element.appendChild(group.body);
    }
    if (isWhole) { return; }
    this.measure();
    this.groups.forEach(function (each) { this.watch.observe(each.body); }, this);
  };
  /* Widths do not follow the rows that happen to be shown, or columns would jump. */
  Rows.prototype.widths = function () {
    var columns = make("colgroup");
    this.keys.forEach(function (key) {
      var isShort = isRight(key) || key.form === "word" || key.form === "yes_no";
      var kind = ["name", "last"].indexOf(key.name) >= 0 ? key.name : isShort ? "short" : "text";
      columns.appendChild(make("col", "w-" + kind));
    });
    return columns;
  };
  Rows.prototype.head = function (sort) {
    var row = make("tr"), own = this;
    row.setAttribute("aria-rowindex", "1");
    this.keys.forEach(function (key) {
      var cell = make("th", isRight(key) ? "right" : "");
      cell.setAttribute("scope", "col");
      if (key.orders) { cell.appendChild(own.button(key, sort, cell)); } else { cell.textContent = key.label; }
      row.appendChild(cell);
    });
    var head = make("thead");
    head.appendChild(row);
    return head;
  };
  Rows.prototype.button = function (key, sort, cell) {
    var own = this, button = make("button", "sort", key.label);
    button.type = "button";
    button.setAttribute("data-key", key.name);
    var isSorted = sort.replace(/^-/, "") === key.name;
    if (isSorted) {
      var isDown = (sort[0] === "-") !== key.ranked;
      cell.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    }
    button.addEventListener("click", function () { own.onSort(key); });
    return button;
  };
  Rows.prototype.row = function (row, index) {
    var element = make("tr"), cells = this.cells;
    element.setAttribute("aria-rowindex", String(index + 2));
    this.keys.forEach(function (key) { element.appendChild(cells.cell(key, row)); });
    return element;
  };
  Rows.prototype.fit = function (group, isNear) {
    if (isNear) { this.fill(group); } else if (!group.body.contains(document.activeElement)) { this.empty(group); }
  };
  Rows.prototype.fill = function (group) {
    if (group.filled) { return; }
    var held = document.createDocumentFragment(), own = this;
    group.rows.forEach(function (row, n) { held.appendChild(own.row(row, group.from + n)); });
    group.body.textContent = "";
    group.body.appendChild(held);
    group.filled = true;
  };
  Rows.prototype.empty = function (group) {
    if (group.filled) { group.height = group.body.getBoundingClientRect().height; }
    var row = make("tr", "spacer"), cell = make("td");
    row.setAttribute("aria-hidden", "true");
    cell.colSpan = this.keys.length;
    cell.style.height = (group.height || group.rows.length * this.rowHeight) + "px";
    row.appendChild(cell);
    group.body.textContent = "";
    group.body.appendChild(row);
    group.filled = false;
  };
  /* How high a row is here, so that the bar at the side tells how much there is. */
  Rows.prototype.measure = function () {
    var first = this.groups[0];
    this.rowHeight = first.body.getBoundingClientRect().height / first.rows.length || ROW_HEIGHT;
    this.groups.slice(1).forEach(function (group) {
      group.body.firstChild.firstChild.style.height = group.rows.length * this.rowHeight + "px";
    }, this);
  };

  window.vaultnetRows = Rows;
}());
