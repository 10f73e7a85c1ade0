import { recordProblems } from './page-problems.ts';
import { applyTheme, readTheme } from './theme.ts';

recordProblems();
applyTheme(readTheme());
