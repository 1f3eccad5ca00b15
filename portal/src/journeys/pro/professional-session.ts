import { CallError, type ProblemBody } from '@passerelle/gateway/call';

/** Who a professional is, by the identity provider. `profession` is a code of TRE_G15. */
export interface Professional {
  name: string;
  rpps: string;
  profession: string;
}

const DEADLINE = 30_000;

async function ask(method: 'GET' | 'POST', path: string): Promise<Response> {
  const response = await fetch(path, {
    method,
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(DEADLINE),
  });
  if (response.ok) return response;
  throw new CallError(response.status, (await response.json().catch(() => ({}))) as Partial<ProblemBody>);
}

/** The professional signed in, or `null` when nobody is. */
export async function professionalSession(): Promise<Professional | null> {
  try {
    return (await (await ask('GET', '/auth/professional/session')).json()) as Professional;
  } catch (error) {
    if (error instanceof CallError && error.status === 401) return null;
    throw error;
  }
}

export async function signOutProfessional(): Promise<void> {
  await ask('POST', '/auth/professional/logout');
}
