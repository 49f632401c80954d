/* The search of the documentation: asks Pagefind's index. From the disk, where a browser lets no script read an index, it
   looks through the texts of all sections, which come as a script. */
(() => {
  'use strict';
  const form = document.getElementById('docs-search');
  if (!form) return;
  const field = form.elements.q;
  const list = document.getElementById('docs-hits');
  const status = document.getElementById('docs-said');
  const here = document.currentScript.src;
  const isLocal = location.protocol === 'file:';
  const MOST = 30, AROUND = 90;
  const bare = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

  // Both ways give the same: where a section is, what it is called, and its words, those found at odd places.
  let library;
  const indexed = async words => {
    library ||= import(new URL('../pagefind/pagefind.js', here));
    const pagefind = await library;
    const { results } = await pagefind.search(words);
    const pages = await Promise.all(results.slice(0, MOST).map(result => result.data()));
    return pages.flatMap(page => page.sub_results.map(section => {
      const nodes = new DOMParser().parseFromString(section.excerpt, 'text/html').body.childNodes;
      const parts = [''];
      for (const node of nodes) node.nodeName === 'MARK' ? parts.push(node.textContent, '') : parts[parts.length - 1] += node.textContent;
      return { url: section.url, title: section.title, page: page.meta.title, parts };
    }));
  };
  const loaded = () => new Promise((resolve, reject) => {
    if (self.docsTexts) return resolve();
    const script = document.createElement('script');
    script.src = new URL('search-texts.js', here);
    script.onload = () => resolve();
    script.onerror = reject;
    document.head.append(script);
  });
  const around = (text, word) => {
    const place = bare(text).indexOf(word);
    if (place < 0) return [text.slice(0, 2 * AROUND)];
    const start = place > AROUND ? text.lastIndexOf(' ', place - AROUND) + 1 : 0, end = place + word.length;
    const last = text.indexOf(' ', end + AROUND), stop = last < 0 ? text.length : last;
    return [(start ? '… ' : '') + text.slice(start, place), text.slice(place, end), text.slice(end, stop) + (last < 0 ? '' : ' …')];
  };
  const local = async words => {
    await loaded();
    const asked = bare(words).split(/\s+/).filter(Boolean);
    const hits = self.docsTexts.filter(([, title, , text]) => asked.every(word => bare(title + ' ' + text).includes(word)));
    const inTitle = ([, title]) => asked.every(word => bare(title).includes(word));
    hits.sort((one, two) => inTitle(two) - inTitle(one));
    return hits.map(([url, title, page, text]) => ({ url: new URL('../' + url, here).href, title, page, parts: around(text, asked[0]) }));
  };

  const shown = ({ url, title, page, parts }) => {
    const item = document.createElement('li'), link = document.createElement('a'), text = document.createElement('p');
    link.href = url;
    link.textContent = title === page ? title : `${page}: ${title}`;
    parts.forEach((part, place) => {
      if (place % 2) text.append(Object.assign(document.createElement('mark'), { textContent: part }));
      else text.append(part);
    });
    item.append(link, text);
    return item;
  };
  let latest = 0;
  const search = async () => {
    const words = field.value.trim(), own = ++latest;
    if (!words) { list.replaceChildren(); status.textContent = ''; return; }
    try {
      const found = await (isLocal ? local : indexed)(words);
      if (own !== latest) return;
      list.replaceChildren(...found.slice(0, MOST).map(shown));
      status.textContent = found.length === 1 ? '1 section' : `${found.length} sections${found.length > MOST ? `; the first ${MOST}` : ''}`;
    } catch {
      status.textContent = 'The index of the search could not be read.';
    }
  };

  form.hidden = false;
  document.getElementById('docs-without').hidden = true;
  field.value = new URLSearchParams(location.search).get('q') || '';
  let pause;
  field.addEventListener('input', () => { clearTimeout(pause); pause = setTimeout(search, 150); });
  form.addEventListener('submit', event => {
    event.preventDefault();
    const query = field.value.trim() ? '?' + new URLSearchParams({ q: field.value.trim() }) : '';
    history.replaceState(null, '', location.pathname + query);
    search();
  });
  search();
})();
