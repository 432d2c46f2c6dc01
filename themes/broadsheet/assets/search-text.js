// Text as the search index knows it: normal form, tokens, the parts of a query and what of the index they ask for.
// The generator's search_terms.py makes the index by the same rules.
(() => {
  "use strict";
  // Code points whose letters run together to words; every other letter is a token of its own.
  const ALPHABETIC = [
    [0x0, 0xe00], [0x10a0, 0x1100], [0x1200, 0x1400], [0x1c80, 0x1cc0], [0x1e00, 0x2000], [0x2c00, 0x2e00],
    [0xa640, 0xa6a0], [0xa720, 0xa800], [0xab30, 0xabc0],
  ];
  const STRIPPED = /[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
  // What normal forms join to the character before it.
  const CLUSTER = /[^\p{M}\uff9e\uff9f\u00ad\u200b-\u200f\u2060\ufeff]?[\p{M}\uff9e\uff9f\u00ad\u200b-\u200f\u2060\ufeff]*/gu;
  const QUERY_PART = /["“”＂]([^"“”＂]*)(?:["“”＂]|$)|([^\s"“”＂]+)/gu;

  const normal = (text) =>
    text.normalize("NFKC").toLowerCase().replaceAll("ς", "σ").normalize("NFD").replace(STRIPPED, "").normalize("NFC");

  const known = new Map();
  const classOf = (character) => {
    let found = known.get(character);
    if (found === undefined) {
      const code = character.codePointAt(0);
      if (/[\p{L}\p{M}]/u.test(character)) found = ALPHABETIC.some(([from, to]) => from <= code && code < to) ? "w" : "c";
      else if (/\p{N}/u.test(character)) found = "d";
      else found = /[\p{Z}\t\n\r\f\v]/u.test(character) ? "s" : "p";
      known.set(character, found);
    }
    return found;
  };

  /** The tokens of a text in normal form: {text, at, kind, from, to}; `at` counts tokens and gaps, the rest code units. */
  const tokens = (text) => {
    const found = [];
    let index = 0, space = false, gap = false;
    for (const character of text) {
      const kind = classOf(character), end = index + character.length, last = found.at(-1);
      if (kind === "s") space = true;
      else if (kind === "p") gap = true;
      else {
        if (kind === "w" && last?.kind === "w" && last.to === index) {
          last.text += character;
          last.to = end;
        } else {
          const parted = gap || (space && kind === "d" && last?.kind === "d");
          found.push({ text: character, at: last ? last.at + (parted ? 2 : 1) : 0, kind, from: index, to: end });
        }
        space = gap = false;
      }
      index = end;
    }
    return found;
  };

  const letters = (token) => [...token.text];
  const isWord = (token) => token.kind === "w";

  /** Whether a query's last word stands for its beginnings: one letter behind another word stands for itself. */
  const isOpen = (part) => {
    const last = part.at(-1), before = part.at(-2);
    if (!isWord(last)) return false;
    return !before || letters(last).length > 1 || !isWord(before) || last.at - before.at > 1;
  };

  /** The parts of a query, each a list of tokens; a text that holds all of them is found. */
  const parts = (query) =>
    [...query.matchAll(QUERY_PART)].map((match) => tokens(normal(match[1] ?? match[2]))).filter((part) => part.length);

  /**
   * What a part asks of the index: one weighed term, or placed terms that must chain; of those, `spare` are implied
   * by the others together and may be rarer than each.
   */
  const plan = (part) => {
    const [first] = part;
    if (part.length === 1) {
      if (!isWord(first) || letters(first).length === 1) return { weighed: { kind: "u", text: letters(first)[0] } };
      return { weighed: { kind: "w", text: first.text, open: true } };
    }
    const placed = [], linked = new Set(), covered = new Set(), open = isOpen(part);
    const pair = (n) => {
      const one = part[n], other = part[n + 1];
      const text = letters(one).at(-1) + letters(other)[0];
      return { kind: other.at - one.at > 1 ? "g" : "b", text, at: one.at };
    };
    const link = (n) => {
      placed.push(pair(n));
      linked.add(n);
      covered.add(n).add(n + 1);
    };
    const parted = (n) => part[n + 1].at - part[n].at > 1;
    const lastLetter = part.length - 1;
    for (let n = 0; n < lastLetter; n += 1) if (parted(n)) link(n);
    part.forEach((token, n) => {
      if (!isWord(token)) return;
      if (open && n === lastLetter && letters(token).length === 1) {
        if (!parted(n - 1)) link(n - 1); // its first letter is all that is asked for
      } else placed.push({ kind: "p", text: token.text, at: token.at, open: open && n === lastLetter });
    });
    for (let n = 0; n < part.length; n += 1) {
      if (isWord(part[n]) || covered.has(n)) continue;
      link(n < lastLetter && !parted(n) ? n : n - 1);
    }
    const spare = [];
    for (let n = 0; n < lastLetter; n += 1) {
      if (!linked.has(n) && !(isWord(part[n]) && isWord(part[n + 1]))) spare.push(pair(n));
    }
    return { placed, spare };
  };

  /** A text with its normal form, and of each code unit there which stretch of the text it comes from. */
  const mapped = (text) => {
    let form = "";
    const starts = [], ends = [];
    for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
      if (!cluster) continue;
      const own = normal(cluster);
      form += own;
      for (let n = 0; n < own.length; n += 1) {
        starts.push(index);
        ends.push(index + cluster.length);
      }
    }
    return { form, starts, ends };
  };

  /** Where the parts stand in a text: [from, to] in code units of the text, sorted and without overlaps. */
  const find = (text, wanted) => {
    const { form, starts, ends } = mapped(text);
    const there = tokens(form), ranges = [];
    for (const part of wanted) {
      const open = isOpen(part), last = part.length - 1;
      for (let n = 0; n + last < there.length; n += 1) {
        const holds = part.every((token, k) => {
          const other = there[n + k];
          if (other.at - there[n].at !== token.at || isWord(other) !== isWord(token)) return false;
          return k === last && open ? other.text.startsWith(token.text) : other.text === token.text;
        });
        if (!holds) continue;
        const end = open ? there[n + last].from + part[last].text.length : there[n + last].to;
        ranges.push([starts[there[n].from], ends[end - 1]]);
      }
    }
    ranges.sort((one, other) => one[0] - other[0]);
    const merged = [];
    for (const range of ranges) {
      const before = merged.at(-1);
      if (before && range[0] < before[1]) before[1] = Math.max(before[1], range[1]);
      else merged.push(range);
    }
    return merged;
  };

  window.broadsheetSearch = { normal, tokens, parts, plan, find };
})();
