import './dev-console.css';

import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

import { ConsoleApp } from './ConsoleApp.tsx';
import { createConsoleStore } from './console-state.ts';
import { createPluginStore, loadPlugins } from './plugins.ts';
import { loadShareScope } from './shared-modules.ts';
import { loadTexts } from './texts.ts';

async function startConsole(): Promise<void> {
  const store = createConsoleStore();
  const pluginStore = createPluginStore(store.getState().flags, await loadShareScope());
  const [failures] = await Promise.all([loadPlugins(pluginStore), loadTexts()]);
  const element = document.getElementById('app');
  if (element === null) {
    throw new Error('The page has no element #app.');
  }
  createRoot(element).render(createElement(ConsoleApp, { store, pluginStore, failures }));
}

await startConsole();
