// "How to cite": opens for a passage (chosen, selected, or asked for by the address), fills in its place and address,
// copies. Without it the section cites the document.
(function () {
  'use strict';
  const panel = document.getElementById('-cite');
  if (!panel) return;
  const words = panel.dataset;
  const blocks = '[data-cite][id], p[id], li[id], .entry[id], .l[id], .ab[id], .head[id]';
  const add = (parent, name, text) => {
    const element = document.createElement(name);
    element.textContent = text || '';
    parent.append(element);
    return element;
  };
  const digits = number => String(number).replace(/\d/g, digit => [...words.digits][digit]);

  // "Stalin, turn 7", "paragraph 3", "note 2": said by the block, else told from what is on the page.
  function named(block) {
    const turn = block.closest('[data-cite]') || block;
    if (turn.dataset.cite) return turn.dataset.cite;
    const number = turn.querySelector('a.number');
    if (number) return `${words.sp} ${number.lastChild.textContent.trim()}`;
    if (block.dataset.note) return `${words.note} ${block.dataset.note}`;
    if (block.dataset.n) return `${words.l} ${block.dataset.n}`;
    if (block.matches('p.p')) {
      const all = [...document.querySelectorAll('main p.p[id]')].filter(p => !p.closest('.notes, .about, [data-cite]'));
      if (all.includes(block)) return `${words.p} ${digits(all.indexOf(block) + 1 + Number(words.before || 0))}`;
    }
    const head = block.querySelector('h2, h3, h4');
    return head ? head.firstChild.textContent.trim() : '';
  }

  const status = add(panel, 'p');
  status.className = 'copied';
  status.setAttribute('role', 'status');
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text.textContent);
      status.textContent = words.copied;
    } catch {
      getSelection().selectAllChildren(text);
      status.textContent = document.execCommand('copy') ? words.copied : words.copyByHand;
    }
  }
  for (const citation of panel.querySelectorAll('.citation')) {
    const button = add(citation.parentNode, 'button', words.copy);
    button.type = 'button';
    button.setAttribute('aria-label', `${words.copy}: ${citation.parentNode.previousElementSibling.textContent}`);
    button.addEventListener('click', () => copy(citation));
  }

  const line = document.createElement('p');
  line.className = 'cited-passage';
  const title = add(line, 'b');
  const whole = add(line, 'button', words.whole);
  whole.type = 'button';
  whole.addEventListener('click', () => { show(null); panel.querySelector('h2').focus(); });
  for (const address of panel.querySelectorAll('.cited-address')) address.dataset.page = address.textContent;

  // The address has the view that the reader sees, so that the citation opens it again.
  function show(block) {
    const view = location.search.match(/[?&](view=[^&]*)/);
    const name = block ? named(block) : '';
    for (const address of panel.querySelectorAll('.cited-address')) {
      address.textContent = address.dataset.page + (view ? '?' + view[1] : '') + (block ? '#' + encodeURI(block.id) : '');
    }
    for (const place of panel.querySelectorAll('.passage')) place.textContent = name && place.dataset.before + name;
    title.textContent = name || (block ? '#' + block.id : '');
    if (block) panel.querySelector('h2').after(line); else line.remove();
    status.textContent = '';
  }

  const blockOf = element => {
    const block = element && element.closest(blocks);
    return block && block.closest('main') && !panel.contains(block) ? block : null;
  };
  function selected() {
    const selection = getSelection();
    const node = selection.isCollapsed ? null : selection.anchorNode;
    return blockOf(node && (node.nodeType === 1 ? node : node.parentElement));
  }
  const asked = () => blockOf(document.getElementById(decodeURIComponent(location.hash.slice(1))));
  // A press on the button may undo the selection before its click.
  let chosen = null;
  const opener = document.querySelector('.cite-opener');
  if (opener) {
    opener.addEventListener('pointerdown', () => { chosen = selected(); });
    opener.addEventListener('click', () => { show(chosen || selected() || asked()); chosen = null; });
  }
  document.addEventListener('click', event => {
    const link = event.target.closest && event.target.closest('main a.permalink, main a.number');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || panel.contains(link)) return;
    const block = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!block || !panel.showPopover) return;
    show(block);
    if (!panel.matches(':popover-open')) panel.showPopover();
  });
  panel.addEventListener('toggle', event => {
    if (event.newState === 'open') panel.querySelector('h2').focus();
    else show(null);
  });
})();
