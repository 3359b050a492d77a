// How the scene changes: phase, clock, offers, presenter and signal. An undo restores all of it, and nothing else (R1.5).
import type { RoomEvent } from './events.ts';
import type { Form } from './forms.ts';
import { type PhaseId, phases } from './phases.ts';
import type { Presenter, Scene } from './state.ts';

type SceneEvent = Exclude<
  RoomEvent,
  {
    type:
      | 'meetingOpened'
      | 'guestSeated'
      | 'rosterChanged'
      | 'personMoved'
      | 'personHeld'
      | 'personReleased'
      | 'microphoneTold'
      | 'wentOnWithout'
      | 'minutesSet'
      | 'pushBackSet'
      | 'circlesSeated'
      | 'hoursExtended'
      | 'convenorTaken'
      | 'substituteNamed'
      | 'substituteEnded'
      | 'timeHanded'
      | 'silenceConfirmed'
      | 'silenceDoubted'
      | 'phaseUndone'
      | 'meetingClosed';
  }
>;

export function evolveScene(scene: Scene, event: SceneEvent, form: Form): Scene {
  switch (event.type) {
    case 'phaseChanged':
      return inPhase(scene, event.to, event.at, form);
    case 'caseOffered':
      return { ...scene, offers: [...scene.offers, event.personId] };
    case 'offerWithdrawn':
      return { ...scene, offers: scene.offers.filter((id) => id !== event.personId) };
    case 'caseChosen':
      return { ...scene, chosen: { personId: event.personId, accepted: false } };
    case 'choiceDropped':
      return { ...scene, chosen: null };
    case 'caseAccepted':
      return { ...scene, chosen: { personId: event.personId, accepted: true } };
    case 'presenterCameIn':
      return scene.presenter ? { ...scene, presenter: { ...scene.presenter, place: 'circle' } } : scene;
    case 'signalRaised':
      return { ...scene, signal: { raisedAt: event.at, acknowledgedAt: null } };
    case 'signalAcknowledged':
      return scene.signal ? { ...scene, signal: { ...scene.signal, acknowledgedAt: event.at } } : scene;
    case 'signalWithdrawn':
      return { ...scene, signal: null };
    case 'handRaised':
      return { ...scene, hands: [...scene.hands, event.personId] };
    case 'handLowered':
      return { ...scene, hands: scene.hands.filter((id) => id !== event.personId) };
    case 'personClosed':
      return { ...scene, closed: [...scene.closed, event.personId] };
    case 'roundGiven':
      return { ...scene, round: event.to };
    case 'paused':
      return { ...scene, clock: { ...scene.clock, pausedAt: event.at } };
    case 'returnSet':
      return { ...scene, clock: { ...scene.clock, returnAt: event.until } };
    case 'resumed': {
      const { pausedAt, pausedMs } = scene.clock;
      const more = pausedAt === null ? 0 : event.at - pausedAt;
      return { ...scene, clock: { ...scene.clock, pausedAt: null, pausedMs: pausedMs + more, returnAt: null } };
    }
  }
}

function inPhase(scene: Scene, phase: PhaseId, at: number, form: Form): Scene {
  const begins = scene.phase === 'caseCall' && phases[phase].ofTheCase;
  const presenter = phases[phase].ofTheCase ? placed(begins ? elected(scene) : scene.presenter, phase, form) : null; // R2.1, R2.5
  return {
    phase,
    clock: { startedAt: at, pausedAt: null, pausedMs: 0, returnAt: null },
    caseNumber: begins ? scene.caseNumber + 1 : scene.caseNumber,
    offers: [],
    chosen: null,
    presenter,
    signal: presenter?.place === 'steppedBack' ? scene.signal : null,
    hands: [],
    round: 'inner',
    closed: [],
    begunAt: phase === 'gathering' ? null : (scene.begunAt ?? at),
    leadersOnlySince: phases[phase].leadersOnly ? (scene.leadersOnlySince ?? at) : null,
  };
}

function elected(scene: Scene): Presenter | null {
  return scene.chosen ? { personId: scene.chosen.personId, place: 'circle' } : null;
}

/** R3: outside during the associative phase; afterwards invited, and back in only by their own touch (R3.5). */
function placed(presenter: Presenter | null, phase: PhaseId, form: Form): Presenter | null {
  if (presenter === null) return null;
  if (phases[phase].stepsBack && form.pushBack !== 'none') return { ...presenter, place: 'steppedBack' };
  return presenter.place === 'steppedBack' ? { ...presenter, place: 'invited' } : presenter;
}
