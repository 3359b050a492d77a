// The routes of the program pages. Each names its object and act to the table of roles (may-route.ts).
import type { FastifyInstance } from 'fastify';
import type { HttpPorts } from '../http-ports.ts';
import { actsRoutes } from './acts.ts';
import { mailsRoutes } from './mails.ts';
import { programRoutes } from './programs.ts';

export function registerProgram(app: FastifyInstance, ports: HttpPorts): void {
  programRoutes(app, ports);
  actsRoutes(app, ports);
  mailsRoutes(app, ports);
}
