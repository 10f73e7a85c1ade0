import { useDispatch, useSelector } from 'react-redux';
import { useLocation, useNavigate } from 'react-router';

import { chooseNamespace } from '../console-state.ts';
import type { ConsoleState } from '../console-state.ts';

import { namespaceOfPath, pathForNamespace } from './namespace-path.ts';

/**
 * The namespace of the path, else the one last chosen, and its setter.
 *
 * Setting it on a path with a namespace goes to the same page for the other one, query kept.
 */
export function useActiveNamespace(): [string, (namespace: string) => void] {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const dispatch = useDispatch();
  const chosen = useSelector((state: ConsoleState) => state.namespace);
  const setNamespace = (namespace: string) => {
    dispatch(chooseNamespace(namespace));
    const path = pathForNamespace(pathname, namespace);
    if (path !== undefined) {
      void navigate(`${path}${search}`);
    }
  };
  return [namespaceOfPath(pathname) ?? chosen, setNamespace];
}
