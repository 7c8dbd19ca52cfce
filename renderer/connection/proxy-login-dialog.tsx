import { useId, useState } from 'react'
import {
  type AskingProxy,
  maxProxyNameLength,
  maxProxyPasswordLength,
  proxyLoginPattern,
} from '../../electron/model/proxy-login.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { Checkbox } from '../style/checkbox.tsx'
import fields from '../style/field.module.css'
import dialog from '../style/form-dialog.module.css'
import { FormDialog } from '../style/form-dialog.tsx'
import { Icon } from '../style/icons.tsx'
import { TextField } from '../style/text-field.tsx'
import { useWindow } from '../window-context.ts'

/** The button that asks for the name and the password for a proxy. It never asks by itself. */
export function ProxyLoginButton({ proxy }: { readonly proxy: AskingProxy }) {
  const { t } = useI18n()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant="filled" onClick={() => setIsOpen(true)}>
        {t('proxy.enter')}
      </Button>
      {isOpen && <ProxyLoginDialog proxy={proxy} onClose={() => setIsOpen(false)} />}
    </>
  )
}

interface ProxyLoginDialogProps {
  readonly proxy: AskingProxy
  readonly onClose: () => void
}

/** Asks for the name and the password for a proxy, and says where they go. */
export function ProxyLoginDialog({ proxy: { proxy, inClear, wasRejected }, onClose }: ProxyLoginDialogProps) {
  const { bridge, snapshot } = useWindow()
  const { t, isolate } = useI18n()
  const id = useId()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const hasKeychain = snapshot.tokensKeptIn === 'keychain'
  const [remembers, setRemembers] = useState(true)
  return (
    <FormDialog
      title={t('proxy.title')}
      submitLabel={t('action.connect')}
      isValid={proxyLoginPattern.test(name) && proxyLoginPattern.test(password)}
      onSubmit={() => {
        const remember = hasKeychain && remembers
        bridge.send({ type: 'enter-proxy-login', proxy, name, password, remember })
        onClose()
      }}
      onClose={onClose}
    >
      {wasRejected && <Warning text={t('proxy.rejected')} />}
      <p id={`${id}-where`}>{t('proxy.goes-to', { proxy: isolate(proxy) })}</p>
      {inClear && <Warning text={t('proxy.in-clear')} />}
      <TextField
        label={t('proxy.name')}
        data-first-focus=""
        aria-describedby={`${id}-where`}
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        maxLength={maxProxyNameLength}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={t('proxy.password')}
        type="password"
        dir="ltr"
        autoComplete="off"
        maxLength={maxProxyPasswordLength}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {hasKeychain ? (
        <Checkbox label={t('proxy.remember')} checked={remembers} onChange={setRemembers} />
      ) : (
        <p className={fields.hint}>{t('proxy.held')}</p>
      )}
    </FormDialog>
  )
}

function Warning({ text }: { readonly text: string }) {
  return (
    <p className={dialog.warning}>
      <Icon name="warning" size={14} />
      <span>{text}</span>
    </p>
  )
}
