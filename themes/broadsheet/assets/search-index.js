// Answers queries from the search index: which articles hold what is asked for, month by month.
// Of each term the articles are fetched first; positions only of articles that hold all terms.
(() => {
  "use strict";
  const BUCKETS = 1 << 14, AT_ONCE = 4;
  const KINDS = "ubgwp", USUAL = [1, 2, 2, 1, 2]; // bytes that the values of an article usually take, by kind
  const MOST_IN_HEAD = 3, HEAD = 256;
  const WITHOUT = [0, 1, 2, 3, 5, 8, 12, Infinity], WIDEST = 2; // bytes of a position, where `WITHOUT` is told
  const FEW = 8; // articles whose positions may be looked at at once
  const utf8 = new TextEncoder();
  const { normal, plan, Gone, fetchMonths } = window.broadsheetSearch;

  const table = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit += 1) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n;
  });
  const crc32 = (bytes) => {
    let crc = ~0;
    for (const byte of bytes) crc = table[(crc ^ byte) & 255] ^ (crc >>> 8);
    return ~crc >>> 0;
  };
  const bucketOf = ({ kind, text }) => {
    const key = "wp".includes(kind) ? [...text].slice(0, 2).join("") : text;
    return (crc32(utf8.encode(kind + key)) % BUCKETS) / BUCKETS;
  };

  // --- Postings ---

  const reader = (bytes) => {
    let at = 0;
    return {
      more: () => at < bytes.length,
      number() {
        let value = 0, scale = 1, byte;
        do {
          byte = bytes[at++];
          value += (byte & 127) * scale;
          scale *= 128;
        } while (byte > 127);
        return value;
      },
      take: (length) => bytes.subarray(at, (at += length)),
    };
  };

  /**
   * The articles of a term, or of all terms that begin with it: {places, least, without}, the stretches of the file of
   * its values, how often it is there at least, and how often at most its first character is there without the second.
   */
  const lookUp = async (file, term) => {
    const { terms, values } = await file.bucket(bucketOf(term));
    const codes = [...Array(term.text.length).keys()].map((n) => term.text.charCodeAt(n));
    const found = new Map(), entries = reader(terms);
    let place = values;
    while (entries.more()) {
      const size = entries.number(), kind = size % 8, units = Math.floor(size / 8);
      const text = entries.take(2 * units), articles = reader(entries.take(entries.number()));
      const holds =
        KINDS[kind] === term.kind &&
        (term.open ? units >= codes.length : units === codes.length) &&
        codes.every((code, n) => text[2 * n] * 256 + text[2 * n + 1] === code);
      for (let article = 0; articles.more(); ) {
        const step = articles.number();
        article += Math.floor(step / 16);
        const length = step % 2 ? articles.number() : USUAL[kind];
        const stretch = [place, (place += length)];
        if (!holds) continue;
        if (found.has(article)) found.get(article).places.push(stretch);
        else found.set(article, { places: [stretch], least: Math.ceil(length / WIDEST), without: WITHOUT[(step >> 1) % 8] });
      }
    }
    return found;
  };

  /** The values of a term in some of its articles: numbers, each the difference to the one before, as they add up. */
  const valuesOf = async (file, found, articles) => {
    const places = articles.flatMap((article) => found.get(article).places.map((stretch) => ({ article, stretch })));
    places.sort((one, other) => one.stretch[0] - other.stretch[0]);
    const bytes = await file.stretches(places.map(({ stretch }) => stretch));
    const values = new Map(articles.map((article) => [article, []]));
    places.forEach(({ article }, n) => {
      const numbers = reader(bytes[n]);
      for (let value = 0; numbers.more(); ) values.get(article).push((value += numbers.number()));
    });
    return values;
  };

  const common = (some, others) => some.filter((each) => others.has(each));

  /**
   * Whether each place where the terms looked at chain holds all of the run: what is between them is there because
   * a character never stands in the article without the next.
   */
  const isClosed = (run, looked, article) => {
    let isKnown = looked.has(run[0]);
    for (const [n, term] of run.entries()) {
      const next = looked.has(term) || looked.has(run[n + 1]) || (isKnown && term.found.get(article).without === 0);
      if (!isKnown || !next) return false;
      isKnown = next;
    }
    return true;
  };

  /** Of the articles that hold all terms those where they chain, with the places where chains begin; rare terms first. */
  const chained = async (file, terms, spare, articles, isRanked) => {
    const all = [...terms, ...spare], order = [...all].sort((one, other) => one.found.size - other.found.size);
    const run = [...all].sort((one, other) => one.at - other.at);
    const isWhole = run.every(({ kind, at }, n) => kind === "b" && at === n);
    const looked = new Set(), done = new Map();
    let left = new Map(articles.map((article) => [article, null]));
    const finish = (article, starts) => done.set(article, starts) && left.delete(article);
    if (isWhole && !isRanked) {
      // Of so many first pairs at most so many do not go on: when some must, nothing needs to be looked at.
      for (const article of articles) {
        const own = run.map(({ found }) => found.get(article));
        if (own.slice(1).reduce((least, { without }) => least - without, own[0].least) > 0) finish(article, [HEAD]);
      }
    }
    while (left.size) {
      const rest = order.filter((term) => !looked.has(term) && (looked.size === 0 || terms.includes(term)));
      const round = rest.slice(0, 2), own = [...left.keys()];
      const values = await Promise.all(round.map((term) => valuesOf(file, term.found, own)));
      for (const [n, term] of round.entries()) {
        looked.add(term);
        for (const [article, begun] of left) {
          const starts = new Set(values[n].get(article).map((at) => at - term.at));
          const both = begun ? begun.filter((at) => starts.has(at)) : [...starts];
          if (both.length) left.set(article, both);
          else left.delete(article);
        }
      }
      const isAll = terms.every((term) => looked.has(term));
      for (const [article, starts] of left) if (isAll || (isWhole && isClosed(run, looked, article))) finish(article, starts);
    }
    return done;
  };

  /** Of the articles that hold a part's terms those that hold the part, with how often they do in head and in all. */
  const holding = async (file, terms, spare, articles, isRanked) => {
    const hits = new Map();
    if (terms.length === 1 && !isRanked) {
      for (const article of articles) hits.set(article, { head: 0, count: 1 });
    } else if (terms[0].at === undefined) {
      for (const [article, weights] of await valuesOf(file, terms[0].found, articles)) {
        const head = weights.reduce((total, weight) => total + (weight % 4), 0);
        hits.set(article, { head, count: weights.reduce((total, weight) => total + Math.floor(weight / 4), head) });
      }
    } else {
      for (const [article, starts] of await chained(file, terms, spare, articles, isRanked)) {
        hits.set(article, { head: starts.filter((at) => at < HEAD).length, count: starts.length });
      }
    }
    return hits;
  };

  /** Whether an article passes the filters. */
  const sieve = async (file, { from, to, page, section, author }) => {
    const { issues } = await file.head();
    const inTime = issues.map(({ date, until }) => (!from || until >= from) && (!to || date <= to));
    if (!page && !section && !author) return (issue) => inTime[issue];
    const { pages, sections, authors, articles } = await file.facets();
    const wanted = normal(author ?? "").trim();
    const right = [
      page ? pages.map((name) => name === page) : null,
      section ? sections.map((name) => name === section) : null,
      wanted ? authors.map((name) => normal(name).includes(wanted)) : null,
    ];
    return (issue, article) =>
      inTime[issue] && right.every((those, n) => !those || articles[issue][article][n].some((place) => those[place]));
  };

  /** What the month holds of the parts; with every article for a query without parts. Newest issue first. */
  const findIn = async (file, parts, filters, isRanked) => {
    const { issues } = await file.head();
    const passes = sieve(file, filters);
    passes.catch(() => {}); // told below
    const wants = parts.map(plan).map(({ weighed, placed, spare }) => ({ terms: placed ?? [weighed], spare: spare ?? [] }));
    const lookUpAll = (terms) => Promise.all(terms.map(async (term) => ({ ...term, found: await lookUp(file, term) })));
    const isIn = await passes;
    const places = issues.flatMap(({ base, articles }, issue) =>
      Array.from({ length: articles }, (_, article) => ({ file, issue, article, number: base + article })),
    );
    const right = places.filter(({ issue, article }) => isIn(issue, article)).map(({ number }) => number);
    const narrow = (articles, asked) => asked.flat().reduce((left, { found }) => common(left, found), articles);
    const asked = await Promise.all(wants.map(({ terms }) => lookUpAll(terms)));
    let left = narrow(right, asked);
    // Neighbours are often one word: where many articles hold all words, those with the words in this order are fewer.
    const spare = left.length > FEW ? await Promise.all(wants.map((own) => lookUpAll(own.spare))) : wants.map(() => []);
    left = narrow(left, spare);
    const hits = [];
    for (const [n, terms] of asked.entries()) {
      hits.push(await holding(file, terms, spare[n], left, isRanked));
      left = common(left, hits[n]);
    }
    const sum = (number, what, most) => hits.reduce((total, own) => total + Math.min(own.get(number)[what], most), 0);
    return left
      .map((number) => ({ ...places[number], head: sum(number, "head", MOST_IN_HEAD), count: sum(number, "count", Infinity) }))
      .sort((one, other) => other.issue - one.issue || one.article - other.article);
  };

  class SearchIndex {
    #folder;
    #files = null;

    /** `folder` is the index's: an absolute address that ends in a slash. */
    constructor(folder) {
      this.#folder = folder;
    }

    /** The months, newest first. */
    #months(cache) {
      if (!this.#files || cache === "reload") {
        const files = fetchMonths(this.#folder, cache).then((months) => months.reverse());
        files.catch(() => (this.#files = null));
        this.#files = files;
      }
      return this.#files;
    }

    /**
     * Calls `found(hits)` for each month, newest first, its hits newest issue first; `restart()` when all that was
     * found is void, because a new build has replaced the index. Gives how many months could not be reached. Hits tell
     * how often they hold the query, in `head` and `count`, where `filters.order` is "best".
     */
    async search(parts, filters, { found, restart, signal }) {
      for (const cache of ["no-cache", "reload"]) {
        const months = (await this.#months(cache)).filter(
          ({ first, last }) => (!filters.from || last >= filters.from) && (!filters.to || first <= filters.to),
        );
        const waiting = [];
        let missing = 0;
        try {
          for (let n = 0; n < months.length && !signal.aborted; n += 1) {
            while (waiting.length < AT_ONCE && n + waiting.length < months.length) {
              const work = findIn(months[n + waiting.length], parts, filters, filters.order === "best");
              work.catch(() => {});
              waiting.push(work);
            }
            const hits = await waiting.shift().catch((fault) => {
              if (fault instanceof Gone) throw fault;
              missing += 1;
              return [];
            });
            if (!signal.aborted) found(hits);
          }
          if (missing && missing === months.length) throw new Error("nothing of the index can be reached");
          return missing;
        } catch (fault) {
          if (!(fault instanceof Gone) || cache === "reload" || signal.aborted) throw fault;
          restart();
        }
      }
    }
  }

  Object.assign(window.broadsheetSearch, { SearchIndex });
})();
