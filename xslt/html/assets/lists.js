/* A field that narrows a list to the names that hold what is typed, without case, accents and Arabic variants. */
(() => {
  'use strict';
  const folded = (text) => text.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase()
    .replace(/[ʿʾ‌]/g, '').replace(/ي|ى/g, 'ی').replace(/ك/g, 'ک').replace(/\s+/g, ' ').trim();
  for (const form of document.querySelectorAll('[data-filter]')) {
    const input = form.querySelector('input');
    const output = form.querySelector('output');
    const items = [...document.querySelectorAll(form.dataset.filter)].map((element) => {
      const parts = element.matches('article') ? element.querySelectorAll('h2, h3, h4, .forms') : [element];
      return [element, folded([...parts].map((part) => part.textContent).join(' '))];
    });
    const narrow = () => {
      const words = folded(input.value).split(' ');
      let count = 0;
      for (const [element, text] of items) {
        element.hidden = !words.every((word) => text.includes(word));
        count += !element.hidden;
      }
      output.textContent = input.value && `${count} / ${items.length}`;
    };
    input.addEventListener('input', narrow);
    form.hidden = false;
    if (input.value) narrow();
  }
})();
