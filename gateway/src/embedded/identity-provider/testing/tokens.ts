/** A token as desktop software gets one: CIBA with the RPPS number as hint. */
export async function cibaToken(
  issuer: string,
  given: { rpps: string; resource: string; client?: string },
): Promise<{ access_token: string; refresh_token: string; expires_in: number }> {
  const client_id = given.client ?? 'demo-software';
  const begun = await postForm(`${issuer}/backchannel`, {
    ...{ client_id, scope: 'openid scope_all', login_hint: given.rpps, resource: given.resource },
  });
  const { auth_req_id } = (await begun.json()) as { auth_req_id: string };
  const grant_type = 'urn:openid:params:grant-type:ciba';
  const got = await postForm(`${issuer}/token`, { client_id, grant_type, auth_req_id, resource: given.resource });
  if (!got.ok) throw new Error(`no token: ${got.status} ${await got.text()}`);
  return (await got.json()) as { access_token: string; refresh_token: string; expires_in: number };
}

export const postForm = (url: string, form: Record<string, string>): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form) });
