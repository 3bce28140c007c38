package dev.tenantry.notification.bounce;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;

import dev.tenantry.notification.BounceKind;
import dev.tenantry.notification.bounce.Report.Failure;

/** Reports in words, with the mail behind them: those of qmail, and of Exim where it writes no others. */
final class PlainReports {

    private static final int MOST = 100;
    private static final String QMAIL = "Hi. This is the ";
    /** Exim names those whom it has given up. */
    private static final String FAILED = "X-Failed-Recipients";
    private static final Pattern RECIPIENT = Pattern.compile("(?m)^<([^<>\\s]{3,320})>:[ \\t]*\\r?$");
    private static final Pattern COPY = Pattern.compile(
            "(?m)^--- Below this line is a copy of the message\\.|^-{3,} This is a copy of (the|your) message|^-{3,} The body of the message");

    private PlainReports() {}

    static Optional<Report> read(MimeMessage message, String text) throws MessagingException {
        var copy = COPY.matcher(text);
        var hasCopy = copy.find();
        var said = hasCopy ? text.substring(0, copy.start()) : text;
        var failures = said.startsWith(QMAIL) ? ofQmail(said) : ofExim(message, said);
        return failures.isEmpty()
                ? Optional.empty()
                : Optional.of(ReportReader.report(failures, returned(hasCopy ? text.substring(copy.end()) : ""),
                        List.of()));
    }

    /** The mail's headers begin behind what is left of the line, and an empty one. */
    private static InternetHeaders returned(String copy) throws MessagingException {
        var start = copy.indexOf('\n');
        return ReportReader.headers((start < 0 ? "" : copy.substring(start).stripLeading())
                .getBytes(StandardCharsets.UTF_8));
    }

    private static List<Failure> ofQmail(String said) {
        var failures = new ArrayList<Failure>();
        var recipients = RECIPIENT.matcher(said).results().limit(MOST).toList();
        for (var index = 0; index < recipients.size(); index++) {
            var recipient = recipients.get(index);
            var end = index + 1 < recipients.size() ? recipients.get(index + 1).start() : said.length();
            failures.add(failure(recipient.group(1), said.substring(recipient.end(), end)));
        }
        return failures;
    }

    private static List<Failure> ofExim(MimeMessage message, String said) throws MessagingException {
        var named = message.getHeader(FAILED);
        if (named == null) {
            return List.of();
        }
        return Stream.of(named)
                .flatMap(value -> Stream.of(value.split("[,\\s]+")))
                .map(ReportReader::bare)
                .filter(address -> !address.isEmpty())
                .limit(MOST)
                .map(address -> failure(address, behind(said, address)))
                .toList();
    }

    /** What is said of one of them stands under the address, up to an empty line. */
    private static String behind(String said, String address) {
        var at = said.indexOf(address);
        if (at < 0) {
            return said;
        }
        var rest = said.substring(at + address.length());
        var end = rest.indexOf("\n\n");
        return end < 0 ? rest : rest.substring(0, end);
    }

    private static Failure failure(String address, String said) {
        var status = StatusCodes.find(said);
        // It has been given up, though it does not say why.
        var kind = status == null ? BounceKind.SOFT : StatusCodes.kind(status);
        return new Failure(List.of(address), kind, status, ReportReader.shown(said));
    }
}
