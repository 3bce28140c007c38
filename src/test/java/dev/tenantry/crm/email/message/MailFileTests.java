package dev.tenantry.crm.email.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** Mails as other programs write them, well or not. */
class MailFileTests {

    private static final String HEADER = """
            From: =?UTF-8?Q?Zo=C3=AB?= <zoe@example.com>
            To: "Doe, John" <john@example.com>, undisclosed:;, Jane <jane@example.com>
            Date: Mon, 2 Mar 2026 10:00:00 +0100 (CET)
            Message-ID: <a1@example.com>
            """;

    @Test
    void readsAPlainMail() {
        var mail = read(HEADER + "Subject: Hello\n\nLine one\r\nLine two\n");

        assertThat(mail.sender()).isEqualTo(new Mailbox("zoe@example.com", "Zoë"));
        assertThat(mail.to()).containsExactly(new Mailbox("john@example.com", "Doe, John"),
                new Mailbox("jane@example.com", "Jane"));
        assertThat(mail.messageId()).isEqualTo("a1@example.com");
        assertThat(mail.sentAt()).hasToString("2026-03-02T09:00:00Z");
        assertThat(mail.text()).isEqualTo("Line one\nLine two\n");
        assertThat(mail.notices()).isEmpty();
    }

    @Test
    void decodesSubjectsInAllSpellings() {
        assertThat(subject("=?ISO-8859-1?Q?Gr=FC=DFe?= =?UTF-8?B?8J+Yig==?=")).isEqualTo("Grüße😊");
        assertThat(subject("=?UTF-8?B?4pyT?=\r\n =?UTF-8?B?IGRvbmU=?=")).isEqualTo("✓ done");
        assertThat(subject("=?shift_jis?B?k/qWe4zq?=")).isEqualTo("日本語");
        assertThat(subject("=?UTF-8?Q?a=0D=0ABcc:_x@y.z?=")).isEqualTo("a Bcc: x@y.z");
        assertThat(subject("\u200fשלום")).isEqualTo("\u200fשלום");
        assertThat(subject("=?UTF-8?B?8J+Y?=\n =?UTF-8?B?ig==?= :=?utf-8*de?q?=C3=BC?=!")).isEqualTo("😊 :ü!");
        var unknown = read(HEADER + "Subject: =?x-nobody?Q?a?=\n\nx");
        assertThat(unknown.subject()).isEqualTo("=?x-nobody?Q?a?=");
        assertThat(unknown.notices()).anyMatch(notice -> notice.contains("Subject") && notice.contains("x-nobody"));
        var broken = read(HEADER + "Subject: =?utf-8?Q?=FF?= =?utf-8?Q?=F?=\n\nx");
        assertThat(broken.subject()).isEqualTo("\uFFFD =?utf-8?Q?=F?=");
        assertThat(broken.notices()).hasSize(2).allMatch(notice -> notice.contains("Subject"));
    }

