"""The look of the preview page: light and dark, readable on a phone, printed without loss."""

STYLE = """
:root{--bg:#f4f5f7;--card:#fff;--ink:#1d2330;--soft:#6a7385;--line:#dde1e8;--chat:#dfeaf4;--bubble:#fff;--key:#eef3fb;--blue:#2a78c9;--must:#b8860b;--back:#c0504d}
@media(prefers-color-scheme:dark){:root{--bg:#14171d;--card:#1c2028;--ink:#e7eaf0;--soft:#97a1b3;--line:#303643;--chat:#17222e;--bubble:#222b37;--key:#2a3543;--blue:#6db1f2;--must:#e3b341;--back:#e58a87}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.55 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
header,main{max-width:1240px;margin:auto;padding:20px}h1{font-size:24px;margin:8px 0}header p{color:var(--soft);margin:0}
.form{background:var(--card);border:1px solid var(--line);border-radius:14px;margin:0 0 14px;overflow:hidden}
.form>summary{cursor:pointer;padding:14px 18px;font-size:16px}.form>summary span{color:var(--soft);font-size:13px;margin-left:8px}
.map{overflow:auto;border-top:1px solid var(--line);max-height:620px;padding:8px}
svg{display:block;margin:auto;max-width:100%;height:auto}svg path{fill:none;stroke:var(--line);stroke-width:1.6}svg path.next{stroke:var(--soft)}svg path.ahead{stroke:var(--blue);opacity:.55}svg path.backward{stroke:var(--back);opacity:.6}svg path:hover{stroke-width:4;opacity:1}
.node rect{fill:var(--key);stroke:var(--line)}.node text{font:12px ui-monospace,Menlo,monospace;fill:var(--ink);text-anchor:middle}.node.must rect{stroke:var(--must);stroke-width:2}.node.hard rect{stroke:var(--blue);stroke-width:2}.node.end rect{fill:var(--blue)}.node.end text{fill:#fff}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,560px),1fr));gap:14px;align-items:start;padding:16px;border-top:1px solid var(--line)}
.card{border:1px solid var(--line);border-radius:12px;padding:12px;content-visibility:auto;contain-intrinsic-size:560px 420px}.card:target{outline:3px solid var(--blue)}
.card h3{margin:0 0 8px;font-size:14px}.pair{display:grid;grid-template-columns:1fr 1fr;gap:10px}
.phone{background:var(--chat);border-radius:12px;padding:8px;font-size:13px}.tag{font-size:11px;color:var(--soft)}
.bubble{background:var(--bubble);border-radius:10px 10px 10px 3px;padding:9px 11px;margin:4px 0 6px;white-space:pre-wrap;overflow-wrap:anywhere}
.row{display:flex;gap:4px;margin-bottom:4px}.row span{flex:1;background:var(--key);color:var(--blue);text-align:center;border-radius:8px;padding:5px 4px}
.card ul{margin:8px 0 0;padding-left:18px;color:var(--soft);font-size:13px}a{color:var(--blue);text-decoration:none}code{font:12px ui-monospace,Menlo,monospace}
@media(max-width:560px){.pair{grid-template-columns:1fr}}
""".strip()
