package dev.tenantry.notification.bounce;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.tenantry.notification.bounce.Reports.told;
import static org.assertj.core.api.Assertions.assertThat;

/** The shapes in which mail servers report, each with what is to be read of it. */
class ReportReaderTests {

    private static final String ID = "<0197-1@example.test>";

    @Test
    void readsPostfix() {
        var text = Reports.failed("ada@example.com", "5.1.1",
                "550 5.1.1 <ada@example.com>: Recipient address rejected: User unknown in virtual mailbox table", ID);

        assertThat(told(text)).containsExactly("hard 5.1.1 [ada@example.com, ada@example.com]");
        var report = ReportReader.read(Reports.message(text)).orElseThrow();
        assertThat(report.messageId()).isEqualTo(ID);
        assertThat(report.failures().getFirst().said())
                .isEqualTo("550 5.1.1 <***>: Recipient address rejected: User unknown in virtual mailbox table");
    }

    @Test
    void knowsTheMailByItsEnvelopeWhereNothingOfItIsReturned() {
        var text = Reports.failed("ada@example.com", "5.1.1", "550 5.1.1 unknown", ID)
                .replace("Reporting-MTA", "Original-Envelope-Id: <a+2Bb+3D+zz@x>\nReporting-MTA");

        assertThat(ReportReader.read(Reports.message(text)).orElseThrow().messageId()).isEqualTo(ID);
        assertThat(ReportReader.read(Reports.message(text.replace("Message-ID", "X-ID"))).orElseThrow().messageId())
                .isEqualTo("<a+b=+zz@x>");
    }

    /** Its code is in what it says, and the one beside it says nothing; it has a page in the language of its users. */
    @Test
    void readsExchange() {
        assertThat(told("""
                From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@contoso.example>
                To: crm@example.test
                Subject: =?utf-8?B?VW56dXN0ZWxsYmFyOiBIYWxsbw==?=
                Content-Type: multipart/report; report-type=delivery-status;
                	boundary="81a77c6b-7c5d-4d3f"
                X-MS-Exchange-Message-Is-Ndr:
                Auto-Submitted: auto-replied

                --81a77c6b-7c5d-4d3f
                Content-Type: multipart/alternative; differences=Content-Type; boundary="inner"

                --inner
                Content-Type: text/plain; charset="utf-8"
                Content-Transfer-Encoding: base64

                RmVobGVyIGJlaSBkZXIgTmFjaHJpY2h0ZW7DvGJlcm1pdHRsdW5n

                --inner--

                --81a77c6b-7c5d-4d3f
                Content-Type: message/delivery-status

                Reporting-MTA: dns;AM0PR04MB1234.eurprd04.prod.outlook.com
                Received-From-MTA: dns;mail.example.test
                Arrival-Date: Mon, 1 Jun 2026 08:00:01 +0000

                Final-Recipient: rfc822;grace@contoso.example
                Action: failed
                Status: 5.0.0
                Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient
                 grace@contoso.example not found by SMTP address lookup

                --81a77c6b-7c5d-4d3f
                Content-Type: message/rfc822

                Message-ID: <0197-1@example.test>

                Hello
                --81a77c6b-7c5d-4d3f--
                """)).containsExactly("hard 5.1.10 [grace@contoso.example]");
    }

