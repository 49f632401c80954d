/* Which turns are shown in full: one speaker, two, or all but some. The address keeps it (?only=stalin, ?off=molotov). */
(() => {
  'use strict';
  const bar = document.getElementById('-cast-only');
  if (!bar) return;
  const main = document.querySelector('main');
  const talk = document.getElementById('-talk');
  if (talk && !/[?&](only|off)=/.test(location.search) && matchMedia('(max-width: 40rem)').matches) talk.open = false;
  const turns = [...main.querySelectorAll('[data-cite][data-speaker]')];
  const boxes = [...main.querySelectorAll('.cast input[id^="-show-"]')];
  const status = bar.querySelector('[role="status"]');
  const first = bar.querySelector('select');
  const second = first.cloneNode(true);
  second.options[0].text = bar.dataset.nobody;
  const label = document.createElement('label');
  label.append(bar.dataset.and, ' ', second);
  first.parentNode.after(' ', label);

  const slots = new Map([...first.options].map((option) => [option.value, option.dataset.slot]));
  const keys = new Map([...slots].map(([key, slot]) => [slot, key]));
  const names = new Map([...first.options].map((option) => [option.dataset.slot, option.text]));
  const others = [...slots.values()].filter((slot) => slot > 8);
  const covered = (box) => { const slot = box.id.slice(6); return slot === '9' ? others : [slot]; };
  const asked = new URLSearchParams(location.search);
  const listed = (name) => (asked.get(name) || '').split(',').map((key) => slots.get(key)).filter(Boolean);
  let only = listed('only');
  let off = new Set(listed('off'));

  const show = () => {
    const folds = (slot) => (only.length ? !only.includes(slot) : off.has(slot));
    let shown = 0;
    for (const turn of turns) {
      const folded = folds(turn.dataset.speaker);
      turn.toggleAttribute('data-folded', folded);
      shown += !folded;
    }
    for (const box of boxes) box.checked = !covered(box).every(folds);
    [first, second].forEach((select, at) => { select.value = keys.get(only[at]) || ''; });
    label.hidden = !only.length;
    status.textContent = shown === turns.length ? ''
      : bar.dataset.status.replace('{shown}', shown).replace('{all}', turns.length);
  };

  const keep = () => {
    const search = new URLSearchParams(location.search);
    const set = (name, chosen) => (chosen.length ? search.set(name, chosen.map((slot) => keys.get(slot)).join(',')) : search.delete(name));
    set('only', only);
    set('off', only.length ? [] : [...off]);
    const query = search.toString().replaceAll('%2C', ',');
    try { history.replaceState(null, '', (query ? '?' + query : location.pathname) + location.hash); } catch { /* opened from disk */ }
    pages(query);
  };

  /* The other pages of the same document show the same. */
  const pages = (query) => {
    for (const link of main.querySelectorAll('.turning a, .parts a, a.step:not([href^="#"])')) {
      const [path, hash] = link.getAttribute('href').split('#');
      link.setAttribute('href', path.split('?')[0] + (query ? '?' + query : '') + (hash ? '#' + hash : ''));
    }
  };

  for (const select of [first, second]) {
    select.addEventListener('change', () => {
      only = [...new Set([first.value, first.value && second.value])].filter(Boolean).map((key) => slots.get(key));
      off = new Set();
      show();
      keep();
    });
  }
  for (const box of boxes) {
    box.addEventListener('change', () => {
      if (only.length) off = new Set([...slots.values()].filter((slot) => slot && !only.includes(slot)));
      only = [];
      for (const slot of covered(box)) off[box.checked ? 'delete' : 'add'](slot);
      show();
      keep();
    });
  }

  /* Where the source prints the speakers' names, the ways to their turns before and after. */
  const latest = new Map();
  const lead = (turn, other, sign, words) => {
    const link = Object.assign(document.createElement('a'), { className: 'step', href: '#' + other.id, textContent: sign });
    link.setAttribute('aria-label', words + ' ' + names.get(turn.dataset.speaker));
    const number = turn.querySelector(':scope > .number');
    if (number) number.after(link);
  };
  for (const turn of turns) {
    const before = latest.get(turn.dataset.speaker);
    latest.set(turn.dataset.speaker, turn);
    if (!before) continue;
    lead(before, turn, '›', bar.dataset.after);
    lead(turn, before, '‹', bar.dataset.before);
  }

  main.dataset.folds = '';
  bar.hidden = false;
  show();
  if (location.search) pages(location.search.slice(1));
  if (location.hash && (only.length || off.size)) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
})();
