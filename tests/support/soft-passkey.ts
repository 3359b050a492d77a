// A passkey in software, as an authenticator makes and uses it: for tests without a browser. Every part of an answer can be falsified.
import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest();
const base64url = (data: Uint8Array | string) => Buffer.from(data).toString('base64url');

/** Flags of authenticator data. */
const present = 0x01;
const verified = 0x04;
const attested = 0x40;

export interface Falsified {
  readonly challenge?: string;
  readonly origin?: string;
  readonly rpId?: string;
  /** False: the person did not show that it is them. */
  readonly isVerified?: boolean;
  readonly counter?: number;
}

export class SoftPasskey {
  readonly #id = randomBytes(16);
  readonly #privateKey: KeyObject;
  readonly #cose: Buffer;
  readonly #origin: string;
  counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#privateKey = privateKey;
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const part = (key: number, text: string) => Buffer.concat([Buffer.from([key, 0x58, 0x20]), Buffer.from(text, 'base64url')]);
    // {1: 2, 3: -7, -1: 1, -2: x, -3: y} in CBOR
    this.#cose = Buffer.concat([Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]), part(0x21, x), part(0x22, y)]);
  }

  get id(): string {
    return base64url(this.#id);
  }

  /** The answer to `POST /api/me/passkeys/options`. */
  made({ challenge }: { challenge: string }, false_: Falsified = {}): object {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.#id.length);
    const credential = Buffer.concat([Buffer.alloc(16), length, this.#id, this.#cose]);
    const data = Buffer.concat([this.#data(attested, false_), credential]);
    const head = Buffer.from([0x58, data.length]);
    // {fmt: "none", attStmt: {}, authData}
    const attestation = Buffer.concat([
      Buffer.from([0xa3, 0x63]),
      Buffer.from('fmt'),
      Buffer.from([0x64]),
      Buffer.from('none'),
      Buffer.from([0x67]),
      Buffer.from('attStmt'),
      Buffer.from([0xa0, 0x68]),
      Buffer.from('authData'),
      head,
      data,
    ]);
    const response = {
      clientDataJSON: this.#client('webauthn.create', challenge, false_),
      attestationObject: base64url(attestation),
      transports: ['internal'],
    };
    return this.#answer(response);
  }

  /** The answer to `POST /api/passkey/options`. */
  used({ challenge }: { challenge: string }, false_: Falsified = {}): object {
    this.counter += 1;
    const data = this.#data(0, false_);
    const clientDataJSON = this.#client('webauthn.get', challenge, false_);
    const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    const signature = createSign('sha256').update(signed).sign(this.#privateKey);
    return this.#answer({ clientDataJSON, authenticatorData: base64url(data), signature: base64url(signature) });
  }

  #data(more: number, { rpId = new URL(this.#origin).hostname, isVerified = true, counter = this.counter }: Falsified): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([present | (isVerified ? verified : 0) | more]), count]);
  }

  #client(type: string, asked: string, { challenge = asked, origin = this.#origin }: Falsified): string {
    return base64url(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  #answer(response: object): object {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {}, response };
  }
}
