/**
 * What is opened in another program without further ado: data, never a program. Also no file that may hold one, like a web
 * page, a drawing with scripts (SVG) or a document with macros (XLS, XLSM).
 */
const dataExtensions = [
  /^(?:csv|tsv|txt|log|md|json|jsonl|ndjson|geojson|xml|yaml|yml|parquet)$/i,
  /^(?:pdf|xlsx|ods|docx|odt|pptx|odp|epub)$/i,
  /^(?:png|jpe?g|gif|webp|avif|heic|bmp|tiff?)$/i,
  /^(?:mp3|m4a|ogg|opus|flac|wav|mp4|webm)$/i,
  /^(?:zip|gz|tgz|bz2|xz|zst|7z|tar)$/i,
]

/** Whether a file of this name, or at this path, is data by its last extension. */
export function isDataFile(name: string): boolean {
  const extension = /[^/\\]\.([A-Za-z0-9]+)$/.exec(name)?.[1] ?? ''
  return dataExtensions.some((pattern) => pattern.test(extension))
}
