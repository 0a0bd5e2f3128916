// The look. The contrast of its colours is computed in tests/widget/contrast.test.js.
const CSS = `
:host{
all:initial;display:block;color-scheme:light dark;color:var(--ink);overflow-wrap:anywhere;
font:max(1rem,16px)/1.5 var(--yarrow-font,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif);
--radius:var(--yarrow-radius,14px);
--ground:var(--yarrow-ground,#fbfaf7);--surface:#ffffff;--ink:var(--yarrow-ink,#22302e);--quiet:#56635f;
--line:#cfd8d4;--accent:var(--yarrow-accent,#1d5c57);--on-accent:var(--yarrow-on-accent,#ffffff);
--mine:#e2efec;--urgent:#9b1c1c;--urgent-ground:#fff5f4;--focus:#0b57d0;
}
@media (prefers-color-scheme: dark){:host{
--ground:var(--yarrow-ground,#141a19);--surface:#1c2423;--ink:var(--yarrow-ink,#e9eeec);--quiet:#a9b5b1;
--line:#3b4744;--accent:var(--yarrow-accent,#8fd0c6);--on-accent:var(--yarrow-on-accent,#0f201e);
--mine:#21403c;--urgent:#ffb4ab;--urgent-ground:#3a1210;--focus:#a8c7fa;
}}
:host(:not([mode=inline],[mode=full])){position:fixed;z-index:var(--yarrow-z,1000);inset:auto 0 0 auto;padding:1em}
:host([position=start]:not([mode=inline],[mode=full])){inset:auto auto 0 0}
:host([mode=inline]){block-size:40em}
:host([mode=full]){block-size:var(--high)}
*{box-sizing:border-box}
[hidden],:host([hidden]),p:empty{display:none!important}
h2,h3,p,ol,ul,fieldset,legend{margin:0;padding:0;border:0;min-inline-size:0;list-style:none}
h2,h3{font-size:1.1em;outline:0}
svg{display:block;inline-size:24px;flex:none;fill:none;stroke:currentColor;stroke-width:2}
.sr{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
.quiet{color:var(--quiet);font-size:.9em}
.row,.tick,.mark,.launcher{display:flex;flex-wrap:wrap;gap:.5em;align-items:center}
ol,.words,.view div,.answers,.options,form,fieldset,.lost,.urgent,.launch{display:grid;gap:.6em}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
button,input,textarea,.call,.menu a,.words,.tick,.lost,.code,.greeting,.menu{
font:inherit;color:inherit;padding:.55em .9em;border:1px solid var(--quiet);border-radius:var(--radius);
background:var(--surface);text-align:start;min-inline-size:0;
}
button,input,textarea,.call,.menu a,.tick{min-block-size:44px;min-inline-size:44px}
button,.call{border-color:var(--accent);color:var(--accent);cursor:pointer;touch-action:manipulation}
.main{background:var(--accent);color:var(--on-accent);text-align:center}
.plain{border-color:transparent;background:none;padding-inline:.4em;text-decoration:underline}
.launch{justify-items:end}
.launcher{min-block-size:56px;border-radius:28px}
.greeting{display:flex;align-items:start;max-inline-size:19em;border-color:var(--line)}
.greeting button{border:0;margin:-.5em}
.launcher,.greeting,.menu,.new{box-shadow:0 3px 14px #0003}
.panel{position:relative;display:flex;flex-direction:column;inline-size:100%;block-size:100%;padding:0;background:var(--ground);
color:inherit;overflow:hidden;border:1px solid var(--line);border-radius:var(--radius)}
dialog.panel{position:fixed;inset:auto 1em 88px auto;inline-size:26em;block-size:min(46em,100dvh - 104px);margin:0;
box-shadow:0 8px 40px #0004}
:host([position=start]) dialog.panel{inset:auto auto 88px 1em}
dialog.panel:not([open]){display:none}
dialog.panel:modal{inset:var(--top) 0 auto;inline-size:100%;max-inline-size:none;max-block-size:none;block-size:var(--high)}
dialog.panel:modal,:host([mode=full]) .panel{border:0;border-radius:0;padding:env(safe-area-inset-top) env(safe-area-inset-right)
env(safe-area-inset-bottom) env(safe-area-inset-left)}
header,.foot{padding:.5em .75em;background:var(--surface);border-block-end:1px solid var(--line)}
header .row{flex-wrap:nowrap;gap:.1em}
h2{flex:1}
header button{border-color:transparent;padding:.5em;color:inherit}
header .leave{border-color:var(--quiet);font-size:.9em;padding-inline:.6em}
progress{display:block;inline-size:100%;accent-color:var(--accent)}
.menu{position:absolute;z-index:2;inset:3.7em .5em auto auto;max-block-size:calc(100% - 4.2em);overflow:auto;padding:.4em}
.menu :is(button,a){display:block;inline-size:100%;border:0;color:inherit;font-weight:400;text-decoration:none}
.urgent{min-block-size:8em;overflow:auto;padding:.9em;background:var(--urgent-ground);border:4px solid var(--urgent)}
.mark{color:var(--urgent)}
.call{flex:1 1 40%;border:2px solid;text-align:center;font-weight:600}
.urgent .call,.urgent button{color:var(--urgent);border-color:var(--urgent)}
.urgent .call:first-child{flex-basis:100%;font-size:1.25em;background:var(--urgent);color:var(--urgent-ground)}
.talk,.view{flex:1 1 0;min-block-size:6em;overflow:auto;overscroll-behavior:contain;padding:1em .75em;position:relative}
.talk:focus-visible{outline-offset:-3px}
:host([mode=full]) .panel>*{padding-inline:max(.75em,50% - 22em)}
ol li{max-inline-size:90%;justify-self:start}
ol .day{justify-self:center}
ol .patient{justify-self:end}
.words{white-space:pre-wrap;border-color:var(--line);border-end-start-radius:4px}
.words .call{flex:none}
.patient .words{gap:0;background:var(--mine);border-color:transparent;border-radius:var(--radius);border-end-end-radius:4px;
inline-size:fit-content;margin-inline-start:auto}
.staff .words{border:2px solid var(--accent)}
.grave .words{border:3px solid var(--urgent);background:var(--urgent-ground)}
li .foot{display:flex;gap:.5em;align-items:center;padding:0 .3em;background:none;border:0;font-size:.8em}
.patient .foot{justify-content:end}
.assistant:has(+ .assistant) .foot,.not,.unsent .foot *{display:none}
.away .unsent .not{display:inline}
.away .unsent .words{border:1px dashed var(--quiet)}
ol .patient:has(.answers){inline-size:100%;max-inline-size:100%}
.answers{margin-top:1em}
legend::first-letter{text-transform:uppercase}
.two{grid-template-columns:1fr 1fr}
.two button,.urgent button{text-align:center}
legend{font-weight:600;padding-block:.5em .4em}
.tick{flex-wrap:nowrap;cursor:pointer}
.tick:has(:checked){background:var(--mine);border:2px solid var(--accent)}
.tick input{flex:none;inline-size:22px;min-inline-size:0;min-block-size:22px;margin:0;accent-color:var(--accent)}
[type=number]{inline-size:6em;text-align:center;appearance:textfield}
::-webkit-inner-spin-button{appearance:none}
[aria-invalid=true]{border:2px solid var(--urgent)}
.wrong{color:var(--urgent);font-weight:600}
.foot{position:relative;border-block:1px solid var(--line) 0}
.foot .row{flex-wrap:nowrap;align-items:end}
textarea{flex:1;inline-size:100%;resize:none}
.new{position:sticky;inset-block-end:0;display:block;margin-inline-start:auto}
.lost{margin-block-end:.5em;border-width:2px;justify-items:start}
a{color:inherit;font-weight:600}
.code{border:2px solid var(--accent);font:600 1.4em monospace;user-select:all}
@media (max-height:26em){
.progress,.new{display:none}
header,.foot{padding-block:.2em}
.talk{min-block-size:3.5em;padding-block:.4em}
.urgent{min-block-size:5em;padding:.4em;gap:.3em}
.urgent .row{order:-1}
.urgent .call:first-child{flex-basis:40%}
.panel>.foot{min-block-size:3.5em;max-block-size:60%;overflow:auto}
}
@media (forced-colors:active){
.patient .words,header button{border-color:CanvasText}
.tick:has(:checked){border-width:4px}
}
`;

/** Shared by every widget of a page. */
export const sheet = new CSSStyleSheet();
sheet.replaceSync(CSS);
