import { recordProblems } from './page-problems.ts';
import { applyTheme } from './theme.ts';

recordProblems();
applyTheme();
