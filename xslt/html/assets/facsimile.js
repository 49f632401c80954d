/* Page images beside the text: the image of the page that is being read, its zones, larger and smaller. */
(() => {
  'use strict';
  const words = document.getElementById('-show-images')?.dataset;
  const article = document.querySelector('article');
  const links = [...document.querySelectorAll('.text a.page-image')];
  if (!words || !links.length) return;
  const make = (name, className, text = '') =>
    Object.assign(document.createElement(name), { className, textContent: text });

  const viewer = make('aside', 'viewer');
  viewer.ariaLabel = words.page;
  viewer.dataset.generated = '';
  const title = make('a', 'viewer-title');
  const frame = make('div', 'viewer-frame');
  const sheet = frame.appendChild(make('div', 'viewer-sheet'));
  const image = sheet.appendChild(make('img', ''));
  const tools = make('p', 'viewer-tools');
  frame.tabIndex = 0;
  frame.role = 'group';
  frame.ariaLabel = words.page;
  viewer.append(tools, frame);
  article.append(viewer);
  article.classList.add('with-images');

  let scale = 1, left = 0, top = 0, current;
  const draw = () => {
    const most = (side) => (side * (scale - 1)) / 2;
    left = Math.max(-most(frame.clientWidth), Math.min(most(frame.clientWidth), left));
    top = Math.max(-most(frame.clientHeight), Math.min(most(frame.clientHeight), top));
    sheet.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
  };
  const zoom = (factor) => { scale = Math.max(1, Math.min(8, scale * factor)); draw(); };
  const move = (x, y) => { left += x; top += y; draw(); };
  const button = (text, label, action) => {
    const made = make('button', '', text);
    made.type = 'button';
    made.ariaLabel = made.title = label;
    made.addEventListener('click', action);
    return made;
  };
  tools.append(title, button('−', words.smaller, () => zoom(0.7)), button('+', words.larger, () => zoom(1.4)),
    button('⤢', words.fit, () => { scale = 1; draw(); }));
  frame.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && scale === 1) return; // the page scrolls
    event.preventDefault();
    if (event.ctrlKey) zoom(event.deltaY < 0 ? 1.15 : 0.87);
    else move(-event.deltaX, -event.deltaY);
  }, { passive: false });
  frame.addEventListener('pointerdown', (event) => { frame.setPointerCapture(event.pointerId); event.preventDefault(); frame.focus(); });
  frame.addEventListener('pointermove', (event) => { if (event.buttons) move(event.movementX, event.movementY); });
  frame.addEventListener('dblclick', () => zoom(2));
  frame.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] }[event.key];
    const factor = { '+': 1.4, '-': 0.7, 0: 0 }[event.key];
    if (step && scale > 1) move(...step);
    else if (factor !== undefined) zoom(factor || 1 / scale);
    else return;
    event.preventDefault();
  });

  /* A zone is a box in the numbers of its surface, else in the pixels of the picture. */
  const zoneOf = (id) => document.getElementById(id)?.closest('.zone[data-box], .zone[data-points]');
  const boxOf = (zone) => {
    if (zone.dataset.box) return zone.dataset.box.split(' ').map(Number);
    const numbers = zone.dataset.points.trim().split(/[\s,]+/).map(Number);
    const [xs, ys] = [numbers.filter((_, n) => n % 2 === 0), numbers.filter((_, n) => n % 2)];
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  };
  const pictureOf = (surface) => surface?.querySelector('a.graphic')?.getAttribute('href');
  const texts = new Map();
  for (const text of document.querySelectorAll('.text [data-facs]')) {
    for (const id of text.dataset.facs.split(' ')) {
      const zone = zoneOf(id);
      if (zone) texts.set(zone, [...(texts.get(zone) || []), text]);
    }
  }
  let bright;
  const light = (zone, on) => {
    bright = on && zone;
    for (const text of texts.get(zone)) text.classList.toggle('lit', on);
    for (const box of sheet.querySelectorAll('.viewer-zone')) if (box.zone === zone) box.classList.toggle('lit', on);
  };
  const zones = () => {
    for (const box of sheet.querySelectorAll('.viewer-zone')) box.remove();
    for (const zone of texts.keys()) {
      const surface = zone.closest('.surface');
      if (pictureOf(surface) !== current) continue;
      const [x, y, right, bottom] = surface.dataset.box
        ? surface.dataset.box.split(' ').map(Number) : [0, 0, image.naturalWidth, image.naturalHeight];
      const [ulx, uly, lrx, lry] = boxOf(zone);
      const box = sheet.appendChild(make('a', 'viewer-zone'));
      const text = texts.get(zone).find((each) => each.id);
      box.zone = zone;
      box.tabIndex = -1;
      box.ariaHidden = 'true'; // the text itself is the link
      box.classList.toggle('lit', zone === bright);
      if (text) box.href = '#' + encodeURIComponent(text.id);
      const share = (part, whole) => (100 * part) / whole + '%';
      Object.assign(box.style, { left: share(ulx - x, right - x), top: share(uly - y, bottom - y),
        width: share(lrx - ulx, right - x), height: share(lry - uly, bottom - y) });
      box.addEventListener('pointerenter', () => light(zone, true));
      box.addEventListener('pointerleave', () => light(zone, false));
    }
  };
  const fit = () => {
    const ratio = Math.min(frame.clientWidth / image.naturalWidth, frame.clientHeight / image.naturalHeight);
    sheet.style.width = image.naturalWidth * ratio + 'px';
    sheet.style.height = image.naturalHeight * ratio + 'px';
  };
  image.addEventListener('load', () => { fit(); zones(); });
  addEventListener('resize', fit);
  for (const [zone, parts] of texts) {
    for (const part of parts) {
      for (const [on, off] of [['pointerenter', 'pointerleave'], ['focusin', 'focusout']]) {
        part.addEventListener(on, () => { open(pictureOf(zone.closest('.surface')), ''); light(zone, true); });
        part.addEventListener(off, () => light(zone, false));
      }
    }
  }

  function open(address, name) {
    if (!address || address === current) return;
    current = address;
    const link = links.find((each) => each.getAttribute('href') === address);
    title.textContent = name || link?.textContent || words.page;
    title.href = image.src = address;
    image.alt = `${words.of} ${title.textContent}`;
    scale = 1;
    draw();
  }
  /* The page that is being read: the last that began above the upper third of the screen. */
  let waiting;
  const follow = () => {
    waiting = undefined;
    const passed = links.filter((link) => link.getBoundingClientRect().top < innerHeight / 3);
    const link = passed.at(-1) || links[0];
    open(link.getAttribute('href'), link.textContent);
  };
  addEventListener('scroll', () => { waiting ||= requestAnimationFrame(follow); }, { passive: true });
  for (const link of links) {
    link.addEventListener('click', (event) => {
      if (!viewer.checkVisibility()) return;
      event.preventDefault();
      open(link.getAttribute('href'), link.textContent);
    });
  }
  follow();
})();
