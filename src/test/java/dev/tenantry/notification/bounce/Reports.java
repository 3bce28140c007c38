package dev.tenantry.notification.bounce;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/** Reports of mail servers, as they write them. */
public final class Reports {

    private Reports() {}

    public static MimeMessage message(String text) {
        try {
            return new MimeMessage(null,
                    new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
        } catch (MessagingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As Postfix does. */
    public static String failed(String recipient, String status, String said, String messageId) {
        return report("""
                Reporting-MTA: dns; mx.example.net
                X-Postfix-Queue-ID: 4F2A81C0
                Arrival-Date: Mon, 1 Jun 2026 10:00:00 +0200 (CEST)

                Final-Recipient: rfc822; %s
                Original-Recipient: rfc822;%s
                Action: failed
                Status: %s
                Remote-MTA: dns; mx.example.com
                Diagnostic-Code: smtp; %s
                """.formatted(recipient, recipient, status, said), "Message-ID: " + messageId);
    }

    /** @param fields of the report @param returned headers of the mail */
    public static String report(String fields, String returned) {
        return """
                Return-Path: <>
                From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
                To: somebody@example.test
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

                --b1
                Content-Type: text/plain; charset=us-ascii

                I'm sorry to have to inform you.

                --b1
                Content-Type: message/delivery-status

                %s
                --b1
                Content-Type: message/rfc822

                %s
                Subject: Hello

                Hello
                --b1--
                """.formatted(fields, returned);
    }

    /** As providers of mailboxes pass them on. */
    public static String complaint(String fields, String returned) {
        return """
                From: <feedback@provider.example>
                To: <abuse@example.test>
                Subject: complaint
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="b2"

                --b2
                Content-Type: text/plain

                This is an email abuse report.

                --b2
                Content-Type: message/feedback-report

                %s
                --b2
                Content-Type: text/rfc822-headers

                %s
                --b2--
                """.formatted(fields, returned);
    }

    /** What is read of the report: kinds, codes and addresses. */
    static List<String> told(String text) {
        return ReportReader.read(message(text))
                .map(report -> report.failures()
                        .stream()
                        .map(failure -> failure.kind() + " " + failure.status() + " " + failure.addresses())
                        .toList())
                .orElse(List.of("none"));
    }
}
