// The routes of the program pages. Each names its object and act to the table of roles (may-route.ts).
import type { FastifyInstance } from 'fastify';
import type { HttpOptions, HttpPorts } from '../http-ports.ts';
import { actsRoutes } from './acts.ts';
import { afterRoutes } from './after.ts';
import { apiKeyRoutes } from './api-keys.ts';
import { attendanceRoutes } from './attendance.ts';
import { certificateRoutes } from './certificates.ts';
import { closingRoutes } from './closing.ts';
import { consentRoutes } from './consents.ts';
import { contractTextRoutes } from './contract-text.ts';
import { datesRoutes } from './dates.ts';
import { exportRoutes } from './exports.ts';
import { formRoutes } from './forms.ts';
import { freePreviewRoutes } from './free-preview.ts';
import { groupRoutes } from './groups.ts';
import { identityProviderRoutes } from './identity-providers.ts';
import { logRoutes } from './logs.ts';
import { mailsRoutes } from './mails.ts';
import { pairNoteRoutes } from './pair-notes.ts';
import { peopleRoutes } from './people.ts';
import { programRoutes } from './programs.ts';
import { seatRoutes } from './seats.ts';
import { webhookRoutes } from './webhooks.ts';

export function registerProgram(app: FastifyInstance, ports: HttpPorts, options: HttpOptions): void {
  programRoutes(app, ports);
  groupRoutes(app, ports);
  closingRoutes(app, ports, options);
  formRoutes(app, ports);
  freePreviewRoutes(app, ports);
  seatRoutes(app, ports, options);
  pairNoteRoutes(app, ports);
  contractTextRoutes(app, ports);
  consentRoutes(app, ports, options);
  peopleRoutes(app, ports, options);
  actsRoutes(app, ports);
  identityProviderRoutes(app, ports, options);
  mailsRoutes(app, ports);
  datesRoutes(app, ports);
  afterRoutes(app, ports);
  attendanceRoutes(app, ports);
  exportRoutes(app, ports);
  apiKeyRoutes(app, ports);
  webhookRoutes(app, ports);
  certificateRoutes(app, ports, options);
  logRoutes(app, ports);
}
