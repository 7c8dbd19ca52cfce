import { type ComponentProps, useId } from 'react'
import fields from './field.module.css'

export interface TextFieldProps extends ComponentProps<'input'> {
  readonly label: string
}

/** A field for text below its label; its children are below it. */
export function TextField({ label, children, ...props }: TextFieldProps) {
  const id = useId()
  return (
    <div className={fields.field}>
      <label className={fields.label} htmlFor={id}>
        {label}
      </label>
      <input id={id} className={fields.input} {...props} />
      {children}
    </div>
  )
}
