import type { SignIn } from '../../electron/model/server.ts'
import { Icon, type IconName, type IconProps } from '../style/icons.tsx'

const signInIcons = {
  none: 'key',
  preparing: 'ring',
  'in-browser': 'link',
  code: 'link',
  finishing: 'ring',
  failed: 'warning',
} as const satisfies Record<SignIn['kind'], IconName>

export interface SignInIconProps extends Pick<IconProps, 'size'> {
  readonly signIn: SignIn
}

/** The picture of a sign-in, which stands beside its words. */
export function SignInIcon({ signIn, size = 16 }: SignInIconProps) {
  const name = signInIcons[signIn.kind]
  return <Icon name={name} size={size} spinning={name === 'ring'} />
}