    @Test
    void readsGmail() {
        var text = """
                Return-Path: <>
                From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
                To: b+abc@returns.example.test
                X-Failed-Recipients: nobody@gmail.example
                Auto-Submitted: auto-replied
                Subject: Delivery Status Notification (Failure)
                Content-Type: multipart/report; boundary="000000000000a1"; report-type=delivery-status

                --000000000000a1
                Content-Type: multipart/related; boundary="000000000000a2"

                --000000000000a2
                Content-Type: text/html; charset="UTF-8"

                <html><body>Address not found</body></html>
                --000000000000a2--
                --000000000000a1
                Content-Type: message/delivery-status

                Reporting-MTA: dns; googlemail.com
                Arrival-Date: Mon, 01 Jun 2026 01:00:00 -0700 (PDT)
                X-Original-Message-ID: <0197-1@example.test>

                Final-Recipient: rfc822; nobody@gmail.example
                Action: failed
                Status: 5.1.1
                Remote-MTA: dns; gmail-smtp-in.l.google.com. (2a00:1450:4025::1a, the server for the domain gmail.example.)
                Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try
                 550-5.1.1 double-checking the recipient's email address
                 550 5.1.1 a1-20020.12 - gsmtp
                Last-Attempt-Date: Mon, 01 Jun 2026 01:00:01 -0700 (PDT)

                --000000000000a1
                Content-Type: message/rfc822

                Return-Path: <b+abc@returns.example.test>
                Message-ID: <0197-1@example.test>

                --000000000000a1--
                """;

        assertThat(told(text)).containsExactly("hard 5.1.1 [nobody@gmail.example]");
        assertThat(ReportReader.read(Reports.message(text)).orElseThrow().returnPaths())
                .containsExactly("b+abc@returns.example.test");
    }

    @Test
    void readsQmail() {
        var text = """
                From: MAILER-DAEMON@mx.example.net
                To: b+abc@returns.example.test
                Subject: failure notice

                Hi. This is the qmail-send program at mx.example.net.
                I'm afraid I wasn't able to deliver your message to the following addresses.
                This is a permanent error; I've given up. Sorry it didn't work out.

                <ada@example.com>:
                203.0.113.5 does not like recipient.
                Remote host said: 550 5.1.1 unknown user
                Giving up on 203.0.113.5.

                <bob@example.com>:
                Connected to 203.0.113.5 but greeting failed.
                I'm not going to try again; this message has been in the queue too long. (#4.4.1)

                --- Below this line is a copy of the message.

                Return-Path: <b+abc@returns.example.test>
                Received: (qmail 123 invoked by uid 89)
                Message-ID: <0197-1@example.test>
                Subject: Hello

                Hello
                """;

        assertThat(told(text)).containsExactly("hard 5.1.1 [ada@example.com]", "soft 4.4.1 [bob@example.com]");
        assertThat(ReportReader.read(Reports.message(text)).orElseThrow().messageId()).isEqualTo(ID);
    }

    @Test
    void readsEximsWords() {
        var text = """
                X-Failed-Recipients: ada@example.com
                Auto-Submitted: auto-replied
                From: Mail Delivery System <Mailer-Daemon@mx.example.net>
                To: crm@example.test
                Subject: Mail delivery failed: returning message to sender

                This message was created automatically by mail delivery software.

                A message that you sent could not be delivered to one or more of its
                recipients. This is a permanent error. The following address(es) failed:

                  ada@example.com
                    host mx.example.com [203.0.113.5]
                    SMTP error from remote mail server after RCPT TO:<ada@example.com>:
                    550 No such user here

                ------ This is a copy of the message, including all the headers. ------

                Return-path: <crm@example.test>
                Message-ID: <0197-1@example.test>

                Hello
                """;

        assertThat(told(text)).containsExactly("hard 5.0.0 [ada@example.com]");
        assertThat(ReportReader.read(Reports.message(text)).orElseThrow().messageId()).isEqualTo(ID);
    }

    @Test
    void readsSendmailWithSeveralRecipients() {
        assertThat(told(Reports.report("""
                Reporting-MTA: dns; mx.example.net
                Arrival-Date: Mon, 1 Jun 2026 10:00:00 +0200

                Original-Recipient: rfc822;ada@example.com
                Final-Recipient: RFC822; ada.lovelace@forwarded.example
                X-Actual-Recipient: RFC822; ada.lovelace@forwarded.example
                Action: failed
                Status: 5.2.2
                Diagnostic-Code: SMTP; 552 5.2.2 mailbox full

                Final-Recipient: RFC822; bob@example.com
                Action: relayed (to non-DSN-aware mailer)
                Status: 2.6.0

                Final-Recipient: RFC822; eve@example.com
                Action: delayed
                Status: 4.4.1
                """, "Message-ID: " + ID))).containsExactly(
                "soft 5.2.2 [ada@example.com, ada.lovelace@forwarded.example]", "delayed 4.4.1 [eve@example.com]");
    }

