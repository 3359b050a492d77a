// What mails say, in German.
import type { MailWords } from './en.ts';

export const words: MailWords = {
  hello: (name) => `Guten Tag ${name},`,
  footer: 'Diese Mail kommt von Balint Room. Antworten darauf liest niemand.',
  orOpen: 'Oder öffnen Sie diese Adresse:',
  between: (from, to) => `${from}–${to}`,
  inZone: (zone) => `Alle Zeiten gelten für ${zone}.`,
  places: {
    screen: 'am Bildschirm',
    room: 'vor Ort',
    both: 'vor Ort und am Bildschirm',
  },
  openRoom: 'Balint Room öffnen',
  howToCome:
    'Zum Treffen kommen Sie, indem Sie Balint Room öffnen und sich anmelden, oder mit Ihrem persönlichen Link. Die Tür öffnet kurz vor Beginn.',
  calendarAttached: 'Die beigefügte Kalenderdatei trägt alles in Ihren Kalender ein.',
  signIn: {
    subject: 'Anmelden bei Balint Room',
    heading: 'Anmelden bei Balint Room',
    explain:
      'Sie, oder jemand, der Ihre Adresse eingegeben hat, möchten sich anmelden. Der Knopf öffnet eine Seite, auf der Sie das bestätigen.',
    button: 'Weiter zur Anmeldung',
    until: (minutes) => `Der Link gilt einmal, ${minutes} Minuten lang.`,
    ignore: 'Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ohne diese Mail kommt niemand hinein.',
  },
  address: {
    subject: 'Ihre Adresse bei Balint Room',
    heading: 'Diese Adresse zu Ihrem Konto hinzufügen',
    explain:
      'Sie haben, angemeldet bei Balint Room, darum gebeten, diese Adresse zu Ihrem Konto hinzuzufügen. Der Knopf öffnet eine Seite, auf der Sie das bestätigen, in dem Browser, in dem Sie angemeldet sind.',
    button: 'Weiter zum Hinzufügen',
    until: (minutes) => `Der Link gilt einmal, ${minutes} Minuten lang.`,
    ignore: 'Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ohne Ihren Druck auf den Knopf ändert sich nichts.',
  },
  personalLink: {
    subject: (group) => `Ihr persönlicher Link: ${group}`,
    heading: (group) => `Ihr Platz: ${group}`,
    explain:
      'Dieser Link öffnet bei jedem Treffen Ihren Platz in der Gruppe. Er gehört nur Ihnen: Bitte bewahren Sie ihn auf und geben Sie ihn nicht weiter.',
    button: 'Meinen persönlichen Link öffnen',
    lost: 'Wenn jemand anders ihn gesehen haben könnte, bitten Sie die Leitung Ihrer Gruppe um einen neuen.',
  },
  coordinator: {
    subject: (program) => `Bitte um Koordination: ${program}`,
    heading: (program) => `${program} koordinieren`,
    explain: (address) =>
      `Jemand, der das Programm koordiniert, bittet Sie, es ebenfalls zu tun: Gruppen anlegen, Personen eintragen, Termine pflegen. Melden Sie sich mit dieser Adresse an: ${address}`,
    button: 'Balint Room öffnen',
    ignore: 'Wenn Sie das nicht möchten, brauchen Sie nichts zu tun. Ohne eine Mail an diese Adresse kommt niemand hinein.',
  },
  invitation: {
    subject: ({ count, group }) => (count === 1 ? `${group}: ein Treffen` : `${group}: ${count} Treffen`),
    heading: (group) => `${group} trifft sich`,
  },
  change: {
    subject: ({ count, group }) =>
      count === 1 ? `${group}: ein Treffen wurde geändert` : `${group}: ${count} Treffen wurden geändert`,
    heading: (group) => `${group}: was jetzt gilt`,
  },
  cancel: {
    subject: ({ count, group }) => (count === 1 ? `${group}: ein Treffen fällt aus` : `${group}: ${count} Treffen fallen aus`),
    heading: (group) => `${group} trifft sich nicht`,
    calendarAttached: 'Die beigefügte Kalenderdatei nimmt es aus Ihrem Kalender.',
  },
  joined: {
    subject: ({ group }) => `Sie haben einen Platz: ${group}`,
    heading: (group) => `Willkommen: ${group}`,
  },
  left: {
    subject: ({ group }) => `Ihr Platz ist beendet: ${group}`,
    heading: (group) => `Ihr Platz ist beendet: ${group}`,
    calendarAttached: 'Die beigefügte Kalenderdatei nimmt diese Treffen aus Ihrem Kalender.',
  },
  zoneRules: {
    subject: (group) => `${group}: neue Zeitregeln`,
    heading: (zone) => `Die Zeitregeln von ${zone} haben sich geändert`,
    explain:
      'Die Ortszeit dieser Treffen bleibt. Für Menschen in anderen Zeitzonen und in Kalendern beginnen sie zu einer anderen Zeit als bisher. Alle in der Gruppe bekommen die neuen Zeiten.',
  },
  reminder: {
    subject: { reminderDay: (group) => `Morgen: ${group}`, reminderHours: (group) => `Bald: ${group}` },
    heading: (group) => `${group} trifft sich`,
    cannotCome: 'Wenn Sie nicht kommen können, sagen Sie es bitte auf Ihrer Seite, damit die anderen es wissen.',
    turnOff: 'Wählen Sie, welche Erinnerungen Sie möchten, oder keine:',
  },
  reminders: {
    heading: 'Erinnerungen per Mail',
    explain:
      'Wir können Sie vor jedem Treffen Ihrer Gruppen erinnern. Neue, geänderte und abgesagte Termine erfahren Sie in jedem Fall.',
    legend: 'Sie möchten erinnert werden',
    likes: { both: 'einen Tag und zwei Stunden vorher', day: 'einen Tag vorher', hours: 'zwei Stunden vorher', none: 'gar nicht' },
    keep: 'Speichern',
    kept: 'Ihr Wunsch ist gespeichert.',
    unreachable: 'Das konnte nicht gespeichert werden. Bitte versuchen Sie es in einer Minute noch einmal.',
  },
};
