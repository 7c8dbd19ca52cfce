import { markAsRead } from './mark-as-read.ts'
import { isReadable, type ReceivedItem } from './received-items.ts'

export function ReceivedItemRow({ item }: { readonly item: ReceivedItem }) {
  const isRunning = item.type === 'job' && item.state === 'running'
  const download = item.type === 'job' && item.state === 'succeeded' ? item.download : undefined
  return (
    <li data-state={item.type === 'job' ? item.state : undefined} data-read={item.isRead}>
      <div>
        {item.title !== undefined && <strong>{item.title}</strong>}
        <span>{item.message}</span>
        {isRunning && <progress max={1} value={item.progress} aria-label={`Progress of ${item.title}`} />}
      </div>
      {download !== undefined && (
        <a href={download.url} download={download.filename}>
          Download
        </a>
      )}
      {item.isRead && <span>Read</span>}
      {!item.isRead && isReadable(item) && (
        <button type="button" className="plain" onClick={() => void markAsRead(item)}>
          Mark as read
        </button>
      )}
    </li>
  )
}