    /** As browsers read them: what programs call by an old name is what Windows makes of it. */
    @ParameterizedTest
    @CsvSource({"iso-8859-1,windows-1252,„Grüße“ € –", "us-ascii,windows-1252,Grüße € –", "us-ascii,UTF-8,Grüße € ✓",
        "iso-8859-9,windows-1254,İş “100 €” –", "iso-8859-8-i,ISO-8859-8,שלום", "ISO-8859-8-E,ISO-8859-8,שלום",
        "macintosh,x-MacRoman,Æ∞ €", "tis-620,x-windows-874,สวัสดี €", "shift_jis,windows-31j,①髙㈱",
        "euc-jp,x-eucJP-Open,①髙㈱", "iso-2022-jp,x-windows-iso2022jp,①髙㈱", "ks_c_5601-1987,x-windows-949,갂똠",
        "euc-kr,x-windows-949,갂똠", "gb2312,GB18030,镕€", "big5,Big5-HKSCS,碁銹", "unicode-1-1-utf-8,UTF-8,✓",
        "utf-16,UTF-16LE,Grüße", "x-mac-cyrillic,x-MacUkraine,Привет", "iso-2022-kr,ISO-2022-KR,가"})
    void readsWhatItIsCalledByInTextsWordsAndParameters(String label, String charset, String text) {
        var octets = text.getBytes(Charset.forName(charset));
        var word = "=?" + label + "?B?" + Base64.getEncoder().encodeToString(octets) + "?=";
        var percents = HexFormat.of().withPrefix("%").formatHex(octets);
        var quoted = HexFormat.of().withUpperCase().withPrefix("=").formatHex(octets);
        var half = percents.length() / 6 * 3;

        var mail = read("From: " + word + " <zoe@example.com>\nTo: \"" + word + "\" <b@x.de>\nSubject: " + word
                + "\nMessage-ID: <a@b>\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n"
                + "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=" + label
                + "\nContent-Transfer-Encoding: quoted-printable\n\n" + quoted
                + "\n--x\nContent-Disposition: attachment; filename*=" + label + "''" + percents
                + "\n\n\n--x\nContent-Disposition: attachment;\n filename*0*=" + label + "'ab'"
                + percents.substring(0, half) + ";\n filename*1*=" + percents.substring(half)
                + "\n\n\n--x\nContent-Type: x/y; name=\"" + word + "\"\n\n\n--x--\n");

        assertThat(mail.subject()).isEqualTo(text);
        assertThat(mail.text()).isEqualTo(text);
        assertThat(mail.sender()).isEqualTo(new Mailbox("zoe@example.com", text));
        assertThat(mail.to()).containsExactly(new Mailbox("b@x.de", text));
        assertThat(mail.attachments().stream().map(Attachment::name)).containsExactly(text, text, text);
        assertThat(mail.notices()).isEmpty();
    }

