import type { paths } from '../../../client/api';
import { SubmitButton } from '../../parts/button';
import { BY, Form } from '../../parts/form';
import { type StartedSso, startSso } from '../../sso';
import { text } from '../../texts/text';

type Ways =
  paths['/session/list-login-ways']['post']['responses'][200]['content']['application/json'];

/** The properties of {@link ServiceWide}. */
export interface ServiceWideProps {
  readonly providers: Ways['serviceWideProviders'];
  /** What must outlast the visit to the provider. */
  readonly query: StartedSso['query'];
}

/** The buttons of the providers for every user of the service, such as GitHub. */
export function ServiceWide({ providers, query }: ServiceWideProps) {
  const own = text.sso;
  return (
    <Form
      submit={(fields) => startSso(fields.text(BY), query)}
      onDone={() => undefined}
      texts={{ NOT_FOUND: own.gone }}
    >
      {providers.map(({ id, name }) => (
        <SubmitButton key={id} look="secondary" value={id} pending={own.pending}>
          {own.continueWith(name)}
        </SubmitButton>
      ))}
    </Form>
  );
}
