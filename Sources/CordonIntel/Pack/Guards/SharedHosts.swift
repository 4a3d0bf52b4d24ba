/// Hosts on which many unrelated people keep things: blocking the host for one of them would stop the work of all
/// others. A URL there can be matched, and its path filtered; the host is never blocked.
enum SharedHosts {
  /// Whether `host` (lower case, without trailing dot) serves many owners under one name.
  static func contains(_ host: String) -> Bool {
    exact.contains(host) || suffixes.contains { host.hasSuffix("." + $0) } || suffixes.contains(host)
  }

  /// Hosts where owners are told apart by the path, and the bare names of services that give each owner a subdomain.
  private static let exact: Set<String> = [
    // Code and packages
    "github.com", "www.github.com", "gist.github.com", "api.github.com", "codeload.github.com", "github.io", "ghcr.io",
    "gitlab.com", "bitbucket.org", "codeberg.org", "sourceforge.net", "git.sr.ht", "registry.npmjs.org", "npmjs.com",
    "www.npmjs.com", "pypi.org", "files.pythonhosted.org", "rubygems.org", "crates.io", "static.crates.io",
    "proxy.golang.org", "repo1.maven.org", "repo.maven.apache.org", "nuget.org", "www.nuget.org", "api.nuget.org",
    "docker.io", "hub.docker.com", "registry-1.docker.io", "quay.io", "packagist.org", "open-vsx.org",
    "marketplace.visualstudio.com", "deb.debian.org", "bun.sh", "nodejs.org",
    // Script delivery
    "cdn.jsdelivr.net", "unpkg.com", "cdnjs.cloudflare.com", "esm.sh", "ajax.googleapis.com", "code.jquery.com",
    "cloudflare.com", "fastly.net", "cloudfront.net", "azureedge.net", "pages.dev", "workers.dev", "vercel.app",
    "netlify.app", "herokuapp.com", "onrender.com", "web.app", "firebaseapp.com", "glitch.me", "repl.co", "ngrok.io",
    "ngrok-free.app", "trycloudflare.com", "azurewebsites.net", "blogspot.com", "wordpress.com", "weebly.com",
    // Files and texts
    "drive.google.com", "docs.google.com", "drive.usercontent.google.com", "dropbox.com", "www.dropbox.com",
    "dl.dropboxusercontent.com", "onedrive.live.com", "1drv.ms", "box.com", "app.box.com", "mega.nz", "mega.co.nz",
    "mediafire.com", "www.mediafire.com", "wetransfer.com", "we.tl", "transfer.sh", "temp.sh", "file.io", "gofile.io",
    "anonfiles.com", "catbox.moe", "files.catbox.moe", "0x0.st", "oshi.at", "od.lk", "pcloud.link", "u.pcloud.link",
    "pastebin.com", "paste.ee", "hastebin.com", "rentry.co", "ghostbin.com", "telegra.ph", "imgur.com", "i.imgur.com",
    "archive.org", "s3.amazonaws.com", "storage.googleapis.com", "blob.core.windows.net",
    // Messages, hooks, forms, short links
    "discord.com", "discordapp.com", "cdn.discordapp.com", "media.discordapp.net", "api.telegram.org", "t.me",
    "slack.com", "hooks.slack.com", "webhook.site", "requestbin.com", "pipedream.com", "pipedream.net",
    "filev2.getsession.org", "bit.ly", "tinyurl.com", "t.co", "goo.gl", "is.gd", "forms.gle", "graph.microsoft.com",
    "login.microsoftonline.com", "outlook.office365.com", "www.google.com", "google.com", "www.googleapis.com",
    "youtube.com", "www.youtube.com", "twitter.com", "x.com", "facebook.com", "www.facebook.com", "linkedin.com",
    "www.linkedin.com", "reddit.com", "www.reddit.com", "medium.com", "notion.so", "www.notion.so", "trello.com",
    // What my address is, and public resolvers
    "api.ipify.org", "ifconfig.me", "ipinfo.io", "icanhazip.com", "checkip.amazonaws.com", "ip-api.com",
    "dns.google", "cloudflare-dns.com", "1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9", "208.67.222.222",
    "2606:4700:4700::1111", "2001:4860:4860::8888", "2620:fe::fe",
  ]

  /// Services whose subdomains are shared as well.
  private static let suffixes: [String] = ["githubusercontent.com", "googleusercontent.com"]
}