    /** RFC 6533. */
    @Test
    void readsInternationalizedReports() {
        assertThat(told(Reports.report("""
                Reporting-MTA: dns; mx.example.net

                Final-Recipient: utf-8; käthe@bücher.example
                Action: failed
                Status: 5.6.7
                """, "Message-ID: " + ID)
                .replace("message/delivery-status", "message/global-delivery-status")
                .replace("message/rfc822", "message/global-headers")))
                .containsExactly("soft 5.6.7 [käthe@bücher.example]");
    }

    /** Of servers that put everything in one block, in angle brackets and capitals. */
    @Test
    void readsDominosSingleBlock() {
        assertThat(told(Reports.report("""
                Reporting-MTA: dns;notes.example.net
                FINAL-RECIPIENT: rfc822;<ada@example.com>
                ACTION: FAILED
                STATUS: 5.1.1
                DIAGNOSTIC-CODE: X-Notes; User ada (ada@example.com) not listed in Domino Directory
                """, "MESSAGE-ID: " + ID))).containsExactly("hard 5.1.1 [ada@example.com]");
    }

    @Test
    void readsExpiredMailAsOneThatWasNotTaken() {
        assertThat(
                told(Reports.failed("ada@example.com", "4.4.7", "smtp;550 4.4.7 QUEUE.Expired; message expired", ID)))
                .containsExactly("soft 4.4.7 [ada@example.com, ada@example.com]");
    }

    @Test
    void readsComplaints() {
        var text = Reports.complaint("""
                Feedback-Type: abuse
                User-Agent: SomeGenerator/1.0
                Version: 1
                Original-Mail-From: <b+abc@returns.example.test>
                Original-Rcpt-To: <ada@example.com>
                Source-IP: 203.0.113.5
                """, "Message-ID: " + ID);

        assertThat(told(text)).containsExactly("complaint null [ada@example.com]");
        assertThat(told(text.replace("abuse\n", "not-spam\n"))).isEmpty();
    }

    /** What is about the mail, or its sender, is not about the address. */
    @ParameterizedTest
    @CsvSource({"5.1.1, hard", "5.1.2, hard", "5.1.10, hard", "5.2.1, hard", "5.4.1, hard", "5.4.4, hard",
        "5.0.0, hard",
        "5.2.2, soft", "5.3.4, soft", "5.1.7, soft", "5.1.8, soft", "5.6.1, soft", "5.7.1, soft", "5.7.509, soft",
        "4.2.2, soft", "4.4.7, soft"})
    void knowsWhatIsAboutTheAddress(String status, String kind) {
        assertThat(StatusCodes.kind(status)).hasToString(kind);
    }

    @ParameterizedTest
    @CsvSource({"550 5.7.1 refused by 192.5.1.1, 5.7.1", "host 5.1.2.3 said nothing,", "550 no such user, 5.0.0",
        "see 5.1.1., 5.1.1", "(#5.4.4), 5.4.4", "451-4.7.1 greylisted, 4.7.1", "5551234567 call,"})
    void findsCodesInWords(String words, String code) {
        assertThat(StatusCodes.find(words)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Subject: Out of office|Hi. I am away, 550 5.1.1
            Content-Type: multipart/report|no parts
            Content-Type: multipart/report; boundary=b|--b
            Content-Type: \\0|x
            Content-Type: text/plain; charset=none|x""")
    void leavesOtherMessagesAlone(String header, String body) {
        assertThat(told(header.replace("\\0", "\0") + "\n\n" + body)).isIn(List.of("none"),
                List.of());
    }

    @Test
    void readsNoMoreThanReportsHave() {
        var many = "Final-Recipient: rfc822;a@example.com\nAction: failed\nStatus: 5.1.1\n\n".repeat(5_000);

        assertThat(told(Reports.report(many, "Message-ID: " + ID))).hasSizeLessThanOrEqualTo(101);
        assertThat(told(Reports.report("Status: " + "9".repeat(1_000_000) + "\n\nFinal-Recipient: rfc822;" + "a"
                .repeat(500_000), "Message-ID: " + ID))).isEmpty();
    }
}
