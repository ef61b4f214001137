/* What a query means: from a tree to a condition on the rows of a table, and the order of rows.
   Keys, words, days and signs come with the table (vaultnet/site/table_data.py), so that there is
   one source of them. A column holds each distinct value once; a test is asked once of each. */
(function () {
  "use strict";
  var query = window.vaultnetQuery;
  var fail = query.fail;

  var BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
  var EDGES = new RegExp("^" + BLANKS.source + "|" + BLANKS.source + "$", "g");
  // eslint-disable-next-line no-control-regex
  var ASCII = /^[\x00-\x7f]*$/;
  var NUMBER = /^([+-]?\d{1,300}(?:\.(\d{1,300}))?)(%?)$/;
  var STRETCH = /^\d{1,4} ?[a-z]+$/;
  var PARTIAL = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
  var CADENCE = /^([1-9]\d{0,3}) ?([dwmy])$/;
  var DIGIT = /^\p{Nd}/u;
  var MONTHS = ("January February March April May June July August September October November " +
    "December").split(" ");

  /* Words, without case, accents and surplus blanks. */
  function Folding(table) {
    this.folds = table.folds;
    var ranges = table.marks.map(function (range) {
      return "\\u{" + range[0].toString(16) + "}-\\u{" + range[1].toString(16) + "}";
    });
    this.marks = new RegExp("[" + ranges.join("") + "]", "gu");
  }
  Folding.prototype.cased = function (text) {
    var folds = this.folds;
    return Array.from(text, function (letter) {
      return folds.hasOwnProperty(letter) ? folds[letter] : letter.toUpperCase().toLowerCase();
    }).join("");
  };
  Folding.prototype.plain = function (text) {
    if (ASCII.test(text)) { text = text.toLowerCase(); } else {
      text = this.cased(this.cased(text).normalize("NFKD").replace(this.marks, ""));
    }
    return text.split(BLANKS).filter(Boolean).join(" ");
  };
  function stripped(text) { return text.replace(EDGES, ""); }

  /* The word of a list that is most like another, as Python's difflib finds it; or undefined. */
  function nearest(word, known) {
    var best, score = 0.6;
    var letters = Array.from(word);
    if (letters.length > 100) { return undefined; }
    known.forEach(function (candidate) {
      var other = Array.from(candidate);
      var all = other.length + letters.length;
      var ratio = all ? 2 * alike(other, letters) / all : 1;
      if (ratio > score || (ratio === score && (best === undefined || candidate > best))) {
        best = candidate;
        score = ratio;
      }
    });
    return best;
  }
  function alike(one, other) {
    if (!one.length || !other.length) { return 0; }
    var at = 0, from = 0, size = 0, before = [];
    for (var i = 0; i < one.length; i++) {
      var runs = [];
      for (var j = 0; j < other.length; j++) {
        runs[j] = one[i] === other[j] ? (before[j - 1] || 0) + 1 : 0;
        if (runs[j] > size) { size = runs[j]; at = i - size + 1; from = j - size + 1; }
      }
      before = runs;
    }
    return size && size + alike(one.slice(0, at), other.slice(0, from)) +
      alike(one.slice(at + size), other.slice(from + size));
  }

  /* Days are texts such as 2026-11-23, which compare as they are. */
  function two(number) { return (number < 10 ? "0" : "") + number; }
  function iso(year, month, day) {
    return ("000" + year).slice(-4) + "-" + two(month) + "-" + two(day);
  }
  function lengthOf(year, month) {
    var leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].indexOf(month) >= 0 ? 30 : 31;
  }
  /* The first and the last day that a date may mean; throws the reason why it is none. */
  function partialDays(text) {
    var found = PARTIAL.exec(text);
    if (!found) { throw "not a date"; }
    var year = Number(found[1]), month = Number(found[2]), day = Number(found[3]);
    if (year === 0) { throw "no year 0000"; }
    if (found[2] && (month < 1 || month > 12)) { throw "no month " + found[2]; }
    if (found[3] && (day < 1 || day > lengthOf(year, month))) {
      throw "no day " + found[3] + " in " + MONTHS[month - 1] + " " + year;
    }
    var last = found[2] ? month : 12;
    return {
      first: iso(year, found[2] ? month : 1, found[3] ? day : 1),
      last: iso(year, last, found[3] ? day : lengthOf(year, last))
    };
  }
  function knownDays(text) {
    try { return partialDays(text); } catch (reason) { return null; }
  }
  function Calendar(table, folding) {
    this.today = table.today;
    this.words = table.days;
    this.folding = folding;
    this.step = new RegExp("^(?:" + table.days.step + ")$");
    this.named = new RegExp("^(?:" + table.days.named + ")$");
  }
  Calendar.prototype.moved = function (count, unit) {
    var at = this.today.split("-").map(Number);
    if (unit === "d" || unit === "w") {
      return this.shifted(count * (unit === "w" ? 7 : 1));
    }
    var months = at[0] * 12 + at[1] - 1 + count * (unit === "y" ? 12 : 1);
    var year = Math.floor(months / 12), month = months - year * 12 + 1;
    if (year < 1 || year > 9999) { throw "outside of the calendar"; }
    return iso(year, month, Math.min(at[2], lengthOf(year, month)));
  };
  Calendar.prototype.shifted = function (days) {
    var at = new Date(this.today + "T00:00:00Z");
    at.setUTCDate(at.getUTCDate() + days);
    var year = at.getUTCFullYear();
    if (!(year >= 1 && year <= 9999)) { throw "outside of the calendar"; }
    return iso(year, at.getUTCMonth() + 1, at.getUTCDate());
  };
  Calendar.prototype.weekday = function (index, direction) {
    var today = (new Date(this.today + "T00:00:00Z").getUTCDay() + 6) % 7;
    function week(days) { return ((days % 7) + 7) % 7; }
    if (direction === "last" || direction === "pasado") {
      return this.shifted(-week(today - index - 1) - 1);
    }
    if (direction === "next" || direction === "proximo") {
      return this.shifted(week(index - today - 1) + 1);
    }
    return this.shifted(-week(today - index));
  };
  Calendar.prototype.day = function (words) {
    var of = this.words;
    if (of.from_today.hasOwnProperty(words)) { return this.moved(of.from_today[words], "d"); }
    if (DIGIT.test(words) && words.indexOf("-") >= 0) {
      if (!PARTIAL.test(words)) { throw "not a date"; }
      return partialDays(words).first;
    }
    var step = this.step.exec(words);
    if (step && of.units.hasOwnProperty(step.groups.unit)) {
      var behind = step.groups.before === "hace " || step.groups.ago !== undefined;
      return this.moved((behind ? -1 : 1) * Number(step.groups.count), of.units[step.groups.unit]);
    }
    var named = this.named.exec(words);
    if (named && of.weekdays.hasOwnProperty(named.groups.day)) {
      return this.weekday(of.weekdays[named.groups.day], named.groups.after || named.groups.first);
    }
    throw "not a day";
  };
  Calendar.prototype.days = function (text) {
    var words = this.folding.plain(text);
    if (STRETCH.test(words)) { words += " ago"; } else if (DIGIT.test(words) && !/ ago$/.test(words)) {
      return partialDays(words);
    }
    var day = this.day(words);
    return { first: day, last: day };
  };

  /* Numbers, with half a unit of the last digit: what is shown as this number lies so near. */
  function amountOf(text) {
    var found = NUMBER.exec(stripped(text));
    if (!found) { return null; }
    var unit = found[3] ? 100 : 1;
    var digits = found[2] ? found[2].length : 0;
    return { number: Number(found[1]) / unit, slack: 0.5 * Number("1e-" + digits) / unit };
  }
  function cadenceLength(text, units) {
    if (text === "never") { return Infinity; }
    var found = CADENCE.exec(text);
    return found ? Number(found[1]) * units[found[2]] : null;
  }

  function same(one, other) { return one === other || Math.abs(one - other) < 1e-9; }
  var ORDERS = {
    ":": same,
    "=": same,
    "<": function (one, other) { return one < other; },
    ">": function (one, other) { return one > other; },
    "<=": function (one, other) { return one <= other; },
    ">=": function (one, other) { return one >= other; }
  };
  function compareNumbers(operator, value, wanted) {
    /* As it is shown: what is shown as 40 is neither more nor less than 40. */
    if (Math.abs(value - wanted.number) <= wanted.slack) {
      return operator !== "<" && operator !== ">";
    }
    return query.isOrder(operator) && ORDERS[operator](value, wanted.number);
  }
  function compareDays(operator, days, wanted) {
    if (operator === "<") { return days.last < wanted.first; }
    if (operator === ">") { return days.first > wanted.last; }
    var notAfter = days.last <= wanted.last, notBefore = days.first >= wanted.first;
    if (operator === "<=") { return notAfter; }
    return operator === ">=" ? notBefore : notAfter && notBefore;
  }
  function textsOf(value) {
    return Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
  }
  function isKnown(value) {
    return value !== null && value !== "" && !(Array.isArray(value) && !value.length);
  }

  /* A table: what the build wrote, with its columns ready to be asked. */
  function Table(data) {
    var table = this;
    this.data = data;
    this.count = data.count;
    this.folding = new Folding(data);
    this.calendar = new Calendar(data, this.folding);
    this.keys = Object.create(null);
    data.keys.forEach(function (key) {
      [key.name].concat(key.also).forEach(function (name) {
        if (!table.keys[name]) { table.keys[name] = key; }
      });
    });
    this.flags = {};
    Object.keys(data.flags).forEach(function (name) {
      var held = new Uint8Array(data.count);
      data.flags[name].forEach(function (row) { held[row] = 1; });
      table.flags[name] = held;
    });
    this.ranks = Object.create(null);
  }
  function placeOf(column, row) {
    return column.i === undefined ? row : typeof column.i === "number" ? column.i : column.i[row];
  }
  Table.prototype.placeOf = placeOf;
  Table.prototype.column = function (name) { return this.data.columns[name]; };
  Table.prototype.looked = function (name) {
    return this.data.looks.hasOwnProperty(name) ? this.data.looks[name] : this.column(name);
  };
  Table.prototype.read = function (name, row) {
    var column = this.column(name);
    return column.v[placeOf(column, row)];
  };

  /* The key of a name: as it is written, or without regard to case; own keys come last. */
  Table.prototype.find = function (name) {
    var folding = this.folding;
    var folded = folding.cased(name);
    var exact = this.keys[name];
    if (exact && !exact.own) { return exact; }
    var ours = this.keys[folded];
    if (ours && !ours.own) { return ours; }
    if (exact) { return exact; }
    return this.data.keys.filter(function (key) {
      return key.own && folding.cased(key.name) === folded;
    })[0] || null;
  };
  Table.prototype.require = function (name, start, end) {
    var key = this.find(name);
    if (key) { return key; }
    var folding = this.folding, known = new Map();
    [true, false].forEach(function (own) {
      this.data.keys.forEach(function (each) {
        if (Boolean(each.own) !== own) { return; }
        [each.name].concat(each.also).forEach(function (word) {
          known.set(folding.cased(word), word);
        });
      });
    }, this);
    var meant = known.get(nearest(folding.cased(name), Array.from(known.keys())));
    var hint = meant === undefined ?
      'put it in quotes if it is a name; "vaultnet list --keys" shows the keys' :
      'did you mean "{meant}"?';
    return fail(start, end, 'no key "{key}"', hint, { key: name, meant: meant });
  };

  /* One test for each form of value. What is not known passes none. */
  function valuesOf(key, asked) { return { key: key.name, value: asked.value }; }

  function textTest(table, key, asked) {
    if (query.isOrder(asked.operator)) {
      fail(asked.start, asked.valueEnd, '"{key}" is text, which is neither less nor more',
        "{key}:{value} asks whether it holds this, {key}={value} whether it is this",
        valuesOf(key, asked));
    }
    var folding = table.folding;
    var wanted = folding.plain(asked.value);
    var exactly = asked.operator === "=";
    return function (value) {
      return textsOf(value).some(function (item) {
        var text = folding.plain(item);
        return exactly ? text === wanted : text.indexOf(wanted) >= 0;
      });
    };
  }
  function readWord(table, key, asked) {
    var all = key.words.concat(key.apart);
    var text = table.folding.plain(asked.value.replace(/[-_]/g, " "));
    if (all.indexOf(text) < 0 && table.data.synonyms.hasOwnProperty(text)) {
      text = table.data.synonyms[text];
    }
    if (all.indexOf(text) >= 0) { return text; }
    var begun = all.filter(function (word) { return word.indexOf(text) === 0; });
    if (begun.length === 1) { return begun[0]; }
    var close = nearest(text, all);
    return fail(asked.valueStart, asked.valueEnd, '"{key}" is never "{value}"',
      close === undefined ? "it is one of {words}" : 'did you mean "{meant}"? It is one of {words}',
      { key: key.name, value: asked.value, words: all.join(", "), meant: close || "" });
  }
  function wordTest(table, key, asked) {
    var wanted = readWord(table, key, asked);
    if (!query.isOrder(asked.operator)) { return function (value) { return value === wanted; }; }
    if (!key.ranked || key.apart.indexOf(wanted) >= 0) {
      fail(asked.start, asked.valueEnd, '"{word}" is neither less nor more than other words',
        "write {key}:{value}, or several of them in parentheses with or",
        { key: key.name, value: asked.value, word: wanted });
    }
    var holds = ORDERS[asked.operator], place = key.words.indexOf(wanted);
    return function (value) {
      var held = key.words.indexOf(value);
      return held >= 0 && holds(held, place);
    };
  }
  function numberTest(_table, key, asked) {
    var wanted = amountOf(asked.value);
    if (!wanted) {
      fail(asked.valueStart, asked.valueEnd, '"{key}" is a number, and "{value}" is none',
        "write it as 40, 0.5 or 50%", valuesOf(key, asked));
    }
    wanted.slack = Math.min(wanted.slack, 0.5 * Number("1e-" + key.digits));
    return function (value) {
      return typeof value === "number" && compareNumbers(asked.operator, value, wanted);
    };
  }
  function dayTest(table, key, asked) {
    var wanted;
    try { wanted = table.calendar.days(asked.value); } catch (why) {
      fail(asked.valueStart, asked.valueEnd, '"{key}" is a date, and "{value}" is none: {why}',
        'write it as 2026-11-23, 2026-11, 2026, today, monday, 3m or "2 weeks ago"',
        { key: key.name, value: asked.value, why: why });
    }
    return function (value) {
      var days = typeof value === "string" ? knownDays(value) : null;
      return days !== null && compareDays(asked.operator, days, wanted);
    };
  }
  function cadenceTest(table, key, asked) {
    var units = table.data.days.lengths;
    var wanted = cadenceLength(table.folding.plain(asked.value), units);
    if (wanted === null) {
      fail(asked.valueStart, asked.valueEnd, '"{value}" is no cadence',
        "write it as 10d, 6w, 3m, 1y or never", valuesOf(key, asked));
    }
    return function (value) {
      return typeof value === "string" && ORDERS[asked.operator](cadenceLength(value, units), wanted);
    };
  }
  function yesNoTest(table, key, asked) {
    var word = table.folding.plain(asked.value);
    var yes = table.data.yes.indexOf(word) >= 0;
    if (query.isOrder(asked.operator) || !(yes || table.data.no.indexOf(word) >= 0)) {
      fail(asked.start, asked.valueEnd, '"{key}" is yes or no', "write {key}:yes or {key}:no",
        valuesOf(key, asked));
    }
    return function (value) { return value === yes; };
  }
  function anyTest(table, key, asked) {
    if (!query.isOrder(asked.operator)) { return textTest(table, key, asked); }
    var amount = amountOf(asked.value), days = null;
    try { days = table.calendar.days(asked.value); } catch (why) { /* then it may be a number */ }
    if (!amount && !days) {
      fail(asked.valueStart, asked.valueEnd,
        '"{value}" is neither a number nor a date, so nothing is less or more',
        "{key}:{value} asks whether it holds this, {key}={value} whether it is this",
        valuesOf(key, asked));
    }
    return function (value) {
      return textsOf(value).some(function (item) {
        var held = amountOf(item);
        if (held && amount) { return compareNumbers(asked.operator, held.number, amount); }
        var heldDays = knownDays(stripped(item));
        return Boolean(days && heldDays) && compareDays(asked.operator, heldDays, days);
      });
    };
  }
  var TESTS = {
    text: textTest, word: wordTest, number: numberTest, day: dayTest, cadence: cadenceTest,
    yes_no: yesNoTest, any: anyTest
  };

  /* The condition on rows that each distinct value of a column is asked once. */
  function onColumn(column, test) {
    var answers = new Uint8Array(column.v.length);
    return function (row) {
      var place = placeOf(column, row);
      if (answers[place] === 0) { answers[place] = test(column.v[place]) ? 2 : 1; }
      return answers[place] === 2;
    };
  }
  Table.prototype.compile = function (tree) {
    var table = this, parts, data = this.data;
    if (tree.is === "and" || tree.is === "or") {
      parts = tree.parts.map(function (part) { return table.compile(part); });
      return tree.is === "and" ?
        function (row) { return parts.every(function (part) { return part(row); }); } :
        function (row) { return parts.some(function (part) { return part(row); }); };
    }
    if (tree.is === "not") {
      var part = this.compile(tree.part);
      return function (row) { return !part(row); };
    }
    if (tree.is === "flag") {
      var flag = this.flags[tree.name];
      return function (row) { return flag[row] === 1; };
    }
    var wanted;
    if (tree.is === "word") {
      wanted = this.folding.plain(tree.text);
      return onColumn(data.names, function (names) { return names.indexOf(wanted) >= 0; });
    }
    if (tree.is === "tag") {
      wanted = "\n" + this.folding.plain(tree.name);
      return onColumn(data.topics, function (topics) {
        return topics.indexOf(wanted + "\n") >= 0 || topics.indexOf(wanted + "/") >= 0;
      });
    }
    var key = this.require(tree.key, tree.start, tree.end);
    if (tree.is === "known") { return onColumn(this.looked(key.name), isKnown); }
    return onColumn(this.looked(key.name), TESTS[key.form](this, key, tree));
  };

  /* The rows that match a text, in their order; throws a QueryError. */
  Table.prototype.matching = function (text) {
    var condition = this.compile(query.parse(text));
    var rows = [];
    for (var row = 0; row < this.count; row++) { if (condition(row)) { rows.push(row); } }
    return rows;
  };

  /* What orders a known value among others of its key. */
  Table.prototype.rankOf = function (key, value) {
    if (key.ranked) { return [0, -key.words.indexOf(value), ""]; }
    if (key.form === "cadence") { return [0, cadenceLength(value, this.data.days.lengths), ""]; }
    if (key.form === "day") { return [0, knownDays(value).first, value]; }
    if (typeof value === "number" || typeof value === "boolean") { return [0, Number(value), ""]; }
    var text = this.folding.plain(textsOf(value).join(", "));
    var amount = key.form === "any" ? amountOf(text) : null;
    return amount ? [0, amount.number, text] : [1, 0, text];
  };
  function compareRanks(one, other) {
    for (var n = 0; n < 3; n++) {
      if (one[n] < other[n]) { return -1; }
      if (one[n] > other[n]) { return 1; }
    }
    return 0;
  }
  /* For each distinct value of a column its place in order, or -1 where it has none. */
  Table.prototype.places = function (key) {
    if (this.ranks[key.name]) { return this.ranks[key.name]; }
    var column = this.column(key.name), table = this, known = [];
    column.v.forEach(function (value, place) {
      if (isKnown(value) && key.apart.indexOf(value) < 0 && (!key.ranked || key.words.indexOf(value) >= 0)) {
        known.push([place, table.rankOf(key, value)]);
      }
    });
    known.sort(function (one, other) { return compareRanks(one[1], other[1]); });
    var places = new Int32Array(column.v.length).fill(-1);
    known.forEach(function (item, n) {
      var equal = n > 0 && compareRanks(known[n - 1][1], item[1]) === 0;
      places[item[0]] = equal ? places[known[n - 1][0]] : n;
    });
    this.ranks[key.name] = places;
    return places;
  };
  /* Rows by keys, the first of which counts most; `-key` is the reverse. What has no place comes
     last either way, and equals stand as they came. Nothing that must not order does. */
  Table.prototype.sorted = function (rows, names) {
    var table = this;
    var orders = names.map(function (name) {
      var key = table.find(name.replace(/^-/, ""));
      if (!key || key.orders === false) { return null; }
      var column = table.column(key.name), places = table.places(key), each = new Int32Array(table.count);
      for (var row = 0; row < table.count; row++) { each[row] = places[placeOf(column, row)]; }
      return { places: each, sign: name[0] === "-" ? -1 : 1 };
    }).filter(Boolean);
    return rows.slice().sort(function (one, other) {
      for (var n = 0; n < orders.length; n++) {
        var a = orders[n].places[one], b = orders[n].places[other];
        if (a !== b) { return a < 0 ? 1 : b < 0 ? -1 : (a - b) * orders[n].sign; }
      }
      return one - other;
    });
  };

  query.Table = Table;
}());
