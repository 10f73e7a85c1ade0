import { EmptyState } from '../../ui/EmptyState.tsx';
import { useT } from '../../ui/i18n.ts';

/** In the place of rows, where the cluster keeps metrics only: there is nothing to list. */
export function NotKept() {
  const t = useT();
  return (
    <EmptyState title={t('This cluster keeps no flow logs')}>
      {t(
        'Its backend has no Loki, only metrics, so there are neither flows nor conversations to list. Set spec.loki.enable of the FlowCollector to true to keep them.',
      )}
    </EmptyState>
  );
}
