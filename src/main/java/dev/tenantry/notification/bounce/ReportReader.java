package dev.tenantry.notification.bounce;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

import dev.tenantry.notification.BounceKind;
import dev.tenantry.notification.bounce.Report.Failure;
import dev.tenantry.shared.text.Anonymized;

/**
 * Reads reports of mail servers (RFC 3464 and 6533), complaints (RFC 5965), and the texts of servers that write neither. Of a message it reads
 * as much as reports have.
 */
final class ReportReader {

    private static final int MOST_PARTS = 20;
    private static final int MOST_BYTES = 128 * 1024;
    private static final int MOST_GROUPS = 101;
    private static final int MOST_SAID = 300;
    private static final int HEXADECIMAL = 16;
    private static final Pattern XTEXT = Pattern.compile("\\+([0-9A-F]{2})");
    private static final List<String> UNWANTED = List.of("abuse", "fraud", "opt-out", "opt-out-list");

    private ReportReader() {}

    /** Empty where it is no report. */
    static Optional<Report> read(MimeMessage message) {
        try {
            var type = type(message);
            if (type.startsWith("multipart/") && message.getContent() instanceof Multipart parts) {
                return ofParts(parts);
            }
            return type.equals("text/plain") ? PlainReports.read(message, text(message)) : Optional.empty();
        } catch (MessagingException | IOException | UncheckedIOException _) {
            // What cannot be read reports nothing.
            return Optional.empty();
        }
    }

    private static String type(Part part) throws MessagingException {
        try {
            return new ContentType(String.valueOf(part.getContentType())).getBaseType().toLowerCase(Locale.ROOT);
        } catch (MessagingException _) {
            return "";
        }
    }

    private static String text(Part part) throws MessagingException, IOException {
        return new String(start(part), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static byte[] start(Part part) throws MessagingException, IOException {
        try (var content = part.getInputStream()) {
            return content.readNBytes(MOST_BYTES);
        }
    }

    private static Optional<Report> ofParts(Multipart parts) throws MessagingException, IOException {
        var failures = new ArrayList<Failure>();
        var isReport = false;
        var returned = new InternetHeaders();
        var paths = new ArrayList<String>();
        var envelopes = new ArrayList<String>();
        for (var index = 0; index < Math.min(parts.getCount(), MOST_PARTS); index++) {
            var part = parts.getBodyPart(index);
            switch (type(part)) {
                case "message/delivery-status", "message/global-delivery-status" -> {
                    isReport = true;
                    groups(part).forEach(group -> {
                        failure(group).ifPresent(failures::add);
                        envelopes.addAll(values(group, "Original-Envelope-Id"));
                    });
                }
                case "message/feedback-report" -> {
                    isReport = true;
                    complaint(groups(part), failures, paths);
                }
                case "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers" ->
                    returned = headers(
                            start(part));
                default -> {
                    // for people
                }
            }
        }
        if (returned.getHeader("Message-ID") == null && !envelopes.isEmpty()) {
            returned.setHeader("Message-ID", ofXtext(envelopes.getFirst()));
        }
        return isReport ? Optional.of(report(failures, returned, paths)) : Optional.empty();
    }

    /** RFC 3461: other characters than ASCII's, and two of these, by their digits. */
    private static String ofXtext(String text) {
        return XTEXT.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        Character.toString(Integer.parseInt(found.group(1), HEXADECIMAL))));
    }

    static Report report(List<Failure> failures, InternetHeaders returned, List<String> paths) {
        var all = new ArrayList<>(paths);
        all.addAll(values(returned, "Return-Path"));
        return new Report(failures, values(returned, "Message-ID").stream().findFirst().orElse(null),
                all.stream().map(ReportReader::bare).toList());
    }

    static InternetHeaders headers(byte[] text) throws MessagingException {
        return new InternetHeaders(new ByteArrayInputStream(text), true);
    }

    /** Blocks of fields, between empty lines. */
    private static List<InternetHeaders> groups(Part part) throws MessagingException, IOException {
        var groups = new ArrayList<InternetHeaders>();
        var content = new ByteArrayInputStream(start(part));
        while (content.available() > 0 && groups.size() < MOST_GROUPS) {
            groups.add(new InternetHeaders(content, true));
        }
        return groups;
    }

    /** Empty of what is about the whole mail, and of recipients whom it has reached. */
    private static Optional<Failure> failure(InternetHeaders group) {
        var addresses = new ArrayList<String>();
        addresses.addAll(recipients(group, "Original-Recipient"));
        addresses.addAll(recipients(group, "Final-Recipient"));
        var action = first(group, "Action").toLowerCase(Locale.ROOT).split("[\\s(]", 2)[0];
        if (addresses.isEmpty() || !List.of("failed", "delayed").contains(action)) {
            return Optional.empty();
        }
        var said = first(group, "Diagnostic-Code");
        var stated = StatusCodes.find(first(group, "Status"));
        var status = StatusCodes.preciser(stated, said);
        return Optional.of(new Failure(addresses,
                action.equals("delayed") ? BounceKind.DELAYED : StatusCodes.kind(status), status, shown(said)));
    }

    private static void complaint(List<InternetHeaders> groups, List<Failure> failures, List<String> paths) {
        for (var group : groups) {
            if (UNWANTED.contains(first(group, "Feedback-Type").toLowerCase(Locale.ROOT))) {
                paths.addAll(values(group, "Original-Mail-From"));
                failures.add(new Failure(recipients(group, "Original-Rcpt-To"), BounceKind.COMPLAINT, null, null));
            }
        }
    }

    /** Without the type of the address, {@code rfc822;ada@example.com}. */
    private static List<String> recipients(InternetHeaders group, String name) {
        return values(group, name).stream()
                .map(value -> bare(value.substring(value.indexOf(';') + 1)))
                .filter(address -> !address.isEmpty())
                .toList();
    }

    static String bare(String address) {
        var stripped = address.strip();
        return stripped.startsWith("<") && stripped.endsWith(">")
                ? stripped.substring(1, stripped.length() - 1).strip()
                : stripped;
    }

    private static String first(InternetHeaders headers, String name) {
        return values(headers, name).stream().findFirst().orElse("");
    }

    private static List<String> values(InternetHeaders headers, String name) {
        var values = headers.getHeader(name);
        return values == null
                ? List.of()
                : Arrays.stream(values)
                        .filter(Objects::nonNull)
                        .map(value -> value.replaceAll("[\\r\\n]+[ \\t]*", " ").strip())
                        .filter(value -> !value.isEmpty())
                        .toList();
    }

    /** Whom a mail was for is nobody's business where it is told. */
    static @Nullable String shown(String said) {
        var text = said.replaceFirst("(?i)^(smtp|x-[a-z0-9-]+)\\s*;\\s*", "").replaceAll("\\s+", " ").strip();
        return text.isEmpty() ? null : Anonymized.text(text, MOST_SAID);
    }
}
