import { ask, type Item } from '../request.ts';

/** Who wants a token, for what; `keep` is the variable that holds it afterwards. */
interface Wanted {
  rpps: string;
  keep: string;
  client?: string;
  audience?: string;
}

/** A token as desktop software gets one from Pro Santé Connect (CIBA): the provider asks the person, the software fetches it. */
export const takeToken = (whose: string, { rpps, keep, client, audience }: Wanted): Item[] => {
  const common = { client_id: client ?? '{{clientId}}', resource: audience ?? '{{baseUrl}}/fhir/R4' };
  return [
    ask(`Ask for ${whose}`, {
      url: '{{cibaEndpoint}}',
      as: 'nobody',
      urlencoded: {
        ...common,
        scope: 'openid scope_all',
        login_hint: rpps,
        binding_message: 'COLLECTION',
      },
      status: 200,
      check: { 'the person is asked': "typeof body.auth_req_id === 'string'" },
      keep: { authRequest: 'body.auth_req_id' },
    }),
    ask(`Take the token: ${whose}`, {
      url: '{{tokenEndpoint}}',
      as: 'nobody',
      urlencoded: {
        ...common,
        grant_type: 'urn:openid:params:grant-type:ciba',
        auth_req_id: '{{authRequest}}',
      },
      status: 200,
      check: { 'is a bearer token': "body.token_type === 'Bearer'" },
      keep: { [keep]: 'body.access_token', [`${keep}EndsAt`]: 'String(Date.now() + body.expires_in * 1000)' },
    }),
  ];
};
