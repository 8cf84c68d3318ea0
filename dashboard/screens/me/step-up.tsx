import { Heading } from '../../parts/heading';
import { StepUpForm } from '../../parts/step-up-form';
import { go, nextUrl, route } from '../../router';
import { text } from '../../texts/text';

/** `#/step-up?next=/payments`: a Function requires a recent login. It sent the user here, and gets the user back. */
export function StepUp() {
  const next = nextUrl(route.value.query.get('next'));
  return (
    <>
      <Heading title={text.frame.stepUp.title} why={text.frame.stepUp.why} />
      <div class="card">
        <StepUpForm
          onDone={() => (next === null ? go('me') : location.replace(next.href))}
          onCancel={() => go('me')}
        />
      </div>
    </>
  );
}
