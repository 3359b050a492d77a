// What webhooks bring to another system, as the document says it (OpenAPI 3.1): which news, in which form, and what proves where it comes from.
import * as z from 'zod/mini';
import { type DeliveryKind, newsKinds, trialKind } from '../../../shared/protocol/program/webhooks.ts';

const id = z.string().check(z.regex(/^[0-9a-f]{18}$/));
const ofMeeting = z.strictObject({ groupId: id, meetingId: id });
const ofCertificate = z.strictObject({ groupId: id, certificateId: id });

const told: Readonly<Record<DeliveryKind, { readonly summary: string; readonly data: z.ZodMiniType }>> = {
  'meeting.held': { summary: 'A meeting was held: `GET /api/v1/meetings` has it.', data: ofMeeting },
  'attendance.changed': {
    summary: 'Minutes of a meeting were written or corrected: `GET /api/v1/attendance` has them.',
    data: ofMeeting,
  },
  'certificate.issued': {
    summary: 'A certificate was made: `GET /api/v1/certificates/{id}` has what it says.',
    data: ofCertificate,
  },
  'certificate.withdrawn': {
    summary: 'A certificate was withdrawn: `GET /api/v1/certificates/{id}` says since when.',
    data: ofCertificate,
  },
  [trialKind]: { summary: 'A coordinator tries whether news arrives. It tells of nothing.', data: z.strictObject({}) },
};

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});
const headers = [
  header('webhook-id', 'The same in every try: what has come before has come before.'),
  header('webhook-timestamp', 'When it was sent, in seconds since 1970. Refuse what is older than five minutes.'),
  header('webhook-signature', '`v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`, by the secret of the webhook.'),
];

function schemaOf(kind: DeliveryKind): object {
  const { $schema: _, ...schema } = z.toJSONSchema(
    z.strictObject({ type: z.literal(kind), timestamp: z.iso.datetime(), data: told[kind].data }),
  );
  return schema;
}

const kinds: readonly DeliveryKind[] = [...newsKinds, trialKind];

export const webhooksDocument = Object.fromEntries(
  kinds.map((kind) => [
    kind,
    {
      post: {
        summary: told[kind].summary,
        description:
          'Signed as Standard Webhooks 1.0 has it. Sent again, from a minute to a day later, until it is answered with 2xx.',
        security: [],
        parameters: headers,
        requestBody: { required: true, content: { 'application/json': { schema: schemaOf(kind) } } },
        responses: {
          '2XX': { description: 'Received. Nothing else of the answer is read.' },
          410: { description: 'Nothing more is wanted: the webhook is paused.' },
        },
      },
    },
  ]),
);
