// Loaded when this module runs, which is after the app has cleaned the environment (platform/system/clean-environment.ts):
// what loads the library's binary takes variables of npm for the system and the processor that it is to look for. A
// static import would load it before any of our code.
export const { DatabaseSync } = await import('@photostructure/sqlite')
