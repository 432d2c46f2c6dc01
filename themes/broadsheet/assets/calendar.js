// Arrows move between the linked days of calendars; each calendar is one stop of the Tab key. Without it, every day is.
(() => {
  const dates = [...document.querySelectorAll(".calendar td a")];
  if (!dates.length) return;
  const DAY = 24 * 60 * 60 * 1000;
  const days = dates.map((link) => Date.parse(link.querySelector("time").dateTime) / DAY);
  const tables = new Set(dates.map((link) => link.closest("table")));

  const stop = (link) => {
    for (const other of link.closest("table").querySelectorAll("td a")) other.tabIndex = other === link ? 0 : -1;
  };
  tables.forEach((table) => stop(table.querySelector("td a")));

  const within = (link) => [...link.closest("table").querySelectorAll("td a")];
  // Up and down: the linked day a week away, else the nearest one beyond.
  const moves = {
    ArrowLeft: (at) => dates[at - 1],
    ArrowRight: (at) => dates[at + 1],
    ArrowUp: (at) => dates[days.findLastIndex((day) => day <= days[at] - 7)],
    ArrowDown: (at) => dates[days.findIndex((day) => day >= days[at] + 7)],
    Home: (at) => within(dates[at])[0],
    End: (at) => within(dates[at]).at(-1),
  };

  document.addEventListener("keydown", (event) => {
    const at = dates.indexOf(event.target);
    if (at < 0 || !Object.hasOwn(moves, event.key) || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    moves[event.key](at)?.focus();
  }, true);
  document.addEventListener("focusin", (event) => {
    if (dates.includes(event.target)) stop(event.target);
  });

  const help = document.querySelector("template.calendar-help");
  help?.replaceWith(help.content);
})();
