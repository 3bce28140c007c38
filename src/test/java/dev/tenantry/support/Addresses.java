package dev.tenantry.support;

import java.util.List;

/** E-mail addresses, and texts that are none: what every field for one must agree on. */
public final class Addresses {

    private static final String LABEL = "d".repeat(63);

    public static final List<String> VALID = List.of("ada@example.com", "Ada.Lovelace@example.com", "a@b.co",
            "a+tag@example.com", "first_last@example.com", "a-b@ex-ample.com", "1@2.com", "o'brien@example.ie",
            "!#$%&'*+/=?^_`{|}~-@example.com", "x@sub.sub.example.co.uk", "x@xn--mller-kva.de", "x@müller.de",
            "x@straße.de", "x@βόλος.gr",
            "x@例子.广告", "x@παραδειγμα.δοκιμη", "x@пример.рф", "x@उदाहरण.भारत", "x@mu\u0308ller.de", "user@localhost",
            "user@example.museum", "user@1example.com", "user@123.com",
            "l".repeat(64) + "@example.com", "x@" + LABEL + ".example",
            "x@" + String.join(".", LABEL, LABEL, LABEL) + "." + "d".repeat(60), "user@EXAMPLE.COM");

    public static final List<String> INVALID = List.of("ada", "@", "@example.com", "ada@", "a@b@example.com",
            "ada example@example.com", " ada@example.com", "ada@example.com ", "ada@example.com\u00a0",
            "\u00a0ada@example.com", "ada@example.com\u200b", "a\u200bda@example.com", "a\u200dda@example.com",
            "ada@exam\u200cple.com", "\ufeffada@example.com", "a\u00adda@example.com", "ada\u202e@example.com",
            "ada@example.com\u2060", "a\u3164da@example.com", "a\u115fda@example.com", "ada@e\ufe0fxample.com",
            "ada@example.com\r\nBcc: eve@example.com", "ada@example.com\nx", "ada\t@example.com",
            "ada@example.com\u0007",
            "ada@[127.0.0.1]", "test@[255.255.255.256]", "test@[IPv6:::1]", "ada@127.0.0.1", "ada@1", "ada@example.123",
            ".ada@example.com", "ada.@example.com", "a..da@example.com", "ada@.example.com", "ada@example..com",
            "ada@example.com.", "ada@-example.com", "ada@example-.com", "ada@exam_ple.com", "ada@example.c*m",
            "\"a b\"@example.com", "\"ada\"@example.com", "ada(comment)@example.com", "Ada <ada@example.com>",
            "<ada@example.com>", "mailto:ada@example.com", "ada@example.com,eve@example.com",
            "ada@example.com;eve@example.com", "a,b@example.com", "a\\b@example.com", "a:b@example.com",
            "用户@例子.广告", "почта@пример.рф", "josé@example.com", "jose\u0301@example.com",
            "l".repeat(65) + "@example.com", "x@" + LABEL + "d.com",
            "x@" + String.join(".", LABEL, LABEL, LABEL, LABEL) + ".com", "a@" + "ü".repeat(60) + ".de",
            "ａｄａ@example.com", "ada@ｅxample.com", "ada@example。com", "ada＠example.com",
            "😀@example.com",
            "ada@😀.com", "\u0301a@example.com", "ada@%65xample.com", "ada@exa mple.com", "ada@http://example.com");

    private Addresses() {}
}
