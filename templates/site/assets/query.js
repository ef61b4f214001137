/* The query language: from a text to a tree, and back. What a tree means is in query-matching.js.
   The same language as that of the command line, held to the same cases: tests/query/cases.json.
   Spans count UTF-16 units here; only `column` counts letters as people do. */
(function () {
  "use strict";

  /* What Python takes for a blank, so that both cut a text at the same places. */
  var BLANKS = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  var BLANK = new RegExp("[" + BLANKS + "]+", "y");
  var ONLY_BLANKS = new RegExp("^[" + BLANKS + "]*$");
  var BARE = new RegExp("[^" + BLANKS + "()\":<>=]+", "y");
  var VALUE = new RegExp("[^" + BLANKS + "()\"]+", "y");
  var OPERATOR = /:?(<=|>=|<|>|=)|:/y;

  var LETTER = "\\p{L}\\p{N}_";
  var BARE_WORD = new RegExp("^[" + LETTER + "][" + LETTER + ".@'’/+\\-]*$", "u");
  var BARE_KEY = new RegExp("^[" + LETTER + "][" + LETTER + ".\\-]*$", "u");
  var BARE_VALUE = new RegExp("^[" + LETTER + "+\\-][" + LETTER + ".,:@'’/+%\\-]*$", "u");

  var JOINING = { or: "or", and: "and", not: "-" };
  var FLAGS = ["overdue", "untriaged"];
  var DEEPEST = 50;

  /* A mistake: its place, and sentences with named fields in braces, to be said in a language. */
  function QueryError(start, end, template, hint, values) {
    this.start = start;
    this.end = end;
    this.template = template;
    this.hint = hint;
    this.values = values || {};
  }
  function fail(start, end, template, hint, values) {
    throw new QueryError(start, end, template, hint, values);
  }
  function columnOf(text, offset) { return Array.from(text.slice(0, offset)).length + 1; }
  function filled(template, values) {
    return template.replace(/\{(\w+)\}/g, function (_, name) { return String(values[name]); });
  }

  function matchAt(pattern, text, offset) {
    pattern.lastIndex = offset;
    return pattern.exec(text);
  }
  function isEmpty(text) { return ONLY_BLANKS.test(text); }
  function isOrder(operator) { return operator !== ":" && operator !== "="; }
  function lower(word) { return word.toLowerCase(); }

  /* Tokens */
  function scan(text) {
    var tokens = [];
    var offset = 0;
    while (offset < text.length) {
      var blank = matchAt(BLANK, text, offset);
      if (blank) { offset += blank[0].length; continue; }
      var token = tokenAt(text, offset);
      tokens.push(token);
      offset = token.end;
    }
    return tokens;
  }
  function tokenAt(text, start) {
    var letter = text[start];
    if (letter === "(" || letter === ")" || letter === "-") {
      return { sign: letter, start: start, end: start + 1 };
    }
    if (letter === "#") { return tagAt(text, start); }
    var word = literalAt(text, start, BARE);
    if (!word) {
      fail(start, start + 1, 'there is no key before "{operator}"',
        'write key{operator}value, or put it in quotes: "{operator}"', { operator: letter });
    }
    var operator = matchAt(OPERATOR, text, word.end);
    if (operator) { return comparisonAt(text, word, operator); }
    if (isEmpty(word.text)) {
      fail(word.start, word.end, "there is nothing between the quotes",
        "take them out, or write a name");
    }
    requireEnd(text, word);
    return plainWord(word);
  }
  function term(start, end, tree) { return { sign: "term", start: start, end: end, term: tree }; }
  function plainWord(word) {
    var folded = lower(word.text);
    if (!word.quoted && JOINING.hasOwnProperty(folded)) {
      return { sign: JOINING[folded], start: word.start, end: word.end };
    }
    if (!word.quoted && FLAGS.indexOf(folded) >= 0) {
      return term(word.start, word.end, { is: "flag", name: folded });
    }
    return term(word.start, word.end, { is: "word", text: word.text });
  }
  function comparisonAt(text, key, found) {
    var operator = found[1] || ":";
    var after = key.end + found[0].length;
    var value = literalAt(text, after, VALUE);
    var values = { key: key.text, operator: found[0], value: "" };
    if (isEmpty(key.text)) {
      fail(key.start, key.end, 'there is no key before "{operator}"',
        "write key{operator}value", values);
    }
    if (!value || isEmpty(value.text)) {
      fail(key.start, value ? value.end : after, 'there is no value after "{key}{operator}"',
        'write it directly behind; has:{key} asks whether "{key}" is known', values);
    }
    requireEnd(text, value);
    if (lower(key.text) === "has" && !isOrder(operator) && !key.quoted) {
      return term(key.start, value.end,
        { is: "known", key: value.text, start: value.start, end: value.end });
    }
    return term(key.start, value.end, {
      is: "comparison", key: key.text, operator: operator, value: value.text,
      start: key.start, end: key.end, valueStart: value.start, valueEnd: value.end
    });
  }
  function tagAt(text, start) {
    var name = literalAt(text, start + 1, VALUE);
    if (!name || isEmpty(name.text)) {
      fail(start, name ? name.end : start + 1, "there is no tag after #",
        "write it directly behind: #hiring");
    }
    requireEnd(text, name);
    return term(start, name.end, { is: "tag", name: name.text });
  }
  /* The word that begins at a place, in quotes or not; null where there is none. */
  function literalAt(text, start, bare) {
    if (text[start] === '"') { return quotedAt(text, start); }
    var found = matchAt(bare, text, start);
    return found && { text: found[0], start: start, end: start + found[0].length, quoted: false };
  }
  function quotedAt(text, start) {
    var held = "";
    for (var at = start + 1; at < text.length; at++) {
      if (text[at] === '"') { return { text: held, start: start, end: at + 1, quoted: true }; }
      if (text[at] === "\\") { at++; }
      held += text[at] || "";
    }
    return fail(start, text.length, "this quote is never closed",
      'put a " at the end of what belongs together');
  }
  function requireEnd(text, word) {
    if (!word.quoted && text[word.end] === '"') {
      fail(word.end, word.end + 1, "a quote stands inside a word",
        "put a blank before it, or the whole word in quotes");
    }
  }

  /* The tree in its normal form: groups of one kind and double negations are taken apart. */
  function joined(is, parts) {
    var held = [];
    parts.forEach(function (part) {
      if (part.is === is) { held.push.apply(held, part.parts); } else { held.push(part); }
    });
    return held.length === 1 ? held[0] : { is: is, parts: held };
  }
  function negation(part) { return part.is === "not" ? part.part : { is: "not", part: part }; }

  function parse(text) {
    var tokens = scan(text);
    var next = 0;
    var depth = 0;

    function peek() { return tokens[next]; }
    function follows(signs) { return next < tokens.length && signs.indexOf(peek().sign) >= 0; }

    function any() {
      var parts = [all()];
      while (follows(["or"])) {
        requireOperand(tokens[next++]);
        parts.push(all());
      }
      return joined("or", parts);
    }
    function all() {
      var parts = [one()];
      while (next < tokens.length && !follows(["or", ")"])) {
        if (follows(["and"])) { requireOperand(tokens[next++]); }
        parts.push(one());
      }
      return joined("and", parts);
    }
    function one() {
      var negated = false;
      var token = tokens[next++];
      while (token.sign === "-") {
        negated = !negated;
        requireNegated(token);
        token = tokens[next++];
      }
      var tree = token.sign === "(" ? group(token) : single(token);
      return negated ? negation(tree) : tree;
    }
    function single(token) {
      if (token.term) { return token.term; }
      return token.sign === ")" ? unopened(token) : lonely(token);
    }
    function group(opening) {
      if (depth === DEEPEST) {
        fail(opening.start, opening.end, "more than {count} groups stand inside each other",
          "take some parentheses out", { count: DEEPEST });
      }
      depth++;
      if (follows([")"])) {
        fail(opening.start, peek().end, "there is nothing between the parentheses",
          "take them out, or write something there");
      }
      if (!peek()) { unclosed(opening); }
      var tree = any();
      if (!peek()) { unclosed(opening); }
      next++;
      depth--;
      return tree;
    }
    function requireOperand(joint) {
      if (!peek() || follows(["or", "and", ")"])) { lonely(joint); }
    }
    /* A hyphen stands close to what it negates; the word "not" need not. */
    function requireNegated(sign) {
      var apart = peek() && peek().start > sign.end && sign.end - sign.start === 1;
      if (!peek() || follows(["or", "and", ")"]) || apart) {
        fail(sign.start, sign.end, "there is nothing here to negate",
          "write - directly before a term or a group: -status:closed");
      }
    }
    function lonely(joint) {
      fail(joint.start, joint.end, '"{word}" joins two terms, and one of them is missing',
        'add it, or write "{word}" in quotes if it is part of a name', { word: joint.sign });
    }
    function unclosed(opening) {
      fail(opening.start, opening.end, "this parenthesis is never closed",
        "add a ) where the group ends");
    }
    function unopened(closing) {
      fail(closing.start, closing.end, "nothing was opened that this could close",
        "take it out, or open with (");
    }

    if (!tokens.length) { return { is: "and", parts: [] }; }
    var tree = any();
    if (peek()) { unopened(peek()); }
    return tree;
  }

  /* A text that is read as a tree. */
  function written(tree) {
    if (tree.is === "or") { return tree.parts.map(written).join(" or "); }
    if (tree.is === "and") {
      return tree.parts.map(function (part) { return grouped(part, ["or"]); }).join(" ");
    }
    if (tree.is === "not") { return "-" + grouped(tree.part, ["and", "or"]); }
    return writtenTerm(tree);
  }
  function grouped(tree, loose) {
    return loose.indexOf(tree.is) >= 0 ? "(" + written(tree) + ")" : written(tree);
  }
  function writtenTerm(tree) {
    if (tree.is === "word") {
      var folded = lower(tree.text);
      var special = JOINING.hasOwnProperty(folded) || FLAGS.indexOf(folded) >= 0;
      return special ? quoted(tree.text) : spelt(tree.text, BARE_WORD);
    }
    if (tree.is === "tag") { return "#" + spelt(tree.name, BARE_WORD); }
    if (tree.is === "flag") { return tree.name; }
    if (tree.is === "known") { return "has:" + spelt(tree.key, BARE_VALUE); }
    return spelt(tree.key, BARE_KEY) + tree.operator + spelt(tree.value, BARE_VALUE);
  }
  function spelt(text, bare) { return bare.test(text) ? text : quoted(text); }
  function quoted(text) { return '"' + text.replace(/[\\"]/g, "\\$&") + '"'; }

  window.vaultnetQuery = {
    QueryError: QueryError,
    fail: fail,
    parse: parse,
    written: written,
    quoted: quoted,
    isOrder: isOrder,
    columnOf: columnOf,
    filled: filled
  };
}());