    @Test
    void readsHeadersThatAreNotEncodedAtAll() {
        var utf8 = "Content-Disposition: attachment; filename=größe.txt\n\nx";
        var mail = (HEADER
                + "Subject: gr\u00f6\u00dfer \u0084als\u0093 100 \u0080\nContent-Type: multipart/mixed; boundary=x\n\n--x\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        var part = (utf8 + "\n--x\nContent-Disposition: attachment; filename=C:\\a\\b.txt; x\n\nx\n--x--")
                .getBytes(StandardCharsets.UTF_8);

        var read = read(ByteBuffer.allocate(mail.length + part.length).put(mail).put(part).array());

        assertThat(read.subject()).isEqualTo("größer „als“ 100 €");
        assertThat(read.attachments().stream().map(Attachment::name)).containsExactly("größe.txt", "b.txt");
        assertThat(read.notices()).singleElement().asString().contains("Subject");
    }

    @Test
    void readsWhatIsNotEncodedAsTheTextIsOrThePageSays() {
        var turkish = read(
                (HEADER + "Subject: \u00dd\u00fe\nContent-Type: text/plain; charset=iso-8859-9\n\n\u00dd\u00fe")
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(turkish.subject()).isEqualTo("İş");
        assertThat(turkish.text()).isEqualTo("İş");

        var page = "Content-Type: text/html\n\n<html><meta http-equiv=x content='text/html; charset=windows-1255'><p>\u00f9\u00ec\u00e5\u00ed";
        assertThat(read((HEADER + page).getBytes(StandardCharsets.ISO_8859_1)).text()).isEqualTo("שלום");
        assertThat(read((HEADER + "Content-Type: text/html\n\n<meta charset=windows-1255><p>größer").getBytes(
                StandardCharsets.UTF_8)).text()).isEqualTo("größer");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"2 Mar 2026 10:00:00 GMT+02:00|2026-03-02T08:00:00Z",
        "Mon, 2 Mar 2026 10:00:00 +02:00|2026-03-02T08:00:00Z", "2 Mar 26 10:00 -0500|2026-03-02T15:00:00Z",
        "Mon, 2 Mar 2026 10:00:00 UTC|2026-03-02T10:00:00Z", "29 Feb 2028 10:00:00 +0000|2028-02-29T10:00:00Z",
        "30 Feb 2026 10:00:00 +0000|", "2 Mar 2026 25:00:00 +0000|", "yesterday|"})
    void readsDatesThatThereAre(String written, @Nullable String instant) {
        var mail = read("From: a@b.de\nMessage-ID: <a@b>\nDate: " + written + "\n\nx");

        assertThat(mail.sentAt()).isEqualTo(instant == null ? null : Instant.parse(instant));
        assertThat(mail.notices()).hasSize(instant == null ? 1 : 0);
    }

    @Test
    void readsTextsInTheirCharsets() {
        assertThat(text("text/plain; charset=koi8-r", "\u041f\u0440\u0438\u0432\u0435\u0442", "KOI8-R"))
                .isEqualTo("Привет");
        assertThat(text("text/plain; charset=\"iso-2022-jp\"", "日本", "ISO-2022-JP")).isEqualTo("日本");
        assertThat(text("text/plain; charset=iso-8859-1", "“smart” €", "windows-1252")).isEqualTo("“smart” €");
        assertThat(text("text/plain; charset=utf-16be", "ok", "UTF-16BE")).isEqualTo("ok");
        assertThat(text("text/plain", "größer", "UTF-8")).isEqualTo("größer");
    }

    @Test
    void tellsWhatItCannotReadAndKeepsIt() {
        var unknown = read(HEADER + "Content-Type: text/plain; charset=x-unknown\n\nabc");
        assertThat(unknown.text()).isEmpty();
        assertThat(unknown.attachments()).singleElement().matches(part -> part.name().equals("part-1.txt"));
        assertThat(unknown.notices()).anyMatch(notice -> notice.contains("x-unknown"));

        var broken = read((HEADER + "Content-Type: text/plain; charset=utf-8\n\ngr\u00fc\u00df").getBytes(
                StandardCharsets.ISO_8859_1));
        assertThat(broken.text()).isEqualTo("gr\uFFFD\uFFFD");
        assertThat(broken.attachments()).hasSize(1);

        var nul = read(HEADER + "\na\0b");
        assertThat(nul.text()).isEqualTo("a\uFFFDb");
    }

    @Test
    void attachesTextsBeyondWhatItReadsOfAllOfThem() {
        var part = "--c\nContent-Type: text/html\n\n" + ("<b>x</b>".repeat(100) + "\n").repeat(1_100);

        var mail = read(HEADER + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=c\n\n" + part.repeat(5)
                + "--c--\n");

        assertThat(mail.html()).hasSizeBetween(1_700_000, 2_000_000);
        assertThat(mail.attachments()).hasSize(3);
        assertThat(mail.notices()).anyMatch(notice -> notice.contains("2000000 octets"));
    }

    @Test
    void readsAlternativesRelatedPartsAndAttachments() throws IOException {
        var mail = read(HEADER + """
                Subject: Parts
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="outer"

                This is a preamble.
                --outer
                Content-Type: multipart/related; boundary=rel

                --rel
                Content-Type: multipart/alternative; boundary=alt

                --alt
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                Gr=C3=BC=C3=9Fe=
                 dich
                --alt
                Content-Type: text/html; charset=utf-8

                <p>Gr&uuml;&szlig;e <img src="cid:logo@x"></p>
                --alt--
                --rel
                Content-Type: image/png; name="logo.png"
                Content-ID: <logo@x>
                Content-Transfer-Encoding: base64

                iVBORw0KGgo=
                --rel--
                --outer
                Content-Type: application/pdf
                Content-Disposition: attachment; filename*0*=UTF-8''%E2%82%AC%20; filename*1*=offer.pdf
                Content-Transfer-Encoding: base64

                JVBERi0=
                --outer
                Content-Type: application/octet-stream; name="=?UTF-8?Q?../..\\\\=C3=A4.txt?="
                Content-Disposition: attachment

                x
                --outer
                Content-Type: message/rfc822

                From: other@example.com
                Subject: inner

                inner
                --outer--
                """);

        assertThat(mail.text()).isEqualTo("Grüße dich");
        assertThat(mail.html()).contains("cid:logo@x");
        assertThat(mail.attachments().stream().map(Attachment::name)).containsExactly("logo.png", "€ offer.pdf",
                "ä.txt", "part-4.eml");
        assertThat(mail.attachments().getFirst().contentId()).isEqualTo("logo@x");
    }

    @Test
    void keepsTnefSignaturesAndReportsAsTheyAre() {
        var mail = read(HEADER + """
                Content-Type: multipart/signed; boundary=s

                --s
                Content-Type: text/plain; format=flowed; delsp=yes

                A long \s
                line
                > quoted \s
                > too
                --s
                Content-Type: application/ms-tnef; name=winmail.dat

                x
                --s
                Content-Type: application/pkcs7-signature; name=smime.p7s

                y
                --s--
                """);

        assertThat(mail.text()).isEqualTo("A long line\n> quoted too");
        assertThat(mail.attachments().stream().map(Attachment::name)).containsExactly("winmail.dat", "smime.p7s");
    }

    @Test
    void isKnownByWhatItSaysWhereItHasNoId() {
        var one = read("From: a@example.com\nSubject: x\nReceived: by one\n\nText\n");
        var copy = read("Received: by another\nFrom: A <A@example.com>\nSubject: x\n\nText\r\n");

        assertThat(one.messageId()).isNull();
        assertThat(copy.identity()).isEqualTo(one.identity());
        assertThat(one.notices()).anyMatch(notice -> notice.contains("no Message-ID"));
        assertThat(read("From: a@example.com\nSubject: y\n\nText\n").identity()).isNotEqualTo(one.identity());
    }

    @Test
    void saysWhatIsMissingTwiceOrNoDate() {
        var mail = read("From: a@example.com\nSubject: one\nSubject: two\nDate: yesterday\nMessage-ID: no id\n\nx");

        assertThat(mail.subject()).isEqualTo("one");
        assertThat(mail.sentAt()).isNull();
        assertThat(mail.notices()).hasSize(2)
                .anyMatch(notice -> notice.contains("Subject"))
                .anyMatch(notice -> notice.contains("yesterday"));
        assertThat(mail.messageId()).isEqualTo("noid");
    }

    @Test
    void readsTheThread() {
        var mail = read(HEADER
                + "In-Reply-To: Your message of Monday <b@x> \"quoted\"\nReferences: <a@x>\n\t<b@x>\n <c@x>\n\nx");

        assertThat(mail.inReplyTo()).isEqualTo("b@x");
        assertThat(mail.references()).containsExactly("a@x", "b@x", "c@x");
        var many = IntStream.range(0, 500).mapToObj("<r%d@x>"::formatted).collect(Collectors.joining("\n "));
        assertThat(read(HEADER + "References: " + many + "\n\nx").references()).hasSize(100).contains("r0@x", "r499@x");
    }

    @Test
    void tellsWhatProgramsSend() {
        assertThat(read(HEADER + "Auto-Submitted: auto-replied\n\nx").isAutomatic()).isTrue();
        assertThat(read(HEADER + "Auto-Submitted: no\n\nx").isAutomatic()).isFalse();
        assertThat(read(HEADER + "Precedence: Bulk\n\nx").isAutomatic()).isTrue();
        assertThat(read("Return-Path: <>\n" + HEADER + "\nx").isAutomatic()).isTrue();
    }

    @Test
    void makesATextOfHtmlAlone() {
        var mail = read(HEADER + "Content-Type: text/html\n\n<p>One</p><script>x()</script><p>Two</p>");

        assertThat(mail.text()).isEqualTo("One\n\nTwo");
    }

    @Test
    void marksWhatIsQuotedInHtmlAlone() {
        var mail = read(HEADER
                + "Content-Type: text/html\n\n<div>Yes</div><div class=gmail_quote><div>2026年3月2日(月) 10:00 Zoe "
                + "&lt;<a href=mailto:z@x.de>z@x.de</a>&gt;:<br></div><blockquote class=gmail_quote><p>One</p><ul><li>Two</ul></blockquote></div>");

        assertThat(QuotedText.of(mail.text()).body()).isEqualTo("Yes");
        assertThat(mail.text()).contains("\n> One\n", "\n> - Two");
        assertThat(QuotedText
                .of(read(HEADER + "Content-Type: text/html\n\n<p>Ja<blockquote type=cite>a<blockquote>b").text()))
                .isEqualTo(new QuotedText("Ja", "> a\n\n>> b"));
    }

    @Test
    void takesAddressesThatAreNone() {
        var mail = read(
                "From: \"a@b\" <not an address\nTo: x@müller.de, \"quoted local\"@example.com, ,;\nMessage-ID: <a@b>\n\nx");

        assertThat(mail.to()).extracting(Mailbox::address).contains("x@müller.de");
    }

    @Test
    void readsListsOfAddressesInEveryForm() {
        var mail = read("""
                From: a@b.de (Zoe (the first), Ms)
                To: "Doe, \\"J\\" <x@y>" <j@x.de>, Team: k@x.de, Kim <kim@x.de>; l@x.de; <@a.de,@b.de:m@x.de>,
                 n@x.de,N@X.de, mailto:o@x.de
                Message-ID: <a@b>

                x""");

        assertThat(mail.sender()).isEqualTo(new Mailbox("a@b.de", "Zoe (the first), Ms"));
        assertThat(mail.to()).extracting(Mailbox::address)
                .startsWith("j@x.de", "k@x.de", "kim@x.de", "l@x.de")
                .endsWith("n@x.de", "o@x.de")
                .hasSize(7);
        assertThat(mail.to().getFirst().name()).isEqualTo("Doe, \"J\" <x@y>");
    }

    @ParameterizedTest
    @ValueSource(strings = {",\n ", ", ", "(", "<", "a:", "\"", "\\", "> <", "=?a?q?", "=?utf-8?q?x?= <x@y>,"})
    void readsLongListsOfAddressesInAMoment(String between) {
        var list = IntStream.range(0, 950).mapToObj("p%d@müller.example"::formatted).toList();
        var many = "From: a@b.de\nTo: " + String.join(between, list)
                + between.strip().repeat(60_000 / between.length());

        assertTimeout(Duration.ofSeconds(4), () -> {
            try {
                read(many + "\n\nx");
            } catch (ProblemException refused) {
                assertThat(refused.type()).isEqualTo(ProblemType.TOO_LARGE);
            }
        });
    }

    @Test
    void refusesBombs() {
        refused(HEADER + IntStream.range(0, 3_000).mapToObj("X-%d: y\n"::formatted).collect(Collectors.joining())
                + "\nx");
        refused(HEADER + "X: " + "y".repeat(300_000) + "\n\nx");
        refused(HEADER + "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(1_001));
        var deep = new StringBuilder(HEADER);
        IntStream.range(0, 30)
                .forEach(depth -> deep.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
                        .formatted(depth, depth)));
        refused(deep + "\nx");
        refused("From: a@b\nTo: " + IntStream.range(0, 1_500)
                .mapToObj("p%d@x.yz"::formatted)
                .collect(Collectors.joining(",\n ")) + "\n\nx");
    }

    @Test
    void refusesWhatIsNoMail() {
        for (var body : List.of("", "no header", "\n\nFrom: a@b\n", "\u0000\u0001\u0002")) {
            assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ProblemException.class,
                    problem -> assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED));
        }
    }

    @Test
    void keepsPartsThatCannotBeToldApartOrDecoded() {
        var none = read(HEADER + "Content-Type: multipart/mixed\n\n--x\n\ntext\n--x--");
        assertThat(none.text()).contains("text");

        var broken = read(HEADER + "Content-Type: application/pdf\nContent-Transfer-Encoding: x-rot13\n\nabc");
        assertThat(broken.attachments()).singleElement().matches(part -> part.size() == 3);
        assertThat(broken.notices()).isNotEmpty();
    }

    private static void refused(String mail) {
        assertThatThrownBy(() -> read(mail)).isInstanceOfSatisfying(ProblemException.class,
                problem -> assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE));
    }

    private static String subject(String written) {
        return read(HEADER + "Subject: " + written + "\n\nx").subject();
    }

    private static String text(String type, String text, String charset) {
        var header = (HEADER + "Content-Type: " + type + "\n\n").getBytes(StandardCharsets.US_ASCII);
        var body = text.getBytes(Charset.forName(charset));
        var all = new byte[header.length + body.length];
        System.arraycopy(header, 0, all, 0, header.length);
        System.arraycopy(body, 0, all, header.length, body.length);
        return read(all).text();
    }

    private static MailMessage read(String mail) {
        return read(mail.getBytes(StandardCharsets.UTF_8));
    }

    private static MailMessage read(byte[] mail) {
        try (var file = MailFile.receive(new ByteArrayInputStream(mail))) {
            return file.read();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
