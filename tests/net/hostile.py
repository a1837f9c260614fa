"""Addresses that must never be dialled, and a network that only records: nothing here can send a packet.

Rule of every test with a hostile address: if the guard fails, the test turns red, and no packet leaves. So the dialler
given to the client writes down what it is asked to dial; for the one public address of the play it hands out one end
of a socket pair that holds the answer already, for any other it raises.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable, Mapping, Sequence

PUBLIC = "93.184.216.34"
PUBLIC_SIX = "2606:2800:220:1:248:1893:25c8:1946"

# First, last and well-known addresses of every range that is not the public internet.
SPECIAL = (
    "0.0.0.0 0.255.255.255 10.0.0.0 10.1.2.3 10.255.255.255 100.64.0.0 100.100.100.200 100.127.255.255 127.0.0.0 "
    "127.0.0.1 127.8.8.8 127.255.255.255 168.63.129.16 169.254.0.0 169.254.169.254 169.254.170.2 169.254.255.255 "
    "172.16.0.0 172.31.255.255 192.0.0.0 192.0.0.8 192.0.0.170 192.0.0.192 192.0.0.255 192.0.2.1 192.31.196.1 "
    "192.52.193.1 192.88.99.1 192.168.0.0 192.168.0.1 192.168.255.255 192.175.48.1 198.18.0.0 198.19.255.255 "
    "198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.254 255.255.255.255 "
    ":: ::1 ::2 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:169.254.169.254 ::ffff:100.64.0.1 "
    "::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b::808:808 64:ff9b:1::a00:1 100::1 100:0:0:1::1 "
    "1fff::1 2001::1 2001:0:7f00:1::1 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::1 2002:a9fe:a9fe::1 "
    "2002:808:808::1 2620:4f:8000::1 2a00:1450:4001:82a:0:5efe:7f00:1 2a00:1450:4001:82a:200:5efe:a9fe:a9fe 3fff::1 "
    "4000::1 5f00::1 8000::1 fc00::1 fd00:ec2::254 fd20:ce::254 fdff::1 fe80::1 fe80::a9fe:a9fe febf::1 fec0::1 "
    "feff::1 ff00::1 ff02::1 ff0e::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
).split()

# Hosts as they can stand in an address; each means, to some parser, a place on the inside.
ODD_HOSTS = (
    "127.1 127.0.1 0 00 0x0 0x7f000001 0X7F000001 2130706433 017700000001 0177.0.0.1 0x7f.0.0.1 0x7f.1 127.0.0.01 "
    "127.000.000.001 0127.0.0.1 127.0.0.1. 127.0.0.1.. 127..0.0.1 .127.0.0.1 127.0.0.0x1 127.0x1 4294967295 "
    "4294967296 256.256.256.256 1.2.3.4.5 169.254.43518 169.16689662 2852039166 0xa9fea9fe 0xA9.0xFE.0xA9.0xFE "
    "0251.0376.0251.0376 0251.254.169.254 169.254.169.254. 10.1 10.0.1 192.168.257 192.168.1. 172.16.1 1.1 8.8 "
    "0x8.0x8.0x8.0x8 foo.1 foo.0x1 foo.09 foo.0x "
    "１２７.０.０.１ ①②⑦.⓪.⓪.① 127。0。0。1 127．0．0．1 127｡0｡0｡1 ⑯⑨。②⑤④。⑯⑨｡②⑤④ ８.８.８.８ ⓛⓞⓒⓐⓛⓗⓞⓢⓣ ｌocalhost "
    "[::1] [::] [0:0:0:0:0:0:0:1] "
    "[0000:0000:0000:0000:0000:0000:0000:0001] [::0001] [::ffff:7f00:1] [::FFFF:127.0.0.1] "
    "[0:0:0:0:0:ffff:127.0.0.1] [::ffff:0x7f.1] [::127.1] [::1%25lo] [::1%lo] [fe80::1%25eth0] [fe80::1%eth0] [::1%] "
    "[::1 [127.0.0.1] [localhost] [v1.x] [v7f.::1] [] [::1]] [[::1]] [::1]x x[::1] [::1].example.com "
    "localhost LOCALHOST localhost. localhost.. localhost.localdomain lvh.me 127.0.0.1.nip.io spoofed.example "
    "metadata.google.internal METADATA.google.internal. instance-data kubernetes.default.svc host.docker.internal "
    "127%2e0%2e0%2e1 %31%32%37.0.0.1 %6c%6f%63%61%6c%68%6f%73%74 localhost%00.example.com localhost%2eexample.com "
    "%00 %5b::1%5d 127.0.0.1%23.example.com 127.0.0.1%40example.com 127.0.0.1%2f.example.com faß.localhost ßmetadata "
    "loca\u200dlhost loca\u00adlhost local\u2024host -a a- a..b a_.-b * a,b a;b a'b a\"b a!b "
    "a$b (a) "
    "a|b a`b a{b} a^b a~b a=b a+b a&b a<b>"
).split(" ")

# Whole addresses that are refused for their shape alone, or lead inside.
ODD_URLS = (
    *("", " ", "/", "//", "//127.0.0.1", "///127.0.0.1", "127.0.0.1", "localhost:80", "http:", "http:/", "http://"),
    *("http:///", "http:///127.0.0.1/", "http:127.0.0.1", "http:/127.0.0.1/", "http:\\\\127.0.0.1\\", "https:///x"),
    *("http://example.com@127.0.0.1/", "http://example.com:80@127.0.0.1/", "http://a:b@c:d@127.0.0.1/"),
    *("http://127.0.0.1@example.com/", "http://@127.0.0.1/", "http://:@127.0.0.1/", "http://example.com%40127.0.0.1/"),
    *("http://127.0.0.1#@example.com/", "http://127.0.0.1?@example.com/", "http://127.0.0.1/@example.com"),
    *("http://example.com\\@127.0.0.1/", "http://127.0.0.1\\@example.com/", "http://example.com\\.127.0.0.1/"),
    *("http:\\/\\/127.0.0.1/", "http://127.0.0.1\\.example.com/", "http://127.0.0.1:80\\@example.com:80/"),
    *("http://127.0.0.1:80:80/", "http://127.0.0.1:0/", "http://example.com:0/", "http://example.com:65536/"),
    *("http://example.com:-1/", "http://example.com:+80/", "http://example.com: 80/", "http://example.com:80a/"),
    *(
        "http://example.com:/",
        "http://example.com:８０/",
        "http://example.com:0x50/",
        "http://[::1]:/",
        "http://[::1]:x/",
    ),
    *(
        " http://127.0.0.1/",
        "\thttp://127.0.0.1/",
        "\x00http://127.0.0.1/",
        "ht\ntp://127.0.0.1/",
        "http://127.0.0.1 /",
    ),
    *("http://127.0.0.1\t.example.com/", "http://exa\nmple.com/", "http://example.com\r\nX: y/", "http://\x7f/"),
    *("http://example.com/\x00", "http://example.com/\r\nHost: 127.0.0.1", "http://example.com/ x", "http://a\u2028b/"),
    *(
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "file://localhost/etc/passwd",
        "file:/etc/passwd",
        "fIlE://127.0.0.1/x",
    ),
    *(
        "gopher://127.0.0.1:6379/_x",
        "dict://127.0.0.1:11211/",
        "ftp://127.0.0.1/",
        "ftps://127.0.0.1/",
        "tftp://127.0.0.1",
    ),
    *("sftp://127.0.0.1/", "ldap://127.0.0.1/", "jar:http://127.0.0.1!/", "netdoc:///etc/passwd", "data:text/html,x"),
    *(
        "javascript:alert(1)",
        "view-source:http://127.0.0.1/",
        "ws://127.0.0.1/",
        "wss://127.0.0.1/",
        "unix:/run/x.sock",
    ),
    *("http+unix://%2Frun%2Fx.sock/", "httpx://127.0.0.1/", "http+://a/", "blob:http://127.0.0.1/", "about:blank"),
    *("mailto:a@b", "feed://127.0.0.1/", "feed:http://127.0.0.1/", "smb://127.0.0.1/a", "\\\\127.0.0.1\\a", "C:\\x"),
    "http://" + "a" * 64 + ".com/",
    "http://" + "a." * 130 + "com/",
    "http://example.com/" + "a" * 9000,
    "http://example.com/a\\b",
    "http://example.com/?a\\b",
    "http://[2606:2800:220:1:248:1893:25c8:1946%25eth0]/",
)


INSIDE = {
    *("localhost", "localhost.localdomain", "lvh.me", "127.0.0.1.nip.io", "spoofed.example", "bad.example"),
    *("metadata.google.internal", "instance-data", "kubernetes.default.svc", "host.docker.internal", "wiki.corp"),
}
"""Names that are well formed and lead inside; every other name leads to the public server, where nothing hostile may
come to be asked."""


class Play:
    """A network of one public server, and everything else out of bounds.

    Args:
        answers: raw answers of the public server, one a connection, in order.
        names: what names are looked up as: one list a look-up, the last repeats; see ``INSIDE`` for the others.
    """

    def __init__(self, *answers: bytes, names: Mapping[str, Sequence[Sequence[str]]] | None = None) -> None:
        self.dialled: list[tuple[str, int]] = []
        """Every address that was dialled and is not the public server."""
        self.met: list[tuple[str, int]] = []
        """Connections to the public server."""
        self.asked: list[str] = []
        """Names looked up."""
        self._answers = list(answers)
        self._names = {name: list(lists) for name, lists in (names or {}).items()}
        self._ends: list[socket.socket] = []

    def resolver(self, host: str, _: int) -> Sequence[str]:
        """Looks a name up in the play's own table."""
        self.asked.append(host)
        lists = self._names.get(host)
        if lists is None:
            return ["10.0.0.1"] if host in INSIDE else [PUBLIC]
        return lists.pop(0) if len(lists) > 1 else lists[0]

    def connect(self, ip: str, port: int, _: float) -> socket.socket:
        """Hands out the public server's end, or records what must not have happened."""
        if ip not in {PUBLIC, PUBLIC_SIX}:
            self.dialled.append((ip, port))
            raise ConnectionRefusedError("out of bounds")
        self.met.append((ip, port))
        if not self._answers:
            raise ConnectionRefusedError("nothing more to say")
        ours, theirs = socket.socketpair()
        theirs.sendall(self._answers.pop(0))
        theirs.shutdown(socket.SHUT_WR)
        self._ends.append(theirs)
        return ours

    def heard(self) -> list[bytes]:
        """What was sent to the public server, a connection each."""
        heard = []
        for end in self._ends:
            end.setblocking(False)
            parts = []
            try:
                while part := end.recv(65536):
                    parts.append(part)
            except BlockingIOError:
                pass
            heard.append(b"".join(parts))
        return heard

    def close(self) -> None:
        """Let go of the public server's ends."""
        for end in self._ends:
            end.close()


def to(location: str, status: int = 302) -> bytes:
    """A raw redirect, its target as UTF-8."""
    return b"HTTP/1.1 %d X\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n" % (status, location.encode())


OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/html\r\n\r\nhi"


def urls() -> Iterable[str]:
    """Every hostile address of the tables above as a whole."""
    for ip in SPECIAL:
        yield f"http://[{ip}]/" if ":" in ip else f"http://{ip}/"
    for host in ODD_HOSTS:
        yield f"http://{host}/latest/meta-data/"
    yield from ODD_URLS
