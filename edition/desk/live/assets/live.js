/* A page that follows its source: what changed in it is changed in place, and what is wrong is said over it. The server
   of `edition serve` adds this script; no site has it. */
(() => {
  'use strict';
  const OURS = '/-edition/';
  const make = (name, facts = {}, ...content) => {
    const element = Object.assign(document.createElement(name), facts);
    element.append(...content);
    return element;
  };

  /* The page as it was sent, with the node that shows each of its nodes. Later scripts add to what is shown: this script
     runs before them, and of what they added nothing is touched. */
  let shown = new Map();
  const pair = (sent, live) => {
    shown.set(sent, live);
    sent.childNodes.forEach((child, at) => pair(child, live.childNodes[at]));
  };
  let sent = document.documentElement.cloneNode(true);
  pair(sent, document.documentElement);
  let text;

  class Stale extends Error {}
  const liveOf = (node) => {
    const live = shown.get(node);
    if (!live?.isConnected) throw new Stale();
    return live;
  };
  const touched = new Set();
  const attributes = (was, now, live) => {
    for (const { name } of [...was.attributes]) if (!now.hasAttribute(name)) live.removeAttribute(name);
    for (const { name, value } of now.attributes) if (was.getAttribute(name) !== value) live.setAttribute(name, value);
  };
  const keep = (was, now, next) => {
    next.set(now, shown.get(was));
    now.childNodes.forEach((child, at) => keep(was.childNodes[at], child, next));
  };
  const bring = (now, next) => {
    const live = document.importNode(now, true);
    const walk = (from, to) => {
      next.set(from, to);
      from.childNodes.forEach((child, at) => walk(child, to.childNodes[at]));
    };
    walk(now, live);
    return live;
  };
  const isScript = (node) => node.nodeName === 'SCRIPT' || node.nodeName === 'TEMPLATE' || node.querySelector?.('script');
  const alike = (was, now) => was.nodeType === now.nodeType && was.nodeName === now.nodeName && was.id === now.id;

  /* Change what `was` shows so that it shows `now`; `next` gets the pairs of the page as it is sent now. */
  const change = (was, now, next) => {
    const live = liveOf(was);
    next.set(now, live);
    if (was.nodeType !== 1) {
      if (was.data !== now.data) {
        live.data = now.data;
        touched.add(live.parentElement);
      }
      return;
    }
    attributes(was, now, live);
    const before = [...was.childNodes];
    const after = [...now.childNodes];
    let head = 0;
    while (head < before.length && head < after.length && before[head].isEqualNode(after[head])) {
      keep(before[head], after[head], next);
      head += 1;
    }
    let tail = 0;
    while (tail < before.length - head && tail < after.length - head
        && before[before.length - 1 - tail].isEqualNode(after[after.length - 1 - tail])) {
      tail += 1;
      keep(before[before.length - tail], after[after.length - tail], next);
    }
    const gone = before.slice(head, before.length - tail);
    const come = after.slice(head, after.length - tail);
    while (gone.length && come.length && alike(gone[0], come[0])) change(gone.shift(), come.shift(), next);
    const last = [];
    while (gone.length && come.length && alike(gone.at(-1), come.at(-1))) last.push([gone.pop(), come.pop()]);
    if ([...gone, ...come].some(isScript)) throw new Stale();
    const behind = last.length ? last.at(-1)[0] : before[before.length - tail];
    // What has no successor comes before the mark that a script has put at the end of a block.
    const end = live.lastElementChild?.matches('.permalink') ? live.lastElementChild : null;
    const mark = behind ? liveOf(behind) : end;
    for (const node of gone) liveOf(node).remove();
    for (const node of come) {
      const fresh = bring(node, next);
      live.insertBefore(fresh, mark);
      touched.add(fresh.nodeType === 1 ? fresh : live);
    }
    for (const [old, fresh] of last) change(old, fresh, next);
  };

  const update = async () => {
    const response = await fetch(location.pathname, { cache: 'no-store' });
    const found = await response.text();
    if (found === text) return;
    text ??= found;
    const page = new DOMParser().parseFromString(found, 'text/html').documentElement;
    if (page.isEqualNode(sent)) { text = found; return; }
    const next = new Map();
    touched.clear();
    try {
      if (document.body.matches('.waiting')) throw new Stale();
      change(sent, page, next);
    } catch {
      location.reload(); // the browser keeps the place
      return;
    }
    [sent, shown, text] = [page, next, found];
    for (const node of touched) if (node?.closest('main')) flash(node);
  };

  /* Changes come one after the other; of several that wait, one is enough. */
  let busy = false;
  let again = false;
  const follow = async () => {
    again = true;
    if (busy) return;
    busy = true;
    while (again) {
      again = false;
      try { await update(); } catch { /* the server is gone; when it is back, all is asked for again */ }
    }
    busy = false;
  };
  const flash = (node) => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    node.animate?.([{ backgroundColor: 'rgb(255 200 0 / 0.45)' }, {}], { duration: 900, easing: 'ease-out' });
  };

  /* What is wrong: a strip over the lower end of the page, in a tree of its own, which no style sheet reaches. */
  const host = make('div', { id: '-live' });
  const root = host.attachShadow({ mode: 'open' });
  const box = make('section', { className: 'box', hidden: true });
  box.setAttribute('aria-label', 'edition serve');
  const pencil = make('button', { className: 'pencil', type: 'button', textContent: '✎', hidden: true, title: 'Open in the editor (F2, or Alt and click)' });
  pencil.setAttribute('aria-label', 'Open this passage in the editor');
  const words = make('p', { className: 'words', hidden: true });
  words.setAttribute('role', 'status');
  root.append(make('link', { rel: 'stylesheet', href: OURS + 'live.css' }), box, pencil, words);
  document.body.append(host);

  let timer;
  const say = (sentence) => {
    clearTimeout(timer);
    words.textContent = sentence;
    words.hidden = !sentence;
    timer = setTimeout(() => { words.hidden = true; }, 6000);
  };
  const open = async (wish) => {
    const answer = await fetch(OURS + 'open', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(wish),
    });
    const opened = answer.ok ? await answer.json() : { words: await answer.text() };
    if (opened.address) location.href = opened.address;
    say(opened.words);
  };

  // The end of the page is read above the strip.
  new ResizeObserver(() => { host.style.blockSize = box.hidden ? '' : box.offsetHeight + 'px'; }).observe(box);
  let unfolded; // as the reader wants it; undefined as long as nobody has said
  const item = (each) => {
    const button = make('button', { type: 'button', className: 'place' }, `${each.file}:${each.line}:${each.column}`);
    button.onclick = () => open({ file: each.file, line: each.line, column: each.column });
    const line = make('li', { className: each.severity }, button, ' ',
      make('b', {}, each.severity), ` ${each.code}: `, make('span', { className: 'message' }, each.message));
    if (each.help) line.append(' ', make('span', { className: 'help' }, each.help));
    return line;
  };
  const count = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;
  const wrong = ({ own, others, errors, warnings, problem }) => {
    const focused = box.contains(root.activeElement);
    box.hidden = !errors && !warnings && !problem;
    const details = make('details', { open: unfolded ?? (!!problem || own.some(({ severity }) => severity === 'error')) },
      make('summary', {}, problem || [errors && count(errors, 'error'), warnings && count(warnings, 'warning')].filter(Boolean).join(', ')));
    details.firstChild.onclick = () => { unfolded = !details.open; };
    if (own.length) details.append(make('ol', {}, ...own.map(item)));
    else if (!problem) details.append(make('p', {}, 'Nothing is wrong with what this page shows.'));
    if (others.length) details.append(make('h2', {}, 'Elsewhere'), make('ol', {}, ...others.map(item)));
    box.className = errors || problem ? 'box error' : 'box warning';
    box.replaceChildren(details);
    if (focused) details.firstChild.focus();
  };

  /* From a passage to its source. */
  const main = document.querySelector('main');
  const ids = (node) => {
    const found = [];
    for (let each = node; each && each !== main; each = each.parentElement) if (each.id) found.push(each.id);
    return found;
  };
  const source = (node) => open({ page: location.pathname, ids: ids(node) });
  document.addEventListener('click', (event) => {
    if (!event.altKey || !main?.contains(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    source(event.target);
  }, true);
  let block;
  const point = (node) => {
    const found = node?.closest?.('[id]');
    if (!found || found === main || !main.contains(found)) return;
    block = found;
    const at = found.getBoundingClientRect();
    pencil.hidden = false;
    pencil.style.insetBlockStart = Math.max(0, at.top) + scrollY + 'px';
    pencil.style.left = Math.max(0, at.left - 34) + scrollX + 'px';
  };
  for (const type of ['pointerover', 'focusin']) main?.addEventListener(type, ({ target }) => point(target));
  pencil.onclick = () => source(block);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'F2' || event.ctrlKey || event.altKey || event.metaKey || !main) return;
    event.preventDefault();
    const focused = main.contains(document.activeElement) && document.activeElement !== main && document.activeElement;
    const seen = [...main.querySelectorAll('[id]')].find((each) => each.getBoundingClientRect().top >= 0);
    source(focused || block || seen);
  });

  /* The styles of the project, exchanged when the new ones are there. */
  let styles;
  const restyle = (now) => {
    if (styles !== undefined && styles !== now) {
      for (const link of document.querySelectorAll('link[rel="stylesheet"][href*="custom.css"]')) {
        const fresh = link.cloneNode();
        fresh.href = link.href.split('?')[0] + '?' + now;
        fresh.onload = () => {
          link.remove();
          for (const [key, value] of shown) if (value === link) shown.set(key, fresh);
        };
        link.after(fresh);
      }
    }
    styles = now;
  };

  /* A browser has few connections to a server: a page that nobody sees lets go of its own. */
  let events;
  const here = decodeURIComponent(location.pathname).replace(/^\//, '').replace(/(^|\/)$/, '$1index.html');
  const listen = () => {
    if (document.hidden) {
      events?.close();
      events = undefined;
      return;
    }
    if (events) return;
    events = new EventSource(OURS + 'events?page=' + encodeURIComponent(location.pathname));
    const on = (name, action) => events.addEventListener(name, ({ data }) => action(JSON.parse(data)));
    on('progress', ({ said, done, of }) => {
      if (!document.body.matches('.waiting')) return;
      document.querySelector('[role="status"]').textContent = said;
      Object.assign(document.querySelector('progress'), { max: of, value: done });
    });
    on('hello', (state) => { restyle(state.styles); if (state.there || !document.body.matches('.waiting')) follow(); });
    on('changed', ({ paths, styles: now }) => { restyle(now); if (!paths || paths.includes(here)) follow(); });
    on('findings', wrong);
    events.onerror = () => { if (events?.readyState === EventSource.CLOSED) { events = undefined; setTimeout(listen, 1000); } };
  };
  document.addEventListener('visibilitychange', listen);
  listen();
})();
