// The search page: the form, its address, results as they are found, excerpts for those that come into view.
(() => {
  "use strict";
  const STEP = 20;
  const FIELDS = ["q", "from", "to", "page", "section", "author", "order"];
  const { SearchIndex, parts, find } = window.broadsheetSearch;
  const without = document.querySelector("#search-without");
  const bring = (id) => document.querySelector(id).content.cloneNode(true);
  if (location.protocol === "file:" || !window.DecompressionStream) {
    without.replaceWith(bring(location.protocol === "file:" ? "#search-on-disk" : "#search-old-browser"));
    return;
  }
  without.replaceWith(bring("#search"));
  const form = document.querySelector("form.search");
  const filters = form.querySelector("details");
  const status = document.querySelector(".search-status");
  const list = document.querySelector(".results");
  const more = document.querySelector(".search-more");
  const index = new SearchIndex(new URL("search/", document.baseURI).href);
  const language = document.documentElement.lang;
  const { interface: spoken = language } = document.documentElement.dataset; // the second language, where it is chosen
  const dates = new Intl.DateTimeFormat(spoken, { dateStyle: "long", timeZone: "UTC" });
  const numbers = new Intl.NumberFormat(spoken);

  let query = null; // {parts, order, hits, limit, abort} of the search that is shown

  // --- The form and the address ---

  const asked = () => new URLSearchParams(location.search);
  const fill = () => {
    for (const name of FIELDS) form.elements[name].value = asked().get(name) ?? (name === "order" ? "newest" : "");
    filters.open ||= FIELDS.slice(1).some((name) => asked().has(name));
  };
  const address = () => {
    const values = FIELDS.map((name) => [name, form.elements[name].value.trim()]);
    const told = new URLSearchParams(values.filter(([name, value]) => value && !(name === "order" && value === "newest")));
    return `${location.pathname}${told.size ? `?${told}` : ""}`;
  };

  const say = (key, count = null) => {
    const one = count === 1 ? "One" : "Other";
    const words = count === null ? status.dataset[key] : status.dataset[`${key}${one}`].replace("{count}", numbers.format(count));
    status.textContent = words ?? "";
  };

  // --- Searching ---

  const run = async () => {
    query?.abort.abort();
    const values = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value.trim()]));
    const own = (query = { parts: parts(values.q), order: values.order, hits: [], limit: STEP, abort: new AbortController() });
    const clear = () => {
      own.hits = [];
      list.replaceChildren();
      more.hidden = true;
    };
    clear();
    const isAsked = own.parts.length || ["from", "to", "page", "section", "author"].some((name) => values[name]);
    if (!isAsked) {
      say("nothing");
      return;
    }
    say("running");
    let told = performance.now();
    const found = (hits) => {
      own.hits.push(...hits);
      if (own.order === "newest") show();
      if (performance.now() - told < 1000) return;
      told = performance.now();
      say("sofar", own.hits.length);
    };
    try {
      const missing = await index.search(own.parts, values, { found, restart: clear, signal: own.abort.signal });
      if (own !== query) return;
      if (own.order === "best") own.hits.sort((one, other) => other.head - one.head || other.count - one.count);
      show();
      if (own.hits.length) say("found", own.hits.length);
      else say("none");
      if (missing) status.append(` ${status.dataset.partial}`);
    } catch (fault) {
      if (own !== query) return;
      say(own.hits.length ? "partial" : "failed");
      console.info(fault);
    }
  };

  // --- Results ---

  const show = () => {
    const { hits, limit } = query;
    const added = [];
    while (list.children.length < Math.min(limit, hits.length)) {
      added.push(result(hits[list.children.length], query));
      list.append(added.at(-1));
    }
    more.hidden = hits.length <= limit;
    // Others do with these lists what they do with all: mark what was read.
    if (added.length) Promise.all(added.map(({ told }) => told)).then(() => dispatchEvent(new Event("broadsheet-listed")));
  };

  const result = (hit, own) => {
    const item = bring("#search-result").firstElementChild;
    item.told = hit.file.told(hit.issue, hit.article).then(
      (told) => {
        const path = told.address.split("/").map(encodeURIComponent).join("/");
        const link = item.querySelector("a");
        link.href = path;
        marked(link, told.title, find(told.title, own.parts));
        if (told.language !== language) item.firstElementChild.lang = told.language;
        const meta = item.querySelector(".meta");
        if (told.language !== language) meta.lang = language;
        const time = document.createElement("time");
        time.dateTime = told.date;
        time.textContent = dates.format(new Date(told.date));
        const label = form.elements.page.querySelector(`option[value="${CSS.escape(told.page)}"]`)?.textContent;
        meta.append(time, ...[label ?? told.page, ...told.sections].map((words) => Object.assign(document.createElement("span"), { textContent: words })));
        item.dataset.text = path.replace(/\.html$/, ".ninjs.json");
        item.parts = own.parts;
        seen.observe(item);
      },
      () => item.remove(),
    );
    return item;
  };

  const marked = (element, text, ranges) => {
    let at = 0;
    for (const [from, to] of ranges) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      element.append(text.slice(at, from), mark);
      at = to;
    }
    element.append(text.slice(at));
  };

  // --- Excerpts ---

  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        // Without a network, and without a copy in the browser's own cache, a result has no excerpt.
        excerpt(target).catch(() => (target.querySelector(".summary").hidden = true));
      }
    },
    { rootMargin: "100px" },
  );

  /** A stretch of the line around what was found first, and the finds in it. */
  const around = (line, ranges, room) => {
    const [first] = ranges;
    let from = Math.max(0, Math.min(first[0] - Math.floor(room / 4), line.length - room));
    let to = Math.min(line.length, Math.max(from + room, first[1]));
    // Words stay whole, and no character is cut in two.
    const isInside = (at) => at > 0 && at < line.length && /^(?:[a-z\u00c0-\u024f\d]{2}|[\ud800-\udbff][\udc00-\udfff])$/i.test(line.slice(at - 1, at + 1));
    while (isInside(from) && from > 0) from -= 1;
    while (isInside(to)) to += 1;
    const inside = ranges.filter((range) => range[0] >= from && range[1] <= to).map((range) => [range[0] - from, range[1] - from]);
    return { text: line.slice(from, to), ranges: inside, before: from > 0, after: to < line.length };
  };

  const excerpt = async (item) => {
    const answer = await fetch(item.dataset.text);
    if (!answer.ok) throw new Error(`${item.dataset.text}: ${answer.status}`);
    const article = await answer.json();
    const text = article.bodies?.find((body) => body.contentType === "text/plain")?.value ?? "";
    const lines = text.split("\n").filter(Boolean);
    // For each part the first line that holds it, two lines at most.
    const wanted = new Set(item.parts.map((part) => lines.find((line) => find(line, [part]).length)).filter(Boolean));
    const chosen = [...wanted].slice(0, 2);
    const room = (/[\u2e80-\u9fff\uac00-\ud7af]/.test(text) ? 80 : 180) / Math.max(1, chosen.length);
    const summary = article.descriptions?.find((each) => each.role === "summary")?.value ?? lines[0] ?? "";
    const stretches = chosen.length
      ? chosen.map((line) => around(line, find(line, item.parts), room))
      : [around(summary, [[0, 0]], room)];
    const place = item.querySelector(".summary");
    stretches.forEach((stretch, n) => {
      if (stretch.before && !n) place.append("…");
      marked(place, stretch.text, stretch.ranges);
      if (stretch.after || n < stretches.length - 1) place.append("…");
    });
  };

  // --- Events ---

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const next = address();
    if (next !== `${location.pathname}${location.search}`) history.pushState(null, "", next);
    run();
  });
  more.addEventListener("click", async () => {
    const at = list.children.length;
    query.limit += STEP;
    show();
    const next = list.children[at];
    await next?.told; // until then its link leads nowhere
    next?.querySelector("a").focus();
  });
  addEventListener("popstate", () => {
    fill();
    run();
  });
  filters.open = matchMedia("(min-width: 768px)").matches;
  fill();
  run();
  if (!location.search) form.elements.q.focus();
})();
