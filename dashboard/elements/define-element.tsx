import { type ComponentType, render } from 'preact';
import { FocusContext } from '../parts/focus';
import { language } from '../texts/text';
import { isLeader, join, leave, Overlays } from './overlays';

/** The properties of the content of an element. */
export interface ElementProps {
  readonly element: HTMLElement;
}

/** Defines a custom element. Its content is a component in light DOM, so that password managers see the fields. */
export function defineElement(
  name: string,
  Content: ComponentType<ElementProps>,
  attributes: readonly string[] = [],
): void {
  // Another version of this script has defined it.
  if (customElements.get(name) !== undefined) return;
  class AuthElement extends HTMLElement {
    static readonly observedAttributes = attributes;
    readonly #focus = { mayMove: false };

    constructor() {
      super();
      this.addEventListener('focusin', () => {
        this.#focus.mayMove = true;
      });
    }

    connectedCallback() {
      join(this);
      this.#show();
    }

    disconnectedCallback() {
      // An element that is moved is connected again at once, and keeps what was typed.
      queueMicrotask(() => {
        if (this.isConnected) return;
        leave(this);
        render(null, this);
      });
    }

    attributeChangedCallback() {
      if (this.isConnected) this.#show();
    }

    #show() {
      if (this.hasAttribute('autofocus')) this.#focus.mayMove = true;
      render(
        <FocusContext.Provider value={this.#focus}>
          <Root element={this} Content={Content} />
        </FocusContext.Provider>,
        this,
      );
    }
  }
  customElements.define(name, AuthElement);
}

function Root({
  element,
  Content,
}: ElementProps & { readonly Content: ComponentType<ElementProps> }) {
  return (
    <div lang={language}>
      {/* A new object, so that a change of an attribute renders the content again. */}
      <Content {...{ element }} />
      {isLeader(element) && <Overlays />}
    </div>
  );
}
