/// The style sheet of a page, and the policy that allows it and nothing else.
enum HTMLStyle {
  /// The page may use this one style sheet; it may load, run, send and embed nothing. The hash is that of ``sheet``;
  /// a test computes it anew.
  static let policy =
    "default-src 'none'; style-src 'sha256-VLmrz3ONe9npufPr/REzI7EyNGrUsumrhIl9h5SHU2U='; base-uri 'none'; form-action 'none'"

  /// System fonts; colours with a contrast of at least 4.5 on their ground, in both schemes.
  static let sheet = """

    :root {
      color-scheme: light dark;
      --page: #ffffff; --text: #1b1f24; --faint: #57606a; --line: #d0d7de; --soft: #f3f5f7; --link: #0a58ca;
      --affected: #a40e26; --affected-soft: #ffebe9; --suspected: #7d4e00; --suspected-soft: #fff5d6;
      --unknown: #6b2fb3; --unknown-soft: #f5eefe; --remediated: #0b5394; --remediated-soft: #e7f2fd;
      --not-affected: #14692f; --not-affected-soft: #e6f6ea;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #14181d; --text: #e6e9ed; --faint: #a3adb8; --line: #3a424c; --soft: #1d232a; --link: #7cb7ff;
        --affected: #ff9b94; --affected-soft: #3d171a; --suspected: #f2c14e; --suspected-soft: #35290d;
        --unknown: #cfa8ff; --unknown-soft: #2b1f3d; --remediated: #8cc4ff; --remediated-soft: #142a40;
        --not-affected: #7ddb94; --not-affected-soft: #12301b;
      }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--page); color: var(--text); line-height: 1.5;
      font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
      overflow-wrap: break-word; }
    main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
    main:focus { outline: none; }
    h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
    h2 { font-size: 1.2rem; line-height: 1.3; margin: 2.25rem 0 .75rem; padding-top: 1rem;
      border-top: 1px solid var(--line); }
    h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
    p, ul, ol, dl { margin: .5rem 0; }
    ul, ol { padding-left: 1.4rem; }
    li { margin: .2rem 0; }
    a { color: var(--link); }
    :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    code { font: .9em/1.4 ui-monospace, "SFMono-Regular", "DejaVu Sans Mono", Consolas, monospace;
      unicode-bidi: isolate; }
    .whole { white-space: nowrap; }
    .faint { color: var(--faint); }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
      white-space: nowrap; }
    .skip { position: absolute; left: -100rem; }
    .skip:focus { left: .5rem; top: .5rem; padding: .5rem .75rem; background: var(--page); z-index: 1; }
    .affected { color: var(--affected); --soft-ground: var(--affected-soft); }
    .suspected { color: var(--suspected); --soft-ground: var(--suspected-soft); }
    .unknown { color: var(--unknown); --soft-ground: var(--unknown-soft); }
    .remediated { color: var(--remediated); --soft-ground: var(--remediated-soft); }
    .not-affected { color: var(--not-affected); --soft-ground: var(--not-affected-soft); }
    .answer { display: flex; gap: .6rem; margin: .5rem 0; padding: .7rem 1rem; background: var(--soft-ground, var(--soft));
      border: 1px solid; border-left-width: .4rem; border-radius: .4rem; }
    .answer .word { color: var(--text); min-width: 0; }
    .answer:first-of-type { font-size: 1.15rem; font-weight: 600; }
    .tally { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; margin: 1rem 0; }
    .tally li { flex: 1 1 8rem; margin: 0; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .4rem;
      background: var(--soft-ground); }
    .tally strong { display: block; font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
    .contents ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 1rem 0; }
    .contents a { display: inline-block; padding: .15rem 0; }
    .fields > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: .1rem 1rem; padding: .15rem 0; }
    dt { color: var(--faint); }
    dd { margin: 0; }
    table { border-collapse: collapse; width: 100%; margin: .75rem 0; font-size: .95rem; }
    th, td { padding: .45rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line);
      font-weight: 400; }
    thead th { color: var(--faint); background: var(--soft); white-space: nowrap; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    details { margin: .75rem 0; }
    summary { cursor: pointer; padding: .3rem 0; color: var(--link); }
    .next { margin-top: 2.5rem; padding: .7rem 1rem; background: var(--soft); border-radius: .4rem; }
    @media screen and (max-width: 44rem) {
      main { padding: 1rem .9rem 2rem; }
      thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      table, tbody, tr { display: block; }
      tr { border: 1px solid var(--line); border-radius: .4rem; margin: .6rem 0; padding: .3rem 0; }
      tbody th, tbody td { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .6rem; border: 0; padding: .2rem .7rem;
        text-align: left; }
      tbody th::before, tbody td::before { content: attr(data-label); color: var(--faint); font-weight: 400; }
      tbody th { font-size: 1rem; }
      .fields > div { grid-template-columns: minmax(0, 1fr); padding: .25rem 0; }
      .tally li { flex-basis: 7rem; }
    }
    @media print {
      :root { --page: #fff; --text: #000; --faint: #444; --line: #999; --soft: #fff; --link: #000;
        --affected: #a40e26; --suspected: #7d4e00; --unknown: #6b2fb3; --remediated: #0b5394; --not-affected: #14692f;
        --affected-soft: #fff; --suspected-soft: #fff; --unknown-soft: #fff; --remediated-soft: #fff;
        --not-affected-soft: #fff; }
      body { font-size: 10pt; }
      main { max-width: none; padding: 0; }
      table { font-size: 8.5pt; }
      th, td { padding: .3rem .4rem; overflow-wrap: anywhere; }
      td .whole, th .whole { white-space: normal; }
      .contents, .skip { display: none; }
      h2, h3 { break-after: avoid; }
      tr, .answer, .fields > div { break-inside: avoid; }
      thead { display: table-header-group; }
      details::details-content { content-visibility: visible; block-size: auto; }
      summary { color: #000; list-style: none; }
    }

    """
}
