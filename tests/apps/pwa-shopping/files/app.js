(function () {
  'use strict';

  var items = [];
  var list = document.getElementById('list');
  var deferredPrompt;

  function load() {
    try { items = JSON.parse(localStorage.getItem('items') || '[]'); } catch (e) { items = []; }
  }
  function save() {
    localStorage.setItem('items', JSON.stringify(items));
    render();
  }
  function render() {
    list.innerHTML = '';
    items.forEach(function (item, index) {
      var li = document.createElement('li');
      if (item.done) li.className = 'done';
      li.innerHTML = '<span></span><button>Remove</button>';
      li.firstChild.textContent = item.text;
      li.firstChild.onclick = function () { item.done = !item.done; save(); };
      li.lastChild.onclick = function () { items.splice(index, 1); save(); };
      list.appendChild(li);
    });
    document.getElementById('count').textContent = items.filter(function (i) { return !i.done; }).length;
  }

  document.getElementById('form').addEventListener('submit', function (e) {
    e.preventDefault();
    var input = document.getElementById('item');
    if (!input.value.trim()) return;
    items.push({ text: input.value.trim(), done: false });
    input.value = '';
    save();
  });

  window.addEventListener('beforeinstallprompt', function (e) {
    e.preventDefault();
    deferredPrompt = e;
    document.getElementById('install').hidden = false;
  });

  function network() {
    document.getElementById('network').textContent = navigator.onLine ? 'Online' : 'Offline';
  }
  window.addEventListener('online', network);
  window.addEventListener('offline', network);

  // Register service worker
  if ('serviceWorker' in navigator) {
    window.addEventListener('load', function () {
      navigator.serviceWorker.register('/sw.js').then(
        function () { console.log('Service worker registered'); },
        function (error) { console.log('Service worker not available', error); }
      );
    });
  }

  load();
  render();
  network();
})();
