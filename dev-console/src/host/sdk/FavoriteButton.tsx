import { Button, Tooltip } from '@patternfly/react-core';
import { StarIcon } from '@patternfly/react-icons';
import { useLocation } from 'react-router';

import { useUserPreference } from './useUserPreference.ts';

/** Makes the page that is shown a favourite, or one no longer. */
export function FavoriteButton() {
  const { pathname } = useLocation();
  const [kept, setFavorites, isLoaded] = useUserPreference<readonly string[]>('console.favorites', []);
  const favorites = kept ?? [];
  const isStarred = favorites.includes(pathname);
  const name = isStarred ? 'Remove from favorites' : 'Add to favorites';
  return (
    <Tooltip content={name} position="top">
      <Button
        variant="plain"
        icon={<StarIcon color={isStarred ? 'gold' : 'gray'} />}
        aria-label={name}
        aria-pressed={isStarred}
        isDisabled={!isLoaded}
        data-test="favorite-button"
        onClick={() =>
          setFavorites(isStarred ? favorites.filter((path) => path !== pathname) : [...favorites, pathname])
        }
      />
    </Tooltip>
  );
}
