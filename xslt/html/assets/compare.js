/* Texts side by side: a copy of each block with what another witness or the other form of the words has. */
(() => {
  'use strict';
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  /* Rows of a translation that are not those of its order, for browsers that do not read them from the attribute. */
  if (!CSS.supports('grid-row', 'attr(data-row type(<integer>))')) {
    for (const part of all('[data-row]')) part.style.gridRow = part.dataset.row;
  }

  const select = document.getElementById('-compare');
  if (!select) return;
  const article = select.closest('article');
  select.closest('fieldset').hidden = false;
  select.addEventListener('change', beside);
  beside(); // site.js has set what the address asks for

  function pairOf(first, second, name) {
    const pair = Object.assign(document.createElement('div'), { className: name });
    first.replaceWith(pair);
    pair.append(first, second);
  }

  function beside() {
    for (const pair of all('.beside', article)) pair.replaceWith(...(pair.matches('.heads') ? [] : [pair.firstChild]));
    article.classList.toggle('comparing', !!select.value);
    if (!select.value) return;
    const option = select.selectedOptions[0];
    const blocks = '.text :is(p, h2, h3, h4, h5, h6, .l, .ab, .p)';
    for (const block of all(blocks, article)) {
      if (block.closest('.notes, table, [data-generated]') || block.querySelector('p, .l, .ab, .p')) continue;
      pairOf(block, pruned(block.cloneNode(true), select.value, option.dataset.wit), 'beside');
    }
    const heads = article.querySelector('.text').insertAdjacentElement('afterbegin', document.createElement('span'));
    const title = document.createElement('span');
    title.textContent = option.textContent;
    pairOf(heads, title, 'beside heads');
  }

  function pruned(copy, value, witness) {
    const gone = { 'beside-edited': 'transcribed original abbreviated', 'beside-transcribed': 'corrected expanded regularised' }[value];
    for (const part of [copy, ...all('[id]', copy)]) part.removeAttribute('id');
    for (const part of all('.call, .reading-call, .permalink', copy)) part.remove();
    for (const part of all('[data-reading]', copy)) {
      const { reading, wit = '', other = '' } = part.dataset;
      const ofWitness = /^(base|variant|detail)$/.test(reading);
      if (ofWitness !== !!witness) continue;
      const has = (list) => list.split(' ').includes(witness);
      const stays = !witness ? !gone.includes(reading) : reading === 'base' ? !has(other) : reading === 'variant' && has(wit);
      if (!stays) part.remove();
      for (const name of ['reading', 'wit', 'other']) delete part.dataset[name];
    }
    if (value === 'beside-edited') for (const part of all('del', copy)) part.remove();
    copy.dataset.generated = '';
    return copy;
  }
})();
