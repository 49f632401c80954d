/* The search page: asks Pagefind's indexes, lists passages by document, keeps the question in the address. */
(() => {
  'use strict';
  const data = self.editionSearch;
  const form = document.getElementById('-search');
  if (!data || !form) return;
  const list = document.getElementById('-hits');
  const status = document.getElementById('-said');
  const FEW = 5, PAGE = 10, MOST = 8, AROUND = 12, LONGEST = 40;
  const labels = data.labels[form.dataset.language];
  const say = key => labels['search.say.' + key] || key;
  const language = document.documentElement.lang || 'en';
  const root = new URL('..', document.currentScript.src); // pages in further languages lie in folders
  const isLocal = location.protocol === 'file:';

  // Folding: the same table as the index.
  const unseen = new RegExp('[' + data.unseen + ']', 'gu');
  const fold = text => Array.from(text.replace(unseen, ''), letter => data.fold[letter] || letter).join('');
  const bare = text => fold(text.normalize('NFD').replace(/\p{M}/gu, '')).toLowerCase().replace(/\u200c/g, '');

  const make = (name, attributes, ...content) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) if (value) element.setAttribute(key, value);
    element.append(...content.filter(each => each != null));
    return element;
  };

  // What a filter can be, each with its words.
  const names = new Intl.DisplayNames([language], { type: 'language', fallback: 'code' });
  const inWords = tag => { try { return names.of(tag); } catch { return tag; } };
  const choices = {
    kind: data.kind.map(value => [value, labels['kind.' + value]]),
    area: data.area.map(value => [value, say('area.' + value)]),
    lang: data.lang.filter(Boolean).map(value => [value, inWords(value)]),
  };

  // The form and the address say the same.
  const narrow = form.querySelector('details');
  const fields = Array.from(form.elements).filter(field => field.name);
  const fromAddress = () => {
    const query = new URLSearchParams(location.search);
    for (const field of fields) field.value = query.get(field.name) || (field.options ? field.options[0].value : '');
    narrow.open ||= fields.some(field => field.value && !['q', 'sort'].includes(field.name));
  };
  const toAddress = () => {
    const query = new URLSearchParams(fields.filter(field => field.value).map(field => [field.name, field.value.trim()]));
    return location.pathname + (String(query) && '?' + query);
  };
  const question = () => Object.fromEntries(fields.map(field => [field.name, field.value.trim()]));
  const lists = {};
  const listOf = name => lists[name] ||= isLocal
    ? locals().then(() => [...new Set(self.editionPassages.flatMap(each => each[3][name] || []))].sort())
    : fetch(new URL(data.base + name + '.json', root)).then(answer => answer.json());
  const filtersOf = async asked => {
    const filters = {};
    for (const name of ['kind', 'area', 'lang']) if (asked[name]) filters[name] = asked[name];
    for (const name of ['speaker', 'person', 'place']) {
      if (!asked[name]) continue;
      const all = await listOf(name), part = bare(asked[name]); // a part of a name will do
      filters[name] = { any: all.includes(asked[name]) ? [asked[name]] : all.filter(each => bare(each).includes(part)) };
    }
    if (asked.from || asked.to) {
      const [first, last] = [Number(asked.from || -9999), Number(asked.to || 9999)];
      filters.year = { any: data.years.filter(year => year >= first && year <= last).map(String) };
    }
    return filters;
  };

  // One engine for each language whose stems may fit the script of the words; the other indexes join the first.
  const SCRIPTS = { latin: /\p{Script=Latin}/u, cyrillic: /\p{Script=Cyrillic}/u, arabic: /\p{Script=Arabic}/u, greek: /\p{Script=Greek}/u };
  const engines = {};
  const counted = ['kind', 'area', 'lang', 'speaker'].filter(name => name in choices ? data[name].length > 1 : data.lists.includes(name));
  const add = (counts, name, pairs) => {
    counts[name] ||= {};
    for (const [value, count] of pairs) counts[name][value] = (counts[name][value] || 0) + count;
  };
  const start = async wanted => {
    const holds = data.bundles.filter(bundle => wanted.every(script => bundle.scripts.includes(script)));
    const stems = holds.filter(bundle => wanted.includes(bundle.script));
    const main = stems.length ? stems : holds.slice(0, 1);
    if (!main.length) return [];
    const options = { metaCacheTag: data.base };
    const path = bundle => new URL(data.base + bundle.name + '/', root).pathname;
    const started = await Promise.all(main.map(async bundle =>
      (await import(path(bundle) + 'pagefind.js')).createInstance({ ...options, noWorker: true, basePath: path(bundle) })));
    for (const bundle of holds) if (!main.includes(bundle)) await started[0].mergeIndex(path(bundle), options);
    return started;
  };
  const ask = async (words, filters) => {
    const wanted = Object.keys(SCRIPTS).filter(name => SCRIPTS[name].test(words));
    engines[wanted] ||= start(wanted);
    // A filter without a choice keeps all, and is counted; those out of sight are not loaded for that.
    const inSight = counted.filter(name => narrow.open || name === 'speaker');
    const options = { filters: { ...Object.fromEntries(inSight.map(name => [name, { any: [] }])), ...filters } };
    const found = await Promise.all((await engines[wanted]).map(engine => engine.search(words && fold(words) || null, options)));
    const results = found.flatMap(each => each.results);
    const counts = {};
    for (const { filters } of found) for (const name in filters) add(counts, name, Object.entries(filters[name]));
    // What a text says comes before what a register says of it, unless the name of the entry was meant.
    for (const result of results) if (data.registers.includes(parseInt(result.id, 10))) result.score /= 3;
    return { results: results.sort((one, other) => other.score - one.score), counts };
  };

  // Opened from a disk: all passages in one script, searched letter by letter.
  const load = address => new Promise((resolve, reject) => {
    const script = make('script', { src: address });
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  const locals = async () => {
    if (!data.local) throw new Error(say('too-large'));
    if (!self.editionPassages) await load(new URL('search/search-data.js', root));
  };
  const scan = async (words, filters) => {
    await locals();
    for (const passage of self.editionPassages) passage.folded ||= passage[1].split(' ').map(bare);
    const terms = (words.match(/"[^"]+"|[^\s"]+/g) || []).map(term => bare(term.replace(/"/g, '').trim())).filter(Boolean);
    const fits = own => Object.entries(filters).every(([name, value]) => (own[name] || []).some(each =>
      value.any ? value.any.includes(each) : each === value));
    const counts = {};
    const results = self.editionPassages.filter(passage => fits(passage[3])).flatMap(passage => {
      const text = passage.folded.join(' '), names = bare(passage[2]);
      if (!terms.every(term => text.includes(term) || names.includes(term))) return [];
      const parts = terms.flatMap(term => term.split(' '));
      const words = passage.folded.flatMap((word, place) => parts.some(part => word.includes(part)) ? [place] : []);
      for (const name of counted) add(counts, name, (passage[3][name] || []).map(value => [value, 1]));
      const score = words.length / (20 + passage.folded.length) + terms.filter(term => names.includes(term)).length;
      return [{ id: passage[0], score, words, data: async () => ({ content: passage[1], meta: passage[4] }) }];
    }).sort((one, other) => other.score - one.score);
    return { results, counts };
  };

  // A passage: where in it most is found, what that place is called, some words around it.
  const trim = word => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  const passage = async result => {
    const { content, meta } = await result.data();
    const words = content.split(/\s+/), hits = [...new Set(result.words)].sort((one, other) => one - other);
    const ends = meta.b.map((part, place) => place + 1 < meta.b.length ? meta.b[place + 1][4] : words.length);
    const within = meta.b.map((part, place) => hits.filter(hit => hit >= part[4] && hit < ends[place]));
    const best = within.reduce((best, own, place) => own.length > within[best].length ? place : best, 0);
    const [href, name, ordinal, title, first] = meta.b[best];
    const from = Math.max(first, (within[best][0] || first) - AROUND), to = Math.min(ends[best], from + LONGEST);
    const excerpt = make('p', { class: 'excerpt', lang: meta.l, dir: 'auto' }, from > first ? '… ' : '');
    for (let place = from; place < to; place++) {
      const word = words[place], core = trim(word), at = word.indexOf(core);
      if (core && within[best].includes(place)) excerpt.append(word.slice(0, at), make('mark', null, core), word.slice(at + core.length));
      else excerpt.append(word);
      if (place + 1 < to) excerpt.append(' ');
    }
    if (to < ends[best]) excerpt.append(' …');
    const [page, id] = href.split('#');
    const query = new URLSearchParams([...new Set(within[best].map(place => trim(words[place])))].filter(Boolean).slice(0, 8).map(word => ['hl', word]));
    const label = title || [labels['block.' + name] || name, ordinal || ''].join(' ').trim();
    const link = page + (String(query) && '?' + query) + (id ? '#' + id : '');
    return make('li', null, make('p', { class: 'where' }, make('a', { href: link }, make('bdi', null, label)),
      meta.s ? make('span', { class: 'speaker' }, make('bdi', null, meta.s)) : null), excerpt);
  };

  // As all other pages write it: in English, too, the day comes first.
  const day = text => {
    const [, year, month, date] = /^(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(text) || [];
    if (!month || year < 1) return year ? String(Number(year)) : '';
    const options = { year: 'numeric', month: 'long', ...(date && { day: 'numeric' }), timeZone: 'UTC', calendar: 'gregory' };
    return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, options).format(new Date(Date.UTC(year, month - 1, date || 1)));
  };
  const group = async results => {
    const { meta } = await results[0].data();
    const passages = make('ol', { role: 'list' }, ...await Promise.all(results.slice(0, FEW).map(passage)));
    const dates = [...new Set((meta.d || []).filter(Boolean).map(day))].join(' – ');
    const title = make('h3', null, meta.p ? make('a', { href: meta.p }, make('bdi', null, meta.t)) : make('bdi', null, labels['search.registers']));
    const item = make('li', { class: 'document' }, title, dates && make('p', { class: 'date' }, dates), passages);
    if (results.length > FEW) {
      const all = make('button', { type: 'button' }, say('all') + ' ' + results.length.toLocaleString(language));
      all.onclick = async () => {
        all.remove();
        const more = await Promise.all(results.slice(FEW).map(passage));
        passages.append(...more);
        more[0].querySelector('a').focus();
      };
      item.append(all);
    }
    return item;
  };

  // How many passages each choice would leave, and who says it most: a line that unfolds to bars.
  const label = (counts, asked) => {
    for (const [name, values] of Object.entries(choices)) {
      values.forEach(([value, words], place) => {
        const option = form.elements[name].options[place + 1];
        const count = counts[name] && !asked[name] ? ` (${(counts[name][value] || 0).toLocaleString(language)})` : '';
        if (option) option.textContent = words + count;
      });
    }
  };
  const most = (speakers, asked) => {
    const first = Object.entries(speakers).filter(([name, count]) => name && count)
      .sort((one, other) => other[1] - one[1] || one[0].localeCompare(other[0], language)).slice(0, MOST);
    if (!asked.q || asked.speaker || first.length < 2) return;
    const query = new URLSearchParams(location.search);
    const bars = first.map(([name, count]) => {
      query.set('speaker', name);
      const bar = make('span', { class: 'bar' });
      bar.style.inlineSize = 100 * count / first[0][1] + '%';
      return make('li', null, make('a', { href: '?' + query }, make('bdi', null, name)), make('span', { class: 'way' }, bar), count.toLocaleString(language));
    });
    const inBrief = first.slice(0, 3).flatMap(([name, count], place) => [place ? '\u00a0· ' : ' ', make('bdi', null, name), ' ' + count.toLocaleString(language)]);
    status.after(make('details', { class: 'most' },
      make('summary', null, make('b', null, say('most')), ...inBrief, first.length > 3 ? ' …' : ''), make('ol', { role: 'list' }, ...bars)));
  };

  // One search: the last that was begun is the one that is shown.
  let turn = 0, shown = 0, isCounted = false;
  const show = async (atLeast = PAGE) => {
    const mine = ++turn, asked = question();
    list.replaceChildren();
    shown = 0;
    isCounted = narrow.open;
    for (const old of document.querySelectorAll('.more, .most')) old.remove();
    if (!Object.keys(asked).some(name => asked[name] && name !== 'sort')) return void (status.textContent = '');
    status.textContent = say('wait');
    try {
      const filters = await filtersOf(asked);
      const isVain = Object.values(filters).some(filter => filter.any?.length === 0); // Pagefind would pass over it
      const { results, counts } = isVain ? { results: [], counts: {} } : await (isLocal ? scan : ask)(asked.q, filters);
      if (mine !== turn) return;
      label(counts, asked);
      most(counts.speaker || {}, asked);
      const place = result => result.id.split('.').map(Number);
      if (asked.sort) results.sort((one, other) => place(one)[0] - place(other)[0] || place(one)[1] - place(other)[1]);
      const documents = new Map();
      for (const result of results) documents.set(place(result)[0], [...(documents.get(place(result)[0]) || []), result]);
      const groups = [...documents.values()];
      const more = make('button', { type: 'button', class: 'more' }, say('more'));
      const go = async count => {
        const items = await Promise.all(groups.slice(shown, shown + count).map(group));
        if (mine !== turn) return null;
        shown += count;
        list.append(...items);
        shown < groups.length ? list.after(more) : more.remove();
        return items;
      };
      more.onclick = async () => (await go(PAGE))?.[0].querySelector('a').focus();
      await go(atLeast);
      if (mine !== turn) return;
      const number = count => count.toLocaleString(language);
      status.textContent = results.length
        ? `${say('passages')}: ${number(results.length)} · ${say('documents')}: ${number(groups.length)}` : say('none');
    } catch (error) {
      if (mine === turn) status.textContent = isLocal && !data.local ? say('too-large') : say('failed');
    }
  };

  // The choices of the filters; long lists come when they are wanted.
  const option = (value, label) => make('option', { value }, label);
  for (const [name, values] of Object.entries(choices)) {
    if (values.length > 1) form.elements[name].append(...values.map(([value, label]) => option(value, label)));
    else form.elements[name].closest('label').hidden = true;
  }
  for (const name of ['speaker', 'person', 'place']) {
    const field = form.elements[name], values = document.getElementById('-' + name);
    if (!data.lists.includes(name)) { field.closest('label').hidden = true; continue; }
    field.addEventListener('focus', async () => {
      values.replaceChildren(...(await listOf(name)).map(value => option(value)));
    }, { once: true });
  }
  if (data.years.length < 2) form.querySelector('.years').hidden = true;

  form.addEventListener('submit', event => {
    event.preventDefault();
    history.pushState(null, '', toAddress());
    show();
  });
  form.addEventListener('change', event => { if (event.target.name !== 'q') form.requestSubmit(); });
  narrow.addEventListener('toggle', () => { if (narrow.open && !isCounted) show(shown || PAGE); });
  addEventListener('popstate', () => { fromAddress(); show(); });
  addEventListener('pagehide', () => history.replaceState({ shown, y: scrollY }, ''));
  form.hidden = false;
  fromAddress();
  const { shown: before, y } = history.state || {};
  show(before || PAGE).then(() => { if (y) scrollTo(0, y); });
})();
