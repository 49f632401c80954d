// A page that is no more leads on at once, and keeps the passage and the view that were asked for.
(() => {
  'use strict';
  let id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch { /* as it was written */ }
  const parts = document.querySelectorAll('.former .parts > li');
  const part = [...parts].find((each) => each.id === id);
  const link = part ? part.querySelector('a') : document.querySelector('.former > p > a.onward');
  if (!link) return;
  const goal = new URL(link.href);
  if (!part && location.hash) goal.hash = location.hash;
  if (location.search) goal.search = location.search;
  location.replace(goal);
})();
