import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n'

// One bar along the bottom: open windows on the left, tray icons and the clock on the right.
const panel = `${xmlHead}<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="true"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=10;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="icon-size" type="uint" value="22"/>
      <property name="size" type="uint" value="38"/>
      <property name="background-style" type="uint" value="1"/>
      <property name="background-rgba" type="array">
        <value type="double" value="0.11"/>
        <value type="double" value="0.13"/>
        <value type="double" value="0.17"/>
        <value type="double" value="1"/>
      </property>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
        <value type="int" value="3"/>
        <value type="int" value="4"/>
        <value type="int" value="5"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="tasklist">
      <property name="flat-buttons" type="bool" value="true"/>
      <property name="show-handle" type="bool" value="false"/>
    </property>
    <property name="plugin-2" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-3" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
      <property name="icon-size" type="int" value="22"/>
    </property>
    <property name="plugin-4" type="string" value="separator">
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-5" type="string" value="clock">
      <property name="mode" type="uint" value="2"/>
      <property name="digital-layout" type="uint" value="3"/>
      <property name="digital-time-font" type="string" value="DejaVu Sans 11"/>
      <property name="digital-time-format" type="string" value="  %H:%M   "/>
    </property>
  </property>
</channel>
`

const windowManager = `${xmlHead}<channel name="xfwm4" version="1.0">
  <property name="general" type="empty">
    <property name="theme" type="string" value="Default"/>
    <property name="title_font" type="string" value="DejaVu Sans Bold 9"/>
    <property name="title_alignment" type="string" value="center"/>
    <property name="button_layout" type="string" value="|HMC"/>
    <property name="workspace_count" type="int" value="1"/>
    <property name="use_compositing" type="bool" value="false"/>
    <property name="placement_mode" type="string" value="center"/>
    <property name="zoom_desktop" type="bool" value="false"/>
  </property>
</channel>
`

const gtk = `[Settings]
gtk-theme-name=Adwaita
gtk-icon-theme-name=Adwaita
gtk-font-name=DejaVu Sans 10
gtk-enable-animations=0
`

/** Writes the settings of panel, window manager and GTK to the folders that xfconfd and GTK read when they start. */
export async function writeXfceSettings(configFolder: string): Promise<void> {
  const channels = path.join(configFolder, 'xfce4', 'xfconf', 'xfce-perchannel-xml')
  await mkdir(channels, { recursive: true })
  await mkdir(path.join(configFolder, 'gtk-3.0'), { recursive: true })
  await writeFile(path.join(channels, 'xfce4-panel.xml'), panel)
  await writeFile(path.join(channels, 'xfwm4.xml'), windowManager)
  await writeFile(path.join(configFolder, 'gtk-3.0', 'settings.ini'), gtk)
}
