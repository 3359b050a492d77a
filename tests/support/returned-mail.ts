// Notices of mails that could not be delivered, as mail servers write them.

export interface Returned {
  /** The sender that stood on the envelope of the mail: where this goes to. */
  readonly to: string;
  readonly action?: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  readonly status?: string;
  readonly diagnostic?: string;
  /** Of the reader that it did not get to. */
  readonly address?: string;
}

/** As Postfix does. */
export function returnedMail({
  to,
  action = 'failed',
  status = '5.1.1',
  diagnostic = 'smtp; 550 5.1.1 <ben@example.org>: Recipient address rejected: User unknown',
  address = 'ben@example.org',
}: Returned): string {
  return `Return-Path: <>
Delivered-To: ${to}
Received: by mx.balint.example (Postfix) id 4F2A1; Sat, 28 Nov 2026 12:00:07 +0000 (UTC)
From: MAILER-DAEMON@mx.balint.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: ${to}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4F2A1.1795867207/mx.balint.example"
Message-Id: <20261128120007.4F2A1@mx.balint.example>

This is a MIME-encapsulated message.

--4F2A1.1795867207/mx.balint.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.balint.example.

I'm sorry to have to inform you that your message could not be delivered to
one or more recipients.

--4F2A1.1795867207/mx.balint.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.balint.example
X-Postfix-Queue-ID: 4F2A1
Arrival-Date: Sat, 28 Nov 2026 12:00:01 +0000 (UTC)

Final-Recipient: rfc822; ${address}
Original-Recipient: rfc822;${address}
Action: ${action}
Status: ${status}
Remote-MTA: dns; mx.example.org
Diagnostic-Code: ${diagnostic.replace(/(.{40,60}) /g, '$1\n    ')}

--4F2A1.1795867207/mx.balint.example
Content-Description: Undelivered Message
Content-Type: message/rfc822

From: Balint Room <room@balint.example>
To: ${address}
Subject: Tuesday group: a meeting

A meeting.

--4F2A1.1795867207/mx.balint.example--
`;
}

/** As a mailbox does whose owner is away: no notice of anything. */
export const awayMail = (to: string) => `Return-Path: <>
From: Ben Okafor <ben@example.org>
To: ${to}
Subject: Re: Tuesday group
Auto-Submitted: auto-replied
Content-Type: text/plain

I am away until Monday. In urgent cases call 0123.
`;
