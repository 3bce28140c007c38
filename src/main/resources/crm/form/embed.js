(function () {
  'use strict';
  var form = /* form */ null;
  var script = document.currentScript;
  var url = script.src.replace(/\/embed\.js.*$/, '');
  var frame = document.createElement('iframe');
  var query = new URLSearchParams({ _embed: '1', _page: location.origin + location.pathname });
  new URLSearchParams(location.search).forEach(function (value, name) {
    if (/^utm_(source|medium|campaign|term|content)$/.test(name)) { query.set(name, value); }
  });
  if (document.referrer) { query.set('_referrer', document.referrer); }
  Object.keys(script.dataset).forEach(function (name) { query.set(name, script.dataset[name]); });
  frame.src = url + '?' + query;
  frame.title = form.title;
  frame.setAttribute('sandbox', 'allow-forms allow-scripts allow-same-origin');
  frame.style.width = '100%';
  frame.style.height = '40rem';
  frame.style.border = '0';
  window.addEventListener('message', function (event) {
    if (event.source !== frame.contentWindow || event.origin !== new URL(url).origin || !event.data) { return; }
    if (typeof event.data.tenantryHeight === 'number') {
      frame.style.height = Math.min(Math.max(event.data.tenantryHeight, 100), 20000) + 'px';
    }
    if (event.data.tenantrySent && form.redirect) { location.assign(form.redirect); }
  });
  script.parentNode.insertBefore(frame, script.nextSibling);
})();
