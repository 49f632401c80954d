/* Arrival from the search: `?hl=` names the words that were found, as the text spells them; they are marked. */
(() => {
  'use strict';
  const words = new URLSearchParams(location.search).getAll('hl').map(word => word.trim()).filter(Boolean);
  if (!words.length || !self.Highlight) return;
  const { src, dataset: said } = document.currentScript;
  const main = document.getElementById('-main');

  // The text of the page as one string, so that a word is found across the tags within it.
  const nodes = [], starts = [];
  let text = '';
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT,
    node => node.parentElement.closest('[data-generated]') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const blockOf = node => node.parentElement.closest('p, div, section, article, li, dt, dd, td, th, h1, h2, h3, h4, h5, h6, blockquote, summary');
  while (walker.nextNode()) {
    if (nodes.length && blockOf(nodes.at(-1)) !== blockOf(walker.currentNode)) text += '\n';
    nodes.push(walker.currentNode);
    starts.push(text.length);
    text += walker.currentNode.data;
  }
  const point = offset => {
    let place = starts.findLastIndex(start => start <= offset);
    return [nodes[place], offset - starts[place]];
  };
  const letters = word => Array.from(word, letter => letter.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('\u00ad?');
  const any = `(?:${words.map(letters).join('|')})`;
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])${any}(?![\\p{L}\\p{N}])`, 'gu');
  const rangesOf = pattern => Array.from(text.matchAll(pattern), match => {
    const range = new Range();
    range.setStart(...point(match.index));
    const [node, offset] = point(match.index + match[0].length - 1);
    range.setEnd(node, offset + 1);
    return range;
  });
  let ranges = rangesOf(whole);
  if (!ranges.length) ranges = rangesOf(new RegExp(any, 'gu')); // where the page has no blank that the index has
  if (!ranges.length) return;

  document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: new URL('arrive.css', src) }));
  CSS.highlights.set('found', new Highlight(...ranges));
  const bar = document.createElement('aside');
  bar.className = 'arrival';
  bar.setAttribute('aria-label', said.hits);
  const count = document.createElement('output');
  const button = (label, sign, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = sign;
    made.setAttribute('aria-label', label);
    made.title = label;
    made.onclick = act;
    return made;
  };
  const goal = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  let here = Math.max(0, ranges.findIndex(range => goal && goal.contains(range.startContainer)));
  const show = step => {
    here = (here + step + ranges.length) % ranges.length;
    const range = ranges[here];
    CSS.highlights.set('found-here', new Highlight(range));
    count.textContent = `${said.hits}: ${here + 1} / ${ranges.length}`;
    if (step) range.startContainer.parentElement.scrollIntoView({ block: 'center' });
  };
  const clear = () => {
    CSS.highlights.clear();
    bar.remove();
    const address = new URL(location);
    address.searchParams.delete('hl');
    history.replaceState(history.state, '', address);
    main.focus({ preventScroll: true });
  };
  bar.append(count, button(said.previous, '↑', () => show(-1)), button(said.next, '↓', () => show(1)), button(said.clear, '×', clear));
  main.after(bar);
  show(0);
})();
