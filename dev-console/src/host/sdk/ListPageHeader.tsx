import {
  ActionList,
  ActionListGroup,
  ActionListItem,
  Content,
  Flex,
  FlexItem,
  PageSection,
  Split,
  SplitItem,
} from '@patternfly/react-core';
import type { ReactNode } from 'react';

import { FavoriteButton } from './FavoriteButton.tsx';
import { useActivePerspective } from './useActivePerspective.ts';

type ListPageHeaderProps = {
  readonly title: string;
  readonly badge?: ReactNode;
  readonly helpText?: ReactNode;
  readonly hideFavoriteButton?: boolean;
  readonly children?: ReactNode;
};

/** The heading of a page in the boxes that the console puts it in, and a star for administrators. */
export function ListPageHeader({
  title,
  badge,
  helpText,
  hideFavoriteButton = false,
  children,
}: ListPageHeaderProps) {
  const [perspective] = useActivePerspective();
  const hasStar = perspective === 'admin' && !hideFavoriteButton;
  return (
    <div data-test="page-heading" className="co-page-heading">
      <PageSection hasBodyWrapper={false}>
        <Flex>
          <FlexItem flex={{ default: 'flex_1' }}>
            <Split hasGutter>
              <SplitItem>
                <Content component="h1">{title}</Content>
              </SplitItem>
              {badge !== undefined && <SplitItem>{badge}</SplitItem>}
              <SplitItem isFilled />
              {(hasStar || children !== undefined) && (
                <SplitItem>
                  <ActionList>
                    <ActionListGroup>
                      {hasStar && (
                        <ActionListItem>
                          <FavoriteButton />
                        </ActionListItem>
                      )}
                      {children}
                    </ActionListGroup>
                  </ActionList>
                </SplitItem>
              )}
            </Split>
            {helpText !== undefined && <Content component="p">{helpText}</Content>}
          </FlexItem>
        </Flex>
      </PageSection>
    </div>
  );
}
