/* How a page is read: switches remembered and in the address, cards, notes in place. Without it the switches
   work, names and notes are links. */
(() => {
  'use strict';
  const words = document.currentScript.dataset;
  const main = document.querySelector('main');
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const make = (name, className, text = '') =>
    Object.assign(document.createElement(name), { className, textContent: text });
  const attempt = (action) => { try { return action(); } catch { /* what a browser or a reader forbids */ } };

  /* In another language the same page opens at the same place, as it was asked for. */
  for (const type of ['pointerdown', 'click']) {
    document.querySelector('.languages')?.addEventListener(type, ({ target }) => {
      const link = target.closest('a');
      if (link) [link.search, link.hash] = [location.search, location.hash];
    });
  }

  /* What readers chose stands in the address as ?view=corrected,no-notes and is kept for other pages. The address wins,
     so that a citation opens what was cited; ?view=default is the page as it was made. */
  const form = document.getElementById('-view');
  if (form) {
    const KEY = 'edition-view';
    const select = document.getElementById('-compare');
    const inputs = all('input', form);
    const kept = (word) => inputs.some((input) => input.value === word && input.type === 'checkbox');
    const memory = () => (attempt(() => localStorage.getItem(KEY)) || '').split(',').filter(Boolean);
    const pairs = () => location.search.slice(1).split('&').filter(Boolean);
    const chosen = () => [...inputs.filter((input) => input.checked !== input.defaultChecked), select]
      .map((input) => input?.value).filter(Boolean);
    const write = () => {
      const list = chosen().map(encodeURIComponent).join();
      const query = [...pairs().filter((pair) => !pair.startsWith('view=')), ...(list ? ['view=' + list] : [])].join('&');
      attempt(() => history.replaceState(history.state, '', location.pathname + (query && '?' + query) + location.hash));
    };
    const asked = pairs().find((pair) => pair.startsWith('view='));
    const list = asked ? (attempt(() => decodeURIComponent(asked.slice(5))) || '').split(',') : memory();
    for (const input of inputs) input.checked = input.defaultChecked !== (!!input.value && list.includes(input.value));
    if (select) select.value = [...select.options].find(({ value }) => value && list.includes(value))?.value || '';
    if (!asked && chosen().length) write();
    form.addEventListener('change', () => {
      const now = [...memory().filter((word) => !kept(word)), ...chosen().filter(kept)];
      attempt(() => localStorage.setItem(KEY, now));
      write();
    });
    addEventListener('popstate', write);
  }

  /* Menus and the panel of switches close by Esc and by a click elsewhere. */
  for (const panel of all('.menu, .menu details, .languages details, .readings')) {
    panel.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !panel.open) return;
      panel.open = false;
      panel.firstElementChild.focus();
    });
    document.addEventListener('pointerdown', (event) => { if (!panel.contains(event.target)) panel.open = false; });
  }

  /* An address opens its details. */
  onload = onhashchange = () => { (document.querySelector('details:target') ?? {}).open = true; };

  /* The address of each block: a quiet mark in the margin. Headings and verses get theirs when they are pointed at. */
  const blocks = ':is(p, li, blockquote, .p, .ab, .dateline, .salute, .closer, .l, h2, h3, h4, h5, h6)[id]';
  const mark = (block) => {
    if (!block?.closest('.text') || block.closest('.notes') || block.querySelector(':scope > .permalink, ' + blocks)) return;
    if (block.matches('.speech > :first-child')) return; // the turn has its number
    const link = make('a', 'permalink', '¶');
    link.href = '#' + encodeURIComponent(block.id);
    link.ariaLabel = words.here;
    link.dataset.generated = '';
    block.classList.add('addressed');
    block.append(link);
  };
  for (const block of all('.text ' + blocks)) if (!block.matches('.l, h2, h3, h4, h5, h6')) mark(block);
  main.addEventListener('pointerover', (event) => {
    const block = event.target.closest(blocks);
    mark(block);
    for (const other of all('.at')) other.classList.remove('at');
    block?.classList.add('at');
  });

  if (!('showPopover' in main)) return;
  const place = (box, by) => {
    const at = by.getBoundingClientRect();
    const above = at.bottom + box.offsetHeight + 12 > innerHeight && at.top > box.offsetHeight + 12;
    const most = document.documentElement.clientWidth - box.offsetWidth - 8;
    box.style.left = Math.max(8, Math.min(at.left, most)) + scrollX + 'px';
    box.style.top = (above ? at.top - box.offsetHeight - 6 : at.bottom + 6) + scrollY + 'px';
  };

  /* Cards: what a name, a date or an abbreviation stands for, on pointing, focus and tap. A link stays one: on a touch
     screen the second tap follows it. */
  const card = make('div', 'card');
  card.popover = 'manual';
  document.body.append(card);
  const texts = new Map(all('.cards > div').map((text) => [text.dataset.for, text]));
  const textOf = (element) => element.matches('a') && texts.get(element.getAttribute('href'));
  let shown, timer, touch;
  const explained = (node) => {
    for (let each = node; main.contains(each) && each !== main; each = each.parentElement) {
      if (each.title || each === shown || textOf(each)) return each;
    }
  };
  const hide = () => {
    clearTimeout(timer);
    if (!shown) return;
    if (!textOf(shown)) shown.title = card.textContent;
    shown = undefined;
    card.hidePopover();
  };
  const show = (element) => {
    clearTimeout(timer);
    if (element === shown) return;
    hide();
    const text = textOf(element);
    if (text) card.replaceChildren(...text.cloneNode(true).childNodes);
    else card.textContent = element.title;
    if (text && touch) card.appendChild(make('a', '', words.entry)).href = element.href;
    if (!text) element.title = ''; // else the browser shows it as well
    shown = element;
    card.showPopover();
    place(card, element);
  };
  const later = (action, wait) => { clearTimeout(timer); timer = setTimeout(action, wait); };
  for (const each of all('main :is(.date, [data-reading])[title]')) if (!each.closest('a')) each.tabIndex = 0;
  main.addEventListener('pointerover', (event) => {
    const element = explained(event.target);
    if (event.pointerType === 'touch') return;
    if (element) later(() => show(element), shown ? 80 : 300);
    else later(hide, 200);
  });
  card.addEventListener('pointerenter', () => clearTimeout(timer));
  for (const each of [main, card]) each.addEventListener('pointerleave', () => later(hide, 200));
  document.addEventListener('pointerdown', (event) => {
    touch = event.pointerType === 'touch';
    if (!card.contains(event.target) && explained(event.target) !== shown) hide();
  });
  main.addEventListener('focusin', ({ target }) => {
    if (touch || explained(target) !== target || !target.matches(':focus-visible')) return;
    if (textOf(target)) target.setAttribute('aria-describedby', textOf(target).id);
    show(target);
  });
  main.addEventListener('focusout', () => { if (!touch) hide(); });
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') hide(); });

  /* A note that does not stand in the margin opens where it is called. */
  const sheet = make('aside', 'sheet');
  sheet.popover = 'auto';
  sheet.tabIndex = -1;
  document.body.append(sheet);
  const open = (call, note) => {
    const copy = note.cloneNode(true);
    for (const part of all('[id]', copy)) part.removeAttribute('id');
    for (const part of all('.back', copy)) part.remove();
    const close = make('button', 'view-close', words.close);
    close.onclick = () => sheet.hidePopover();
    sheet.replaceChildren(...copy.childNodes, close);
    sheet.ariaLabel = call.ariaLabel;
    sheet.lang = note.closest('[lang]').lang;
    sheet.dir = getComputedStyle(note).direction;
    sheet.ontoggle = (event) => { if (event.newState === 'closed') call.focus({ preventScroll: true }); };
    sheet.showPopover();
    place(sheet, call);
    const hidden = call.getBoundingClientRect().bottom + 8 - sheet.getBoundingClientRect().top;
    if (getComputedStyle(sheet).position === 'fixed' && hidden > 0) scrollBy(0, hidden);
    sheet.focus();
  };
  main.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const call = event.target.closest('a.call, a.reading-call');
    const note = call && document.getElementById(decodeURIComponent(call.hash.slice(1)));
    if (note && getComputedStyle(note).position !== 'absolute') {
      event.preventDefault();
      open(call, note);
      return;
    }
    const element = touch && explained(event.target);
    if (!element || element === shown) return;
    if (event.target.closest('a') === element) event.preventDefault();
    show(element);
  });
})();
