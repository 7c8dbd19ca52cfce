import { contextBridge, ipcRenderer } from 'electron'
import { type AppSnapshot, type Bridge, channels } from './window/contract.ts'

const bridge: Bridge = {
  watch: (onSnapshot) => {
    const listener = (_event: unknown, snapshot: AppSnapshot) => onSnapshot(snapshot)
    ipcRenderer.on(channels.snapshot, listener)
    ipcRenderer.send(channels.watch)
    return () => {
      ipcRenderer.off(channels.snapshot, listener)
      ipcRenderer.send(channels.unwatch)
    }
  },
  history: (query) => ipcRenderer.invoke(channels.history, query),
  texts: (language) => ipcRenderer.invoke(channels.texts, language),
  send: (command) => ipcRenderer.send(channels.send, command),
}

contextBridge.exposeInMainWorld('tidings', bridge)
