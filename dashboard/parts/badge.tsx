/** The properties of {@link Badge}. */
export interface BadgeProps {
  readonly look?: 'plain' | 'good' | 'warning' | 'bad';
  readonly text: string;
}

/** A state in one or two words. The words carry the meaning, and the color only helps. */
export function Badge({ look = 'plain', text }: BadgeProps) {
  return <span class={`badge ${look}`}>{text}</span>;
}
