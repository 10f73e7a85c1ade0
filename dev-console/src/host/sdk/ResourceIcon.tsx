import { badgeOf } from './resource-badge.ts';

type ResourceIconProps = {
  readonly className?: string;
  readonly kind?: string;
  readonly groupVersionKind?: { readonly kind: string };
};

/** The badge of a kind. */
export function ResourceIcon({ className = '', kind, groupVersionKind }: ResourceIconProps) {
  const name = groupVersionKind?.kind ?? kind ?? '';
  const { text, color } = badgeOf(name);
  return (
    <span className={`dev-console__badge dev-console__badge-${color} ${className}`} title={name}>
      {text}
    </span>
  );
}
