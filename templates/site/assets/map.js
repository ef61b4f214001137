/* The map with a pointer and keys: who knows whom, the best way to them, nearer and farther.
   All content, links and titles are in the page; this only lights it and moves the view. */
(function () {
  "use strict";
  var figure = document.getElementById("map");
  if (!figure) { return; }
  var svg = figure.querySelector("svg");
  var way = svg.querySelector(".way");
  var home = svg.getAttribute("viewBox").split(" ").map(Number);
  var view = home.slice();
  var MOST = 8;
  var dots = [];
  var threads = [];
  var lit = null;
  var pinned = false;

  function each(selector, call) {
    Array.prototype.forEach.call(svg.querySelectorAll(selector), call);
  }
  each(".mark", function (mark) {
    var circle = mark.querySelector(".dot");
    dots[Number(mark.getAttribute("data-number"))] = {
      mark: mark,
      x: Number(circle.getAttribute("cx")),
      y: Number(circle.getAttribute("cy")),
      known: [],
      way: (mark.getAttribute("data-way") || "").split(" ").filter(Boolean).map(Number)
    };
  });
  each(".threads path", function (path) {
    var ends = path.getAttribute("data-ends").split(" ").map(Number);
    threads.push({ path: path, ends: ends });
    dots[ends[0]].known.push(ends[1]);
    dots[ends[1]].known.push(ends[0]);
  });
  var circles = [];
  each(".marks circle, .me circle", function (circle) {
    circles.push({ circle: circle, radius: Number(circle.getAttribute("r")) });
  });

  /* The sentence below the drawing, and the buttons above it. */
  var told = document.createElement("p");
  told.className = "map-told";
  told.setAttribute("aria-hidden", "true");
  svg.parentNode.insertBefore(told, svg.nextSibling);
  function tell(mark) {
    told.textContent = "";
    if (!mark) { told.textContent = figure.getAttribute("data-hint"); return; }
    var parts = mark.getAttribute("aria-label").split(" · ");
    var link = document.createElement("a");
    link.href = mark.getAttribute("href");
    link.tabIndex = -1;
    link.textContent = parts.shift();
    told.appendChild(link);
    told.appendChild(document.createTextNode(parts.length ? " · " + parts.join(" · ") : ""));
  }
  var tools = document.createElement("div");
  tools.className = "map-tools";
  function addButton(sign, text, call) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = sign || text;
    if (sign) { button.setAttribute("aria-label", text); button.title = text; }
    button.addEventListener("click", call);
    tools.appendChild(button);
  }
  addButton("+", figure.getAttribute("data-in"), function () { zoom(1.5); });
  addButton("−", figure.getAttribute("data-out"), function () { zoom(1 / 1.5); });
  addButton("", figure.getAttribute("data-reset"), showAll);
  figure.insertBefore(tools, svg);

  /* Lighting: a dot, whom they know, and the steps of the best way. */
  function light(number) {
    if (lit === number) { return; }
    dim();
    lit = number;
    var dot = dots[number];
    figure.classList.add("is-lit");
    [number].concat(dot.known, dot.way).forEach(function (other) {
      dots[other].mark.classList.add("lit");
    });
    threads.forEach(function (thread) {
      if (thread.ends.indexOf(number) >= 0) { thread.path.classList.add("lit"); }
    });
    var steps = dot.way.map(function (step) { return dots[step].x + "," + dots[step].y; });
    way.setAttribute("points", steps.length ? ["0,0"].concat(steps).join(" ") : "");
    tell(dot.mark);
  }
  function dim() {
    lit = null;
    pinned = false;
    figure.classList.remove("is-lit");
    each(".lit", function (item) { item.classList.remove("lit"); });
    way.setAttribute("points", "");
    tell(null);
  }
  function numberOf(target) {
    var mark = target.closest ? target.closest(".mark") : null;
    return mark ? Number(mark.getAttribute("data-number")) : null;
  }

  /* The view: names keep their size on the screen, so the nearer, the more of them have room. */
  function unit() { return svg.getScreenCTM() ? svg.getScreenCTM().a : 1; }
  function show() {
    svg.setAttribute("viewBox", view.map(function (n) { return Math.round(n * 100) / 100; }).join(" "));
    var pixels = unit();
    var near = pixels >= 0.85;
    var font = near ? Math.min(13, 13 / pixels) : Math.min(27, 12 / pixels);
    var shrink = Math.sqrt(view[2] / home[2]);
    figure.classList.toggle("is-near", near);
    figure.classList.toggle("is-close", near && font <= 6.6);
    figure.classList.toggle("is-zoomed", view[2] < home[2] - 1);
    svg.setAttribute("font-size", font.toFixed(2));
    circles.forEach(function (item) {
      item.circle.setAttribute("r", (item.radius * shrink).toFixed(2));
    });
  }
  function keepInside() {
    for (var axis = 0; axis < 2; axis++) {
      var last = home[axis] + home[axis + 2] - view[axis + 2];
      view[axis] = Math.max(home[axis], Math.min(last, view[axis]));
    }
  }
  function place(clientX, clientY) {
    var point = svg.createSVGPoint();
    point.x = clientX;
    point.y = clientY;
    return point.matrixTransform(svg.getScreenCTM().inverse());
  }
  function zoom(factor, around) {
    var old = home[2] / view[2];
    var now = Math.max(1, Math.min(MOST, old * factor));
    var focus = around || centre();
    var share = old / now;
    view = [
      focus.x - (focus.x - view[0]) * share, focus.y - (focus.y - view[1]) * share,
      view[2] * share, view[3] * share
    ];
    keepInside();
    show();
  }
  function centre() {
    var dot = lit === null ? null : dots[lit];
    return dot || { x: view[0] + view[2] / 2, y: view[1] + view[3] / 2 };
  }
  function pan(pixelsX, pixelsY) {
    var pixels = unit();
    view[0] -= pixelsX / pixels;
    view[1] -= pixelsY / pixels;
    keepInside();
    show();
  }
  function showAll() {
    view = home.slice();
    dim();
    show();
  }
  function bringIntoView(dot) {
    var box = svg.getBoundingClientRect();
    var upper = place(box.left, box.top);
    var lower = place(box.right, box.bottom);
    if (dot.x > upper.x && dot.x < lower.x && dot.y > upper.y && dot.y < lower.y) { return; }
    view[0] = dot.x - view[2] / 2;
    view[1] = dot.y - view[3] / 2;
    keepInside();
    show();
  }

  /* Keys: arrows lead to the next dot in that direction. */
  var ARROWS = {
    ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1]
  };
  function next(number, arrow) {
    var from = number === null ? { x: 0, y: 0 } : dots[number];
    var best = null;
    var least = Infinity;
    dots.forEach(function (dot, other) {
      var ahead = (dot.x - from.x) * arrow[0] + (dot.y - from.y) * arrow[1];
      var aside = Math.abs((dot.x - from.x) * arrow[1]) + Math.abs((dot.y - from.y) * arrow[0]);
      if (other === number || ahead <= 0 || aside > ahead * 2) { return; }
      if (ahead + 2 * aside < least) { least = ahead + 2 * aside; best = other; }
    });
    return best;
  }
  figure.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "+" || event.key === "=") {
      zoom(1.5);
    } else if (event.key === "-" || event.key === "−") {
      zoom(1 / 1.5);
    } else if (event.key === "0") {
      view = home.slice();
      show();
    } else if (event.key === "Escape") {
      dim();
    } else if (ARROWS[event.key] && !tools.contains(event.target)) {
      var found = next(numberOf(event.target), ARROWS[event.key]);
      if (found !== null) { dots[found].mark.focus({ preventScroll: true }); }
    } else {
      return;
    }
    event.preventDefault();
  });
  svg.addEventListener("focusin", function (event) {
    var number = numberOf(event.target);
    if (number === null) { return; }
    light(number);
    if (event.target.matches(":focus-visible")) { bringIntoView(dots[number]); }
  });
  svg.addEventListener("focusout", function () { if (!pinned) { dim(); } });

  /* The pointer. */
  svg.addEventListener("mouseover", function (event) {
    var number = numberOf(event.target);
    if (number !== null) { light(number); } else if (!pinned) { restore(); }
  });
  svg.addEventListener("mouseleave", function () { if (!pinned) { restore(); } });
  function restore() {
    var number = svg.contains(document.activeElement) ? numberOf(document.activeElement) : null;
    if (number === null) { dim(); } else { light(number); }
  }
  svg.setAttribute("tabindex", "-1");
  svg.addEventListener("wheel", function (event) {
    /* A page that scrolls must not be caught by the map: the wheel is its own once clicked. */
    if (!event.ctrlKey && !event.metaKey && !svg.contains(document.activeElement)) { return; }
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / (event.ctrlKey ? 120 : 400)), place(event.clientX, event.clientY));
  }, { passive: false });

  var held = null;
  var moved = false;
  svg.addEventListener("mousedown", function (event) {
    if (event.button) { return; }
    held = [event.clientX, event.clientY];
    moved = false;
    if (numberOf(event.target) === null) { svg.focus({ preventScroll: true }); }
    event.preventDefault();
  });
  window.addEventListener("mousemove", function (event) {
    if (!held || !event.buttons) { held = null; return; }
    var across = event.clientX - held[0];
    var down = event.clientY - held[1];
    if (!moved && Math.abs(across) + Math.abs(down) < 5) { return; }
    moved = true;
    figure.classList.add("is-dragged");
    held = [event.clientX, event.clientY];
    pan(across, down);
  });
  window.addEventListener("mouseup", function () {
    held = null;
    figure.classList.remove("is-dragged");
  });

  /* Fingers: two zoom; one moves what was zoomed, and scrolls the page before. */
  var fingers = null;
  function spread(touches) {
    var x = touches[0].clientX - touches[1].clientX;
    var y = touches[0].clientY - touches[1].clientY;
    return Math.sqrt(x * x + y * y) || 1;
  }
  function middle(touches) {
    var two = touches.length > 1;
    return [
      two ? (touches[0].clientX + touches[1].clientX) / 2 : touches[0].clientX,
      two ? (touches[0].clientY + touches[1].clientY) / 2 : touches[0].clientY
    ];
  }
  function hold(event) {
    var touches = event.touches;
    fingers = touches.length ? {
      at: middle(touches), spread: touches.length > 1 ? spread(touches) : 0
    } : null;
  }
  svg.addEventListener("touchstart", function (event) { moved = false; hold(event); }, { passive: true });
  svg.addEventListener("touchend", hold);
  svg.addEventListener("touchcancel", hold);
  svg.addEventListener("touchmove", function (event) {
    var touches = event.touches;
    if (!fingers || (touches.length < 2 && view[2] >= home[2] - 1)) { return; }
    event.preventDefault();
    moved = true;
    var at = middle(touches);
    if (touches.length > 1 && fingers.spread) {
      zoom(spread(touches) / fingers.spread, place(at[0], at[1]));
    }
    pan(at[0] - fingers.at[0], at[1] - fingers.at[1]);
    hold(event);
  }, { passive: false });

  svg.addEventListener("click", function (event) {
    var number = numberOf(event.target);
    if (moved) { event.preventDefault(); moved = false; return; }
    if (number === null) { dim(); return; }
    /* A finger cannot hover: its first touch lights, the second follows the link. */
    if (event.pointerType === "touch" && !(pinned && lit === number)) {
      event.preventDefault();
      light(number);
      pinned = true;
    }
  });

  window.addEventListener("resize", show);
  figure.classList.add("is-live");
  tell(null);
  show();
}());
