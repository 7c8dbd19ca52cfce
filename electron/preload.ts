import { contextBridge, ipcRenderer } from 'electron'
import { type AppSnapshot, type Bridge, channels } from './window/contract.ts'

const bridge: Bridge = {
  watch: (onView) => {
    const listener = (_event: unknown, view: AppSnapshot) => onView(view)
    ipcRenderer.on(channels.view, listener)
    ipcRenderer.send(channels.watch)
    return () => {
      ipcRenderer.off(channels.view, listener)
      ipcRenderer.send(channels.unwatch)
    }
  },
  history: (query) => ipcRenderer.invoke(channels.history, query),
  send: (command) => ipcRenderer.send(channels.send, command),
}

contextBridge.exposeInMainWorld('tidings', bridge)
