// Reads an article aloud, sentence by sentence, with a voice of this device: none that would send the text elsewhere.
(() => {
  "use strict";
  const story = document.querySelector(".story");
  const templates = ["listen", "speaker"].map((id) => document.getElementById(id)?.content.firstElementChild);
  const room = document.querySelector(".reader");
  if (!window.speechSynthesis || !story || !room || !templates.every(Boolean)) return;
  const language = story.closest("[lang]").lang;
  const { get, set } = window.broadsheet;
  const [listen, bar] = templates.map((each) => each.cloneNode(true));
  const pause = bar.querySelector(".pause"), rate = bar.querySelector("select");
  const words = { pause: pause.textContent, resume: pause.dataset.resume };

  // --- a voice --------------------------------------------------------------------------------------------------------
  // zh-Hans is spoken as in zh-CN, zh-Hant as in zh-TW.
  const wanted = { "zh-hans": "zh-cn", zh: "zh-cn", "zh-hant": "zh-tw" }[language.toLowerCase()] ?? language.toLowerCase();
  const tag = (voice) => voice.lang.toLowerCase().replace("_", "-").replace(/^cmn-(?:hans-|hant-)?/, "zh-");
  let voice = null;
  const choose = () => {
    const near = speechSynthesis.getVoices().filter((each) => each.localService && tag(each).split("-")[0] === wanted.split("-")[0]);
    voice = near.find((each) => tag(each) === wanted) ?? near.find((each) => tag(each).startsWith(wanted)) ?? near[0] ?? null;
    if (voice && !listen.isConnected) room.prepend(listen);
  };
  speechSynthesis.addEventListener?.("voiceschanged", choose);
  choose();

  // --- sentences ------------------------------------------------------------------------------------------------------
  const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, dt, dd";
  const SPOKEN = ".headline, .deck, .byline, .part-title, .text";
  const UNSPOKEN = "figure, .table, .note, .footnotes, .way, .mark, pre, .speaker";
  // A sentence ends with its mark and the quotation marks and brackets behind it.
  const HAN = /[^。！？!?…]*(?:[。！？!?…]+[”’」』）》】]*|$)/g, LATIN = /[^.!?…]*(?:[.!?…]+["”’)\]]*\s*|$)/g;
  const cut = (text) => {
    if (!/^(zh|ja)/.test(language) && window.Intl?.Segmenter) {
      const parts = [];
      for (const { segment } of new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)) {
        // "Dr. Lee" is no two sentences.
        if (/(?:^|\s)\p{Lu}\p{L}{0,2}\.\s*$/u.test(parts.at(-1) ?? "")) parts.push(parts.pop() + segment);
        else parts.push(segment);
      }
      return parts;
    }
    return text.match(/^(zh|ja)/.test(language) ? HAN : LATIN).filter(Boolean);
  };
  const sentencesOf = (nodes) => {
    const text = nodes.map((node) => node.data).join("");
    const place = (offset, isEnd) => {
      let at = 0;
      while (at < nodes.length - 1 && offset > nodes[at].length - (isEnd ? 0 : 1)) offset -= nodes[at++].length;
      return [nodes[at], Math.min(offset, nodes[at].length)];
    };
    let from = 0;
    return cut(text).map((part) => {
      const range = document.createRange();
      range.setStart(...place(from, false));
      range.setEnd(...place(from += part.length, true));
      return { range, text: part.replace(/\s+/g, " ").trim(), block: nodes[0].parentElement.closest(BLOCKS) };
    }).filter((each) => /[\p{L}\p{N}]/u.test(each.text));
  };
  const read = () => {
    const blocks = new Map();
    const walker = document.createTreeWalker(story, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement, block = parent.closest(BLOCKS);
      if (!block || !parent.closest(SPOKEN) || parent.closest(UNSPOKEN)) continue;
      blocks.set(block, [...(blocks.get(block) ?? []), walker.currentNode]);
    }
    return [...blocks.values()].flatMap(sentencesOf);
  };

  // --- the sentence being spoken is marked, and in sight unless the reader has gone elsewhere --------------------------
  let following = true;
  const mark = (sentence) => {
    document.querySelector("[data-spoken]")?.removeAttribute("data-spoken");
    if (window.CSS?.highlights && window.Highlight) {
      CSS.highlights.delete("spoken");
      if (sentence) CSS.highlights.set("spoken", new Highlight(sentence.range));
    } else sentence?.block.toggleAttribute("data-spoken", true);
  };
  const follow = ({ range }) => {
    const box = range.getBoundingClientRect(), foot = innerHeight - bar.offsetHeight;
    const isSeen = box.top >= 0 && box.bottom <= foot;
    if (isSeen) following = true;
    else if (following) {
      const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
      scrollBy({ top: box.top - foot / 3, behavior });
    }
  };
  for (const away of ["wheel", "touchmove"]) addEventListener(away, () => { following = false; }, { passive: true });

  // --- speaking -------------------------------------------------------------------------------------------------------
  // Pausing ends the sentence and resuming says it again: several systems lose their place when they are paused.
  let sentences = [], at = 0, isSpeaking = false, turn = 0, said = null;
  const hush = () => {
    turn += 1;
    speechSynthesis.cancel();
  };
  const say = () => {
    hush();
    const own = turn, sentence = sentences[at];
    isSpeaking = true;
    show();
    mark(sentence);
    follow(sentence);
    said = new SpeechSynthesisUtterance(sentence.text);
    Object.assign(said, { voice, lang: voice.lang, rate: Number(rate.value) });
    said.onend = () => own === turn && go(1);
    said.onerror = () => own === turn && wait();
    speechSynthesis.speak(said);
  };
  const wait = () => {
    hush();
    isSpeaking = false;
    show();
  };
  const go = (by) => {
    at = Math.max(0, at + by);
    if (at >= sentences.length) stop();
    else if (isSpeaking) say();
    else mark(sentences[at]);
  };
  const stop = () => {
    const hadFocus = bar.contains(document.activeElement);
    wait();
    mark(null);
    bar.remove();
    if (hadFocus) listen.focus();
  };
  const show = () => { pause.textContent = isSpeaking ? words.pause : words.resume; };
  const on = (name, act) => bar.querySelector(`.${name}`).addEventListener("click", () => {
    following = true;
    act();
  });
  on("pause", () => (isSpeaking ? wait() : say()));
  on("back", () => go(-1));
  on("on", () => go(1));
  on("stop", stop);
  rate.value = get("rate", "1");
  if (!rate.value) rate.value = "1";
  rate.addEventListener("change", () => {
    set("rate", rate.value);
    if (isSpeaking) say();
  });
  listen.addEventListener("click", () => {
    if (bar.isConnected) return stop();
    sentences = read();
    if (!sentences.length) return;
    at = 0;
    following = true;
    document.body.append(bar);
    say();
    pause.focus();
  });
  addEventListener("pagehide", () => bar.isConnected && stop());
})();
