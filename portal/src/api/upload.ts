import { CallError, type ProblemBody } from '@passerelle/gateway/call';
import { profileHeader } from '@passerelle/gateway/profile-header';
import type { DocumentDetails, Saved } from '@passerelle/gateway/client';

export interface Upload {
  /** The space that it is deposited in; empty: one's own. */
  profile: string;
  /** Whose page it comes from (Session.headers). */
  person: Record<string, string>;
  details: DocumentDetails;
  file: File;
  key: string;
  /** 0 to 1. */
  onProgress: (share: number) => void;
}

const DEADLINE = 120_000;

/**
 * Deposits a document. `fetch` does not tell how much has been sent, XMLHttpRequest does.
 * Rejects with CallError, or with TypeError when nothing answers.
 */
export function upload({ profile, person, details, file, key, onProgress }: Upload): Promise<Saved> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/documents');
    request.responseType = 'json';
    request.timeout = DEADLINE;
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('idempotency-key', key);
    const headers = { ...person, ...(profile ? { [profileHeader]: profile } : {}) };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total ? loaded / total : 0));
    request.addEventListener('load', () => {
      const body = request.response as unknown;
      if (request.status === 201) resolve(body as Saved);
      else reject(new CallError(request.status, (body ?? {}) as Partial<ProblemBody>));
    });
    for (const event of ['error', 'timeout', 'abort'])
      request.addEventListener(event, () => reject(new TypeError(event)));
    request.send(formOf(details, file));
  });
}

/** The parts come before the file: the gateway reads them in this order. */
function formOf({ name, date, category, hidden }: DocumentDetails, file: File): FormData {
  const form = new FormData();
  form.append('name', name);
  form.append('date', date);
  form.append('category', category);
  form.append('hidden', String(hidden));
  form.append('file', file, file.name);
  return form;
}
