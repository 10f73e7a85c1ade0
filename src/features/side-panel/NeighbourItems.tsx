import { Button, ListItem } from '@patternfly/react-core';

import { useT } from '../../ui/i18n.ts';

/** The conversations of the same ID next to one, by their keys, and how the panel goes to them. */
export type NeighbourLinks = {
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Shows another conversation by its key. */
  readonly onFollow: (key: string) => void;
};

/** Items of a list that lead to the conversations of the same ID before and after one; none where it has neither. */
export function NeighbourItems({ before, after, onFollow }: NeighbourLinks) {
  const t = useT();
  if (before === undefined && after === undefined) {
    return null;
  }
  return (
    <>
      {before !== undefined && (
        <ListItem>
          {t('Before: a conversation with the same ID was seen.')}{' '}
          <Button variant="link" isInline onClick={() => onFollow(before)}>
            {t('Show the conversation before')}
          </Button>
        </ListItem>
      )}
      {after !== undefined && (
        <ListItem>
          {t('After: a conversation with the same ID was seen.')}{' '}
          <Button variant="link" isInline onClick={() => onFollow(after)}>
            {t('Show the conversation after')}
          </Button>
        </ListItem>
      )}
      <ListItem>
        {t(
          'A silence longer than the end timeout makes two conversations of one connection. Or the peers met again with the same ports: which of the two it was is not known.',
        )}
      </ListItem>
    </>
  );
}
