// The page of the address that stands in each reminder: which one likes, or none. Looking at it changes nothing; a person's own press does.
import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { noScript } from '../../shared/words/en.ts';
import { mailLanguage } from '../mail/words/mail-words.ts';
import type { Liked } from '../ports/reminders.ts';
import { sendDoorPage } from './door-page.ts';

const script = `
(function () {
  var button = document.querySelector('button');
  var told = document.querySelector('[role=status]');
  var isBusy = false;
  try {
    var theme = JSON.parse(localStorage.getItem('balint-room.preferences')).theme;
    if (theme !== 'system') document.documentElement.setAttribute('data-theme', theme);
  } catch (unset) {}
  function tell(what) {
    told.textContent = told.getAttribute('data-' + what);
  }
  button.disabled = false;
  button.addEventListener('click', function (event) {
    if (!event.isTrusted || isBusy) return;
    isBusy = true;
    told.textContent = '';
    fetch(location.pathname, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ reminders: document.querySelector('input:checked').value }),
      cache: 'no-store',
      credentials: 'omit'
    })
      .then(function (answer) {
        if (answer.status === 404) return location.reload();
        tell(answer.ok ? 'kept' : 'unreachable');
      })
      .catch(function () { tell('unreachable'); })
      .then(function () { isBusy = false; });
  });
})();
`;

const scriptHash = `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
const choices: readonly Liked[] = ['both', 'day', 'hours', 'none'];

export function sendRemindersPage(reply: FastifyReply, { liked, language }: { liked: Liked; language: string }): FastifyReply {
  const { code, direction, words } = mailLanguage(language);
  const { heading, explain, likes, keep, kept, unreachable } = words.reminders;
  const choice = (one: Liked) =>
    `<label><input type="radio" name="reminders" value="${one}" autocomplete="off"${one === liked ? ' checked' : ''}><span>${likes[one]}</span></label>`;
  return sendDoorPage(reply, {
    status: 200,
    language: code,
    direction,
    content: `<main>
<h1>${heading}</h1>
<p>${explain}</p>
<fieldset>
<legend>${words.reminders.legend}</legend>
${choices.map(choice).join('\n')}
</fieldset>
<button type="button" disabled>${keep}</button>
<p role="status" data-kept="${kept}" data-unreachable="${unreachable}"></p>
<noscript><p>${noScript}</p></noscript>
</main>
<script>${script}</script>`,
    scriptHash,
  });
}
