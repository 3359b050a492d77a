// The page of a personal link: whose it is, and one button. It tells a stranger who holds the link nothing more. Only a person's own press
// does anything: no script can imitate one, and nothing is sent before it.
import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { seatAddress } from '../../shared/protocol/addresses.ts';
import { noScript, comeIn as words } from '../../shared/words/en.ts';
import type { SeenLink } from '../ports/records.ts';
import { sendDoorPage } from './door-page.ts';

/** Runs in old browsers too; a preview or prefetch that runs it changes nothing. */
const script = `
(function () {
  var main = document.querySelector('main');
  var button = document.querySelector('button');
  var shared = document.querySelector('input');
  var told = document.querySelector('[role=alert]');
  var pass = main.getAttribute('data-pass');
  var isBusy = false;
  try {
    var theme = JSON.parse(localStorage.getItem('balint-room.preferences')).theme;
    if (theme !== 'system') document.documentElement.setAttribute('data-theme', theme);
  } catch (unset) {}
  function tell(what) {
    told.textContent = what === null ? '' : told.getAttribute('data-' + what);
  }
  function ask(method, path, body) {
    var headers = { accept: 'application/json' };
    if (body) headers['content-type'] = 'application/json';
    return fetch(path, { method: method, headers: headers, body: body, cache: 'no-store', credentials: 'same-origin' });
  }
  function press() {
    return ask('POST', location.pathname, JSON.stringify({ pass: pass, endsWithBrowser: shared.checked }));
  }
  function pressWithNewPass() {
    return ask('GET', location.pathname).then(function (answer) {
      if (!answer.ok) return answer;
      return answer.json().then(function (seen) {
        pass = seen.pass;
        return press();
      });
    });
  }
  function comeIn() {
    return press()
      .then(function (answer) { return answer.status === 409 ? pressWithNewPass() : answer; })
      .then(function (answer) {
        if (answer.status === 404) return location.reload();
        if (answer.status === 429) return tell('many');
        if (!answer.ok) return tell('unreachable');
        return answer.json().then(function (opened) {
          var seat = encodeURIComponent(opened.ref);
          return ask('GET', '/api/seats/' + seat + '/doorstep').then(function (known) {
            if (known.status === 401) return tell('cookies');
            location.replace('${seatAddress('')}' + seat);
          });
        });
      })
      .catch(function () { tell('unreachable'); });
  }
  if (navigator.cookieEnabled === false) tell('cookies');
  button.disabled = false;
  button.addEventListener('click', function (event) {
    var activation = navigator.userActivation;
    if (!event.isTrusted || (activation && !activation.isActive) || isBusy) return;
    isBusy = true;
    tell(null);
    comeIn().then(function () { isBusy = false; });
  });
  window.addEventListener('pageshow', function (event) {
    if (event.persisted) location.reload();
  });
})();
`;

const scriptHash = `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

function content({ name, pass }: SeenLink): string {
  const told = (['cookies', 'unreachable', 'many'] as const).map((key) => `data-${key}="${escaped(words[key])}"`).join(' ');
  return `<main data-pass="${pass}">
<h1>${escaped(words.heading(name))}</h1>
<p>${words.explain}</p>
<button type="button" disabled>${escaped(words.act(name))}</button>
<label><input type="checkbox" autocomplete="off" aria-describedby="more"><span>${words.shared}<small id="more">${words.sharedMore}</small></span></label>
<p role="alert" ${told}></p>
<noscript><p>${noScript}</p></noscript>
</main>
<script>${script}</script>`;
}

export function sendComeInPage(reply: FastifyReply, seen: SeenLink): FastifyReply {
  return sendDoorPage(reply, { status: 200, content: content(seen), scriptHash });
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
