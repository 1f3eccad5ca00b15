/** Where the public doors of an installation are. */
export interface Doors {
  /** Gateway and portal. */
  url: string;
  smtpPort: number;
  /** Page and JSON of the mails that were sent. */
  catcherUrl: string;
  issuer: string;
  mailDomain: string;
  /** Settings of the processes, for the operator's commands. */
  env: Record<string, string | undefined>;
}

/** The doors of `npm start`, by its settings. */
export function doorsOf(env: Record<string, string | undefined>): Doors {
  const port = env['PORT'] || '8080';
  return {
    url: `http://localhost:${port}`,
    smtpPort: Number(env['SMTP_PORT'] || 2525),
    catcherUrl: `http://localhost:${env['MAIL_CATCHER_PORT'] || 8025}`,
    issuer: `http://localhost:${env['OIDC_PORT'] || 9000}`,
    mailDomain: env['MSS_DOMAIN'] || 'patient.mssante.example',
    env,
  };
}
