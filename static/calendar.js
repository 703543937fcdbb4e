// A month calendar in the reader's own language, with nothing to configure: the names of days and months, the words on
// the buttons, the first day of the week and the direction of writing all come from Intl.
(() => {
  "use strict";

  const DAY = 86_400_000;
  const ROWS = 6;
  // Where Intl does not know the week, by region: Sunday first, Saturday first; elsewhere Monday.
  const SUNDAY = "AG AS AU BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW";
  const SATURDAY = "AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY";
  const RIGHT_TO_LEFT = "ar arc ckb dv fa ha he khw ks ps sd ug ur yi";

  function tryLocale(tag) {
    try {
      return new Intl.Locale(tag);
    } catch {
      return new Intl.Locale("en");
    }
  }

  function weekOf(locale) {
    const known = locale.getWeekInfo?.() ?? locale.weekInfo;
    if (known) return { first: known.firstDay, weekend: known.weekend };
    const region = locale.maximize().region ?? "";
    const first = SUNDAY.split(" ").includes(region) ? 7 : SATURDAY.split(" ").includes(region) ? 6 : 1;
    return { first, weekend: [6, 7] };
  }

  function directionOf(locale) {
    const known = locale.getTextInfo?.() ?? locale.textInfo;
    return known?.direction ?? (RIGHT_TO_LEFT.split(" ").includes(locale.language) ? "rtl" : "ltr");
  }

  // Days are counted in UTC throughout, so that no change of clocks can skip or repeat one.
  const at = (year, month, day) => new Date(Date.UTC(year, month, day));

  function today() {
    const now = new Date();
    return at(now.getFullYear(), now.getMonth(), now.getDate());
  }

  // Monday is 1 and Sunday 7, as Intl counts them.
  const weekday = (date) => date.getUTCDay() || 7;

  function moveMonth(date, by) {
    const target = at(date.getUTCFullYear(), date.getUTCMonth() + by, 1);
    const last = at(target.getUTCFullYear(), target.getUTCMonth() + 1, 0).getUTCDate();
    return at(target.getUTCFullYear(), target.getUTCMonth(), Math.min(date.getUTCDate(), last));
  }

  function make(document, tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  }

  function arrow(document, path) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const line = document.createElementNS(space, "path");
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
  }

  function draw(document, place) {
    const locale = tryLocale(navigator.language);
    const tag = locale.toString();
    const week = weekOf(locale);
    const format = (options) => new Intl.DateTimeFormat(tag, { timeZone: "UTC", calendar: "gregory", ...options });
    const monthName = format({ month: "long", year: "numeric" });
    const fullDate = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
    const dayNumber = format({ day: "numeric" });
    const shortDay = format({ weekday: "short" });
    const longDay = format({ weekday: "long" });
    const relative = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
    const capital = (words) => words.charAt(0).toLocaleUpperCase(tag) + words.slice(1);

    document.documentElement.lang = tag;
    document.documentElement.dir = directionOf(locale);

    let chosen = today();

    const title = make(document, "h1", { "aria-live": "polite" });
    const previous = make(document, "button", { type: "button", "aria-label": capital(relative.format(-1, "month")) },
      arrow(document, "M15 5l-7 7 7 7"));
    const next = make(document, "button", { type: "button", "aria-label": capital(relative.format(1, "month")) },
      arrow(document, "M9 5l7 7-7 7"));
    const now = make(document, "button", { type: "button" }, capital(relative.format(0, "day")));

    // 1 January 2024 was a Monday.
    const names = Array.from({ length: 7 }, (_, i) => at(2024, 0, 1 + ((week.first - 1 + i) % 7)));
    const head = make(document, "tr", {},
      ...names.map((day) => make(document, "th", { scope: "col", abbr: longDay.format(day) }, shortDay.format(day))));
    const body = make(document, "tbody");
    const table = make(document, "table", { role: "grid" }, make(document, "thead", {}, head), body);
    const said = make(document, "output");

    function cell(day) {
      const isToday = day.getTime() === today().getTime();
      const isChosen = day.getTime() === chosen.getTime();
      const button = make(document, "button", {
        type: "button",
        tabindex: isChosen ? "0" : "-1",
        "aria-label": fullDate.format(day),
        "aria-current": isToday && "date",
        "data-time": String(day.getTime()),
      }, make(document, "span", { "aria-hidden": "true" }, dayNumber.format(day)));
      return make(document, "td", {
        "aria-selected": String(isChosen),
        "data-weekend": week.weekend.includes(weekday(day)),
        "data-outside": day.getUTCMonth() !== chosen.getUTCMonth(),
      }, button);
    }

    function show(date, focus) {
      chosen = date;
      const first = at(date.getUTCFullYear(), date.getUTCMonth(), 1);
      const lead = (weekday(first) - week.first + 7) % 7;
      const start = first.getTime() - lead * DAY;
      const rows = Array.from({ length: ROWS }, (_, row) => make(document, "tr", {},
        ...Array.from({ length: 7 }, (_, column) => cell(new Date(start + (row * 7 + column) * DAY)))));
      body.replaceChildren(...rows);
      const name = capital(monthName.format(date));
      title.textContent = name;
      table.setAttribute("aria-label", name);
      document.title = name;
      said.textContent = capital(fullDate.format(date));
      if (focus) body.querySelector('[tabindex="0"]').focus();
    }

    function moved(key) {
      const ahead = document.documentElement.dir === "rtl" ? -1 : 1;
      const column = (weekday(chosen) - week.first + 7) % 7;
      const days = { ArrowLeft: -ahead, ArrowRight: ahead, ArrowUp: -7, ArrowDown: 7, Home: -column, End: 6 - column }[key];
      if (days !== undefined) return new Date(chosen.getTime() + days * DAY);
      const months = { PageUp: -1, PageDown: 1 }[key];
      return months === undefined ? undefined : moveMonth(chosen, months);
    }

    previous.addEventListener("click", () => show(moveMonth(chosen, -1)));
    next.addEventListener("click", () => show(moveMonth(chosen, 1)));
    now.addEventListener("click", () => show(today()));
    body.addEventListener("click", (event) => {
      const time = event.target.closest("[data-time]")?.dataset.time;
      if (time) show(new Date(Number(time)), true);
    });
    body.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const date = moved(event.key);
      if (!date) return;
      event.preventDefault();
      show(date, true);
    });
    // Left open over midnight, it marks the new day when it is next looked at.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") show(chosen);
    });

    const buttons = make(document, "div", {}, previous, now, next);
    place.replaceChildren(make(document, "header", {}, title, buttons), table, said);
    show(chosen);
  }

  // Turns the document it is given into the calendar and leaves nothing else in it.
  function take(document) {
    for (const old of document.querySelectorAll('style:not([data-calendar]), link, meta[name="theme-color"]')) old.remove();
    for (const name of Object.keys(document.documentElement.dataset)) delete document.documentElement.dataset[name];
    const place = make(document, "main");
    document.body.className = "calendar-page";
    document.body.replaceChildren(place);
    draw(document, place);
  }

  Object.defineProperty(globalThis, "monthCalendar", { value: Object.freeze({ take }) });

  const place = document.getElementById("calendar");
  if (place) draw(document, place);
})();
