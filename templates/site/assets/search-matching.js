/* The search itself, without anything that is seen: folding, look-up, ranking.
   Loaded when the search is first opened. The other half is vaultnet/site/search/. */
(function () {
  "use strict";
  var LONGEST = 32;
  var LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
    "ı": "i", "ħ": "h", "ς": "σ"
  };
  var DROPPED = new RegExp("[\\u0300-\\u036f\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7" +
    "\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20f0" +
    "\\ufe00-\\ufe0f\\ufe20-\\ufe2f\\p{Cf}]", "u");
  var IN_WORD = /[\p{L}\p{N}\p{M}]/u;
  var SINGLE = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{3ffff}]/u;

  /* Folding goes letter by letter, so that it is known where in a text a match stands. */
  var folded = new Map();
  function fold(letter) {
    var found = folded.get(letter);
    if (found === undefined) {
      found = Array.from(letter.normalize("NFKD").toLowerCase().normalize("NFKD"), part).join("");
      folded.set(letter, found);
    }
    return found;
  }
  function part(letter) {
    if (Object.prototype.hasOwnProperty.call(LETTERS, letter)) { return LETTERS[letter]; }
    if (DROPPED.test(letter)) { return ""; }
    if (!IN_WORD.test(letter)) { return " "; }
    return SINGLE.test(letter) ? " " + letter + " " : letter;
  }

  /* The words of a text. `ends` says for each unit of a word where it ends in the text. */
  function tokens(text) {
    var found = [], word = null;
    function finish() {
      if (word) { word.word = Array.from(word.word).slice(0, LONGEST).join(""); found.push(word); }
      word = null;
    }
    var at = 0;
    while (at < text.length) {
      var letter = String.fromCodePoint(text.codePointAt(at));
      var end = at + letter.length;
      var parts = fold(letter);
      if (parts === "" && word) { word.ends[word.ends.length - 1] = end; }
      for (var n = 0; n < parts.length; n++) {
        if (parts[n] === " ") { finish(); continue; }
        if (!word) { word = { word: "", start: at, ends: [] }; }
        word.word += parts[n];
        word.ends.push(end);
      }
      at = end;
    }
    finish();
    return found;
  }
  function wordsOf(text) {
    var words = tokens(text).map(function (token) { return token.word; });
    return words.filter(function (word, at) { return words.indexOf(word) === at; });
  }

  /* How many slips are forgiven: none in a short word, which a slip makes another. */
  function forgiven(word) { return word.length < 4 ? 0 : word.length < 8 ? 1 : 2; }

  /* One row of the distance of Damerau and Levenshtein (a slip is a letter too many, too few,
     wrong, or two that changed places), from the rows of the prefixes that are one and two
     letters shorter. Returns the least value. */
  function fillRow(rows, depth, term, word) {
    var above = rows[depth - 1], row = rows[depth] || (rows[depth] = new Uint8Array(LONGEST * 2 + 1));
    var letter = term.charCodeAt(depth - 1), least = row[0] = depth;
    for (var j = 1; j <= word.length; j++) {
      var same = letter === word.charCodeAt(j - 1);
      var value = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1));
      if (depth > 1 && j > 1 && letter === word.charCodeAt(j - 2) &&
          term.charCodeAt(depth - 2) === word.charCodeAt(j - 1)) {
        value = Math.min(value, rows[depth - 2][j - 2] + 1);
      }
      row[j] = value;
      if (value < least) { least = value; }
    }
    return least;
  }
  function firstRow() {
    var row = new Uint8Array(LONGEST * 2 + 1);
    for (var j = 0; j < row.length; j++) { row[j] = j; }
    return [row];
  }
  function distance(term, word, most) {
    if (Math.abs(term.length - word.length) > most) { return most + 1; }
    var rows = firstRow();
    for (var depth = 1; depth <= term.length; depth++) {
      if (fillRow(rows, depth, term, word) > most) { return most + 1; }
    }
    return rows[term.length][word.length];
  }

  function sharedStart(one, other) {
    var n = 0;
    while (n < one.length && n < other.length && one.charCodeAt(n) === other.charCodeAt(n)) { n++; }
    return n;
  }

  /* A field: its words in order, and for each, as numbers in base 32, the pages that hold it. */
  function Field(data) {
    this.words = data.words ? data.words.split(" ") : [];
    this.pages = data.pages ? data.pages.split(" ") : [];
    this.shared = new Uint8Array(this.words.length);
    for (var i = 1; i < this.words.length; i++) {
      this.shared[i] = sharedStart(this.words[i - 1], this.words[i]);
    }
  }
  Field.prototype.firstFrom = function (word) {
    var low = 0, high = this.words.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (this.words[middle] < word) { low = middle + 1; } else { high = middle; }
    }
    return low;
  };
  Field.prototype.beginning = function (word, visit) {
    for (var i = this.firstFrom(word); i < this.words.length && this.words[i].startsWith(word); i++) {
      visit(i, this.words[i].length === word.length);
    }
  };
  /* Visits the words that are at most so many slips away, or that begin like it. Words stand in
     order, so the rows of a prefix serve all words that share it, and one that is too far away
     already rules them out together, but for what a shorter beginning has already won. */
  Field.prototype.resembling = function (word, most, asBeginning, visit) {
    var rows = firstRow(), dead = Infinity, least = most + 1;
    for (var i = 0; i < this.words.length; i++) {
      if (this.shared[i] >= dead) {
        if (least <= most) { visit(i, least); }
        continue;
      }
      dead = Infinity;
      least = most + 1;
      var term = this.words[i];
      for (var depth = 1; depth <= term.length; depth++) {
        var lowest = depth <= this.shared[i] ? 0 : fillRow(rows, depth, term, word);
        if (lowest > most) { dead = depth; break; }
        if (asBeginning) { least = Math.min(least, rows[depth][word.length]); }
      }
      if (!asBeginning && dead === Infinity) { least = rows[term.length][word.length]; }
      if (least <= most && least > 0) { visit(i, least); }
    }
  };

  var DIGITS = new Uint8Array(128);
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".split("").forEach(
    function (sign, value) { DIGITS[sign.charCodeAt(0)] = value; });
  function lower(costs, encoded, cost) {
    var page = -1, gap = 0, scale = 1;
    for (var i = 0; i < encoded.length; i++) {
      var digit = DIGITS[encoded.charCodeAt(i)];
      if (digit >= 32) { gap += (digit - 32) * scale; scale *= 32; continue; }
      page += 1 + gap + digit * scale;
      gap = 0;
      scale = 1;
      if (costs[page] > cost) { costs[page] = cost; }
    }
  }

  /* What a match costs. Any slip costs more than any field, and a field more than the rest of
     a word that was only begun: so a name comes before another name, that before an
     organisation, a role or a function, those before a tag, and a tag before text. */
  var NONE = 0xffff, SLIP = 64, BEGUN_SLIP = 2, FIELD = 4, BEGUN = 1;

  function Index(count, fields) {
    this.count = count;
    this.fields = fields.map(function (data) { return new Field(data); });
    this.known = new Map();
  }
  Index.prototype.add = function (data) {
    this.fields.push(new Field(data));
    this.known.clear();
  };
  Index.prototype.costs = function (word) {
    var found = this.known.get(word);
    if (found) { return found; }
    if (this.known.size > 15) { this.known.clear(); }
    var costs = new Uint16Array(this.count).fill(NONE), any = false, most = forgiven(word);
    this.fields.forEach(function (field, number) {
      function take(extra) {
        return function (i, slips) {
          any = true;
          lower(costs, field.pages[i], number * FIELD + slips * SLIP + extra);
        };
      }
      field.beginning(word, function (i, whole) { take(whole ? 0 : BEGUN)(i, 0); });
      if (most) { field.resembling(word, most, false, take(0)); }
    });
    if (!any && most) {
      this.fields.forEach(function (field, number) {
        field.resembling(word, most, true, function (i, slips) {
          lower(costs, field.pages[i], number * FIELD + slips * SLIP + BEGUN_SLIP);
        });
      });
    }
    this.known.set(word, costs);
    return costs;
  };
  /* Returns the pages that match best: those with all words, or else those with the most. Pages
     are numbered by name, so that equals come by name. */
  Index.prototype.find = function (words, limit) {
    var counts = new Uint8Array(this.count), sums = new Uint32Array(this.count), best = 0, page;
    words.forEach(function (word) {
      var costs = this.costs(word);
      for (page = 0; page < this.count; page++) {
        if (costs[page] !== NONE) {
          sums[page] += costs[page];
          best = Math.max(best, ++counts[page]);
        }
      }
    }, this);
    var keys = [];
    for (page = 0; best && page < this.count; page++) {
      if (counts[page] === best) { keys.push(sums[page] * this.count + page); }
    }
    var sorted = Float64Array.from(keys).sort().subarray(0, limit);
    return {
      total: keys.length,
      all: best === words.length,
      pages: Array.from(sorted, function (key) { return key % this.count; }, this)
    };
  };
  /* Returns the words of the pages that are nearest to words which lead nowhere: those with one
     slip more than is forgiven, and those that share a long beginning. Among equals come words
     with the same first letter, which is seldom the wrong one, then words of weightier fields. */
  Index.prototype.near = function (words, limit) {
    var found = new Map();
    function take(term, rank) {
      if (term.length > 1) { found.set(term, Math.min(rank, found.get(term) || rank)); }
    }
    words.forEach(function (word) {
      if (word.length < 2) { return; }
      var most = word.length < 4 ? 1 : forgiven(word) + 1;
      this.fields.forEach(function (field, number) {
        field.resembling(word, most, false, function (i, slips) {
          var term = field.words[i], isOther = term.charCodeAt(0) !== word.charCodeAt(0);
          take(term, slips * 100 + (isOther ? 50 : 0) + number);
        });
        var after = field.firstFrom(word);
        [after - 1, after].forEach(function (i) {
          var shared = i in field.words ? sharedStart(field.words[i], word) : 0;
          if (shared > 2 && shared * 2 >= word.length) { take(field.words[i], (LONGEST - shared) * 100 + number); }
        });
      });
    }, this);
    return Array.from(found.keys()).sort(function (a, b) {
      return found.get(a) - found.get(b) || (a < b ? -1 : 1);
    }).slice(0, limit);
  };

  /* Where words stand in a text: for each match the word, its start, its end and its slips. */
  function matches(text, words) {
    var found = [];
    tokens(text).forEach(function (token) {
      var best = null;
      words.forEach(function (word) {
        var begins = token.word.startsWith(word), most = forgiven(word);
        var slips = begins ? 0 : most ? distance(token.word, word, most) : 1;
        if (slips > most || (best && best.slips <= slips)) { return; }
        var end = begins ? token.ends[word.length - 1] : token.ends[token.ends.length - 1];
        best = { word: word, start: token.start, end: end, slips: slips };
      });
      if (best) { found.push(best); }
    });
    return found;
  }

  window.vaultnetSearch.matching = { Index: Index, wordsOf: wordsOf, matches: matches };
}());
